"""Rules about product codes and premarket submissions (SPL guide 3.1.7, 3.3.9)."""

from collections.abc import Iterator

from ..findings import DRAFT, Finding
from ..record import DeviceRecord
from ..rules import found, required, shaped
from . import codes
from .product import premarket


def _product_codes(record: DeviceRecord) -> Iterator[Finding]:
    yield from required(record.gudid, "product_codes")
    yield from shaped(record.gudid, "product_codes", "[A-Z]{3}", "AAA")


def _exempt_or_number(record: DeviceRecord) -> Iterator[Finding]:
    """Each excludes the other: no exception in 179,405 records."""
    registration = record.gudid
    yield from required(registration, "premarket_exempt")
    given = premarket(record)
    if registration.premarket_exempt and given:
        numbers = tuple(each.number for each in given)
        yield found(
            registration, "premarket_exempt", "exempt_with_number", value=numbers
        )
    if registration.premarket_exempt is False and not given:
        yield found(registration, "premarket_exempt", "premarket_missing")


def _numbers(record: DeviceRecord) -> Iterator[Finding]:
    for each in premarket(record):
        kind = codes.PREMARKET.get(each.kind)
        yield from required(each, "number")
        if kind:
            yield from shaped(each, "number", kind.form, kind.shown)
        else:
            yield found(each, "kind", "unverified", DRAFT)
        if each.revision:
            yield found(each, "revision", "unverified", DRAFT)


RULES = (_product_codes, _exempt_or_number, _numbers)
