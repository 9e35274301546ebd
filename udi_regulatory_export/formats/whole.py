"""Facts of a record for a regulator that takes whole records: whatever may differ."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from .difference import Fact, plain
from .record import DeviceRecord, DiRecord, odoo_field

_OTHERS = ("as_of", "basic_udi", "gudid", "eudamed", "nmpa")
"""The day, and what belongs to one regulator."""
OWN = ("version", "registry_state", "external_key", "spl_version")
"""What the regulator itself counts or says is no news to it."""
REFS = {
    "direct_marking_di": "1",
    "secondary_dis": "2",
    "unit_of_use_di": "3",
    "generic_name_zh": "ZH",
}
"""Facts that share a field in Odoo, told apart."""


def facts_of(regulator: str) -> Callable[[DeviceRecord], Iterator[Fact]]:
    """``facts`` of a regulator by the name of its block."""

    def facts(record: DeviceRecord) -> Iterator[Fact]:
        """Every fact of the device, then those of the regulator's own block."""
        yield from _facts(record, _OTHERS)
        block = getattr(record, regulator)
        if block is not None:
            yield from _facts(block, OWN)

    return facts


def _facts(part: Any, without: tuple[str, ...]) -> Iterator[Fact]:
    for each in fields(part):
        if each.name not in without:
            yield from _fact(part, each.name)


def _fact(part: Any, name: str) -> Iterator[Fact]:
    value, place = getattr(part, name), odoo_field(part, name)
    if isinstance(value, tuple) and any(map(is_dataclass, value)):
        for line in value:
            ref = REFS.get(name, line.ref)
            yield Fact(field=place, ref=ref, value=_said(line))
        return
    said = _said(value) if is_dataclass(value) else plain(value)
    # a number of 0 is no answer, no is one
    if said and (value is False or value != 0):
        yield Fact(field=place, ref=REFS.get(name, ""), value=said)


def _said(line: Any) -> str:
    """All that a line says, in one text; a DI by its code."""
    if isinstance(line, DiRecord):
        return line.code
    each = (getattr(line, name.name) for name in fields(line))
    return ", ".join(filter(None, map(_shown, each)))


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(filter(None, map(_shown, value)))
    return _said(value) if is_dataclass(value) else plain(value or None)
