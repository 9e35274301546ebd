"""Two states of a record, field by field, in the words of Odoo's fields.

Regulator-neutral: a regulator says which facts it is told, and what a change of each
would take.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Key = tuple[str, str]
"""``model.field`` and the ``ref`` that tells lines of one list apart."""

_NUMBER = re.compile(r"([+-]?)([0-9]+)(\.[0-9]+)?")
ADDED = "added"
CHANGED = "changed"
REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a regulator is told; an empty ``value`` is no fact."""

    field: str
    value: str
    ref: str = ""
    carrier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fact that differs: ``ours`` against what the regulator has.

    ``carrier`` is the message that would tell it, empty if none can; then ``locked``
    is the code that says why, and what the way out is.
    """

    field: str
    ref: str
    ours: str
    theirs: str
    carrier: str = ""
    locked: str = ""

    @property
    def change(self) -> str:
        if not self.theirs:
            return ADDED
        return CHANGED if self.ours else REMOVED


def plain(value: Any) -> str:
    """A value as a person compares it."""
    if isinstance(value, tuple):
        return ", ".join(map(plain, value))
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    return str(getattr(value, "ref", value))


def same_number(text: str) -> str:
    """A printed number without zeros that change nothing: 90 for 90.0.

    >>> same_number("-090.50"), same_number("90.0"), same_number("1e9"), same_number("")
    ('-90.5', '90', '1e9', '')
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return text
    sign, whole, rest = found.groups()
    rest = (rest or "").rstrip("0").rstrip(".")
    return f"{sign.replace('+', '')}{whole.lstrip('0') or '0'}{rest}"


def rows(
    ours: Iterable[Fact],
    theirs: Iterable[Fact],
    locked: Callable[[Row], str] = lambda row: "",
) -> tuple[Row, ...]:
    """What differs, in the order of our facts; what only they have stands behind."""
    mine, other = _by_key(ours), _by_key(theirs)
    found = []
    for key in (*mine, *(each for each in other if each not in mine)):
        one, two = mine.get(key), other.get(key)
        values = (one.value if one else "", two.value if two else "")
        if values[0] != values[1]:
            carrier = (one or two).carrier
            found.append(_row(key, values, carrier, locked))
    return tuple(found)


def _row(
    key: Key, values: tuple[str, str], carrier: str, locked: Callable[[Row], str]
) -> Row:
    field, ref = key
    row = Row(field=field, ref=ref, ours=values[0], theirs=values[1], carrier=carrier)
    code = locked(row)
    if not code:
        return row
    return Row(field=field, ref=ref, ours=row.ours, theirs=row.theirs, locked=code)


def _by_key(facts: Iterable[Fact]) -> dict[Key, Fact]:
    """Lines with one ref (two trade names in one language) are numbered."""
    counts: Counter[Key] = Counter()
    found = {}
    for fact in facts:
        if not fact.value:
            continue
        key = (fact.field, fact.ref)
        counts[key] += 1
        if counts[key] > 1:
            key = (fact.field, f"{fact.ref} ({counts[key]})".strip())
        found[key] = fact
    return found
