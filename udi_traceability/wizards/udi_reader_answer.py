"""What the text that a reader sent for the test symbol says about its settings."""

import re
from dataclasses import dataclass

# 20 letters, digits and signs that differ between keyboards, and upper and lower case
DI, LOT, SERIAL = "09506000134352", "Ab1yZ", "Sn/7-q"
PAIRS = (("01", DI), ("10", LOT), ("21", SERIAL))
GS, AIM = "\x1d", "]d2"
_SENT = re.compile(
    rf"(?P<aim>\][A-Za-z][0-9A-Za-z])?(?P<head>.{{0,12}}?)01{DI}"
    r"10(?P<lot>.{5})(?P<separator>.{0,12}?)21(?P<serial>.{6})[ \r\n\t]*",
    re.DOTALL,
)


@dataclass(frozen=True)
class Answer:
    """Settings of one reader; ``separator`` is empty if it sends none."""

    aim: str
    separator: str
    keeps_case: bool
    wrong_keys: tuple[tuple[str, str], ...]

    @property
    def keepable(self):
        """Whether the separator can be told from the numbers on labels."""
        return bool(re.search(r"[^A-Za-z0-9\s]", self.separator))


def read(text):
    """The `Answer`, or None for a text that is not the test symbol.

    >>> answer = read("]d2010950600013435210Ab1yZ^]21Sn/7-q")
    >>> answer.aim, answer.separator, answer.keeps_case
    (']d2', '^]', True)
    """
    found = _SENT.fullmatch(text)
    if not found:
        return None
    typed, meant = found["lot"] + found["serial"], LOT + SERIAL
    pairs = dict.fromkeys(zip(meant, typed, strict=True))
    return Answer(
        aim=found["aim"] or "",
        separator=found["separator"],
        keeps_case=not any(a != b and a.lower() == b.lower() for a, b in pairs),
        wrong_keys=tuple(pair for pair in pairs if pair[0].lower() != pair[1].lower()),
    )
