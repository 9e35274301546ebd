"""What the steps share: the people, the things of the demo data, and the labels."""

import datetime
from pathlib import Path

GS = "\x1d"


class NotSo(AssertionError):
    """A step's outcome is not what the story says it must be."""


def expect(condition, sentence):
    """Stop the story with `sentence` unless `condition` holds."""
    if not condition:
        raise NotSo(sentence)


class Stage:
    """One database with its people. `today` is the day the story is played on."""

    def __init__(self, env, output):
        self.env = env
        self.output = Path(output)
        self.today = datetime.date.today()

    def the(self, name):
        """A record of the demo data: `the("product_ip200")`."""
        return self.env.ref(f"udi_traceability.demo_{name}")

    def as_user(self, name):
        """An environment with the rights of `worker`, `officer` or `quality`."""
        return self.env(user=self.the(f"user_{name}"))

    def label(self, di, *, made, expires, lot=None, serial=None):
        """What a reader sends for a label: GS1 element string, FNC1 as GS."""
        text = f"01{di}11{made:%y%m%d}17{expires:%y%m%d}"
        text += f"10{lot}" if lot else ""
        text += GS if lot and serial else ""
        return text + (f"21{serial}" if serial else "")

    def write(self, name, content):
        """Leave `content` (bytes) in the output folder; returns the file's name."""
        (self.output / name).write_bytes(content)
        return name
