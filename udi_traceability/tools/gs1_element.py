"""One GS1 element: which identifier stands in a text, what its value may look like."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import product

from .gs1_ai import CHARSETS, PREDEFINED, ROWS
from .gs1_value import steps
from .udi import UdiError

GS = "\x1d"  # what a reader sends for FNC1
_PART = re.compile(r"(\[)?([NXYZ])(\.\.)?([0-9]+)\]?((?::[a-z0-9]+)*)")
_CHARSET_NAMES = {"N": "digits", "X": "CSET 82", "Y": "CSET 39", "Z": "base64url"}


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a value: character set, length, checks of its content."""

    charset: str
    shortest: int
    longest: int
    optional: bool
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ai:
    """One application identifier, ready to read.

    ``pattern`` matches the value at its place in a text together with the
    separator behind it: needed before anything that follows, unless ``predefined``.
    ``steps`` are the checks of its content, see ``gs1_value``.
    """

    code: str
    parts: tuple[Part, ...]
    requires: tuple[frozenset[str], ...]
    excludes: frozenset[str]
    name: str
    predefined: bool
    pattern: re.Pattern
    steps: tuple

    @property
    def shortest(self):
        """Characters that a value has at least."""
        return sum(part.shortest for part in self.parts if not part.optional)

    @property
    def longest(self):
        """Characters that a value has at most."""
        return sum(part.longest for part in self.parts)

    def refusal(self, value, position):
        """The error of a value that does not fit ``pattern``."""
        if self.shortest <= len(value) <= self.longest:
            at = 0
            for part in self.parts:
                for index, found in enumerate(value[at : at + part.longest], at):
                    if not _allowed(part.charset).match(found):
                        name = _CHARSET_NAMES[part.charset]
                        where = position + index
                        return UdiError("bad_charset", where, self.code, name, found)
                at += part.longest
        least, most = self.shortest, self.longest
        expected = f"{most}" if least == most else f"{least} to {most}"
        expected += " characters"
        return UdiError("bad_length", position, self.code, expected, value)


@cache
def _allowed(charset):
    return re.compile(f"[{CHARSETS[charset]}]")


def _parts(form):
    for found in _PART.finditer(form):
        optional, charset, varies, length, checks = found.groups()
        least = 1 if varies else int(length)
        names = tuple(checks.split(":")[1:])
        yield Part(charset, least, int(length), bool(optional), names)


@cache
def _pattern(parts, predefined):
    value = ""
    for part in reversed(parts):  # an absent part ends the value
        value = f"[{CHARSETS[part.charset]}]{{{part.shortest},{part.longest}}}{value}"
        value = f"(?:{value})?" if part.optional else value
    return re.compile(f"({value})" + (f"{GS}?" if predefined else f"(?:{GS}|\\Z)"))


def _codes(written):
    first, _dash, last = written.partition("-")
    return tuple(str(code) for code in range(int(first), int(last or first) + 1))


def _table():
    known = {code.zfill(2): row for row in ROWS for code in _codes(row[0])}

    @cache
    def fitting(pattern):
        wanted = re.compile(pattern.replace("n", "[0-9]"))
        return frozenset(filter(wanted.fullmatch, known))

    for code, (_range, form, requires, excludes, name) in known.items():
        parts = tuple(_parts(form))
        predefined = bool(re.fullmatch(PREDEFINED, code))
        yield Ai(
            code=code,
            parts=parts,
            requires=tuple(
                frozenset(combination)
                for group in requires.split()
                for combination in product(*map(fitting, group.split("+")))
            ),
            excludes=frozenset().union(*map(fitting, excludes.split())) - {code},
            name=f"{name}{code}" if name.endswith("_") else name,
            predefined=predefined,
            pattern=_pattern(parts, predefined),
            steps=steps(parts),
        )


AIS = {ai.code: ai for ai in _table()}
BY_NAME = {ai.name: ai for ai in AIS.values() if ai.name}
_LENGTHS = {code[:2]: len(code) for code in AIS}


def find(text, position=0):
    """The ``Ai`` that stands at ``position`` of ``text``, or None.

    >>> find("0109506000134352").name, find("7003").name, find("9X")
    ('di', 'expiry_datetime', None)
    """
    length = _LENGTHS.get(text[position : position + 2])
    return length and AIS.get(text[position : position + length])
