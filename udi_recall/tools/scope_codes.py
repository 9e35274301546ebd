"""A pasted or scanned list of lots and serials, line by line, nothing guessed.

Lists come out of spreadsheets and letters: numbers with ``.0`` behind them, full stops,
lost zeros, doubles, ranges in words. What a line may have meant is proposed, never
taken.
"""

import re
from dataclasses import dataclass

MOST = 5_000
LENGTH = 255
# "0711 thru 0719": blanks around, for a dash alone may be part of a number
RANGE = re.compile(
    r"(\S+)\s+(?:thru|through|to|until|bis|至|[–—-])\s+(\S+)", re.IGNORECASE
)
AS_NUMBER = re.compile(r"([0-9]+)\.0+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list; ``first`` is the line that said the same before."""

    number: int
    text: str
    first: int | None = None


def listed(text: str) -> tuple[Listed, ...]:
    """The lines that say something, in their order, doubles marked.

    Commas and semicolons part numbers where a line holds no code with separators of
    its own: a UDI may contain both.

    >>> [(line.text, line.first) for line in listed("064900, 0312\\n064900")]
    [('064900', None), ('0312', None), ('064900', 1)]
    """
    seen: dict[str, int] = {}
    lines = []
    for piece in _pieces(text):
        number = len(lines) + 1
        first = seen.setdefault(piece, number)
        lines.append(Listed(number, piece, first if first < number else None))
    return tuple(lines)


def meant(text: str) -> tuple[str, str] | None:
    """(why, text) of what a line that names nothing may have meant; None: no idea.

    >>> meant("1703516.0"), meant("20118000."), meant("0711 thru 0719")
    (('number', '1703516'), ('stop', '20118000'), ('range', '0711 – 0719'))
    """
    if found := RANGE.fullmatch(text):
        return "range", " – ".join(found.groups())
    if found := AS_NUMBER.fullmatch(text):
        return "number", found.group(1)
    bare = text.rstrip(".")
    return ("stop", bare) if bare and bare != text else None


def _pieces(text):
    for line in text.replace("\r", "\n").split("\n"):
        line = line.strip(" \t")
        coded = "\x1d" in line or line.startswith(("]", "(", "+", "=", "http"))
        pieces = [line] if coded else re.split(r"[,;\t]", line)
        yield from filter(None, (piece.strip() for piece in pieces))
