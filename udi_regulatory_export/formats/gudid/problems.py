"""What GUDID would refuse, what looks wrong, and what the file cannot say yet."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from ..common import device_count, marking, package_chain, selections
from ..findings import DRAFT, Finding
from ..record import DeviceRecord
from ..rules import clean_texts, found, is_empty, required, run
from . import codes, device_rules, premarket_rules
from .product import document_type


def problems(record: DeviceRecord) -> tuple[Finding, ...]:
    """All findings; none of severity error means that a file can be built."""
    return run((_applicable,), record) or run(RULES, record)


def _applicable(record: DeviceRecord) -> Iterator[Finding]:
    """Everything later rules take for granted."""
    yield from required(record, "gudid")
    if record.gudid:
        yield from required(record.gudid, "registrant", "di")


def _unverified(record: DeviceRecord) -> Iterator[Finding]:
    """Facts of the record that have no verified place in the file."""
    rows = (each.attribute for each in codes.CHARACTERISTIC_ROWS if not each.verified)
    for path in (*rows, *codes.OTHER_UNVERIFIED):
        holder, name = _holder(record, path)
        yield from _draft(holder, (name,))
    for package in record.packages:
        yield from _draft(package, codes.UNVERIFIED_OF_PACKAGES)
    yield found(
        record.gudid, "rx", "document_type", DRAFT, value=document_type(record)[1]
    )


def _holder(record: DeviceRecord, path: str) -> tuple[Any, str]:
    parent, _dot, name = path.rpartition(".")
    return (attrgetter(parent)(record) if parent else record), name


def _draft(holder: Any, names: Iterable[str]) -> Iterator[Finding]:
    for name in names:
        if not is_empty(getattr(holder, name)):
            yield found(holder, name, "unverified", DRAFT)


RULES = (
    clean_texts,
    *device_rules.RULES,
    *premarket_rules.RULES,
    device_count,
    marking,
    package_chain,
    selections,
    _unverified,
)
