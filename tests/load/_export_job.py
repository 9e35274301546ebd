"""One run of the export in a process of its own: how long, and how much memory.

`python -m tests.load._export_job COUNT` prints one line of JSON. Each file is read
again and written by lxml alone: the same trees without what makes them.
"""

import importlib
import json
import resource
import sys
import time
from dataclasses import replace

from lxml import etree

FORMATS = "odoo.addons.udi_regulatory_export.formats"


class _Job:
    def __init__(self):
        importlib.import_module("tests.core.conftest")
        self.sample = importlib.import_module("formats_sample")
        self.eudamed = importlib.import_module(f"{FORMATS}.eudamed")
        self.codes = importlib.import_module(f"{FORMATS}.identifiers")
        self.bare = 0.0
        self.aside = 0.0
        self.size = 0

    def run(self, count):
        """Build all files; what is done aside does not count as ours."""
        started = time.perf_counter()
        envelope = self.sample.ENVELOPE
        entries = map(self.entry, range(count))
        for file in self.eudamed.build_files(entries, "DEVICE.POST", envelope):
            self.size += len(file.content)
            self.write_again(file.content)
        return time.perf_counter() - started - self.aside

    def write_again(self, content):
        before = time.perf_counter()
        root = etree.fromstring(content)
        parsed = time.perf_counter()
        written = etree.tostring(root, encoding="UTF-8", pretty_print=True)
        done = time.perf_counter()
        assert len(written) > len(content) / 2
        self.bare += done - parsed
        self.aside += done - before

    def entry(self, number):
        """Another device of another family; making it does not count as ours."""
        before = time.perf_counter()
        record = self.sample.DEVICE
        body = f"0950{number:09}"
        code = body + self.codes.gtin_check_digit(body)
        family = f"95060{number:09}"
        di = replace(record.eudamed.di, code=code)
        basic = replace(
            record.basic_udi, code=family + self.codes.gmn_check_pair(family)
        )
        made = replace(
            record,
            primary_di=di,
            packages=(),
            basic_udi=basic,
            eudamed=replace(record.eudamed, di=di),
        )
        self.aside += time.perf_counter() - before
        return self.eudamed.Entry(record=made)


def main():
    job, count = _Job(), int(sys.argv[1])
    seconds = job.run(count)
    result = {
        "devices": count,
        "seconds": seconds,
        "bare_seconds": job.bare,
        "megabytes": job.size / 1_000_000,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
