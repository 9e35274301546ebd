"""Rules about countries, Annex XVI, the original manufacturer and linked devices."""

from collections import Counter
from collections.abc import Iterator

from ..findings import WARNING, Finding
from ..record import DeviceRecord, PartyRecord
from ..rules import at_most, found, required, shaped
from . import codes, lists, selection
from .rules_family import SRN

_NOT_ASKED = ("i", "a", "general")


def markets(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-043, 045, 046, 673, 674."""
    rows = selection.markets(record)
    if record.eudamed.status != "on_market":
        if rows:
            yield found(record, "markets", "markets_not_sent", WARNING)
        return
    if not rows:
        if record.risk_class_eu not in _NOT_ASKED:
            yield found(record, "markets", "markets_missing")
        return
    first = sum(row.is_first_eu for _code, row in rows)
    if first != 1:
        yield found(record, "markets", "first_market", value=first)
    counted = Counter(code for code, _row in rows)
    for code, row in rows:
        if counted[code] > 1:
            yield found(row, "country", "country_twice")
        if row.date_start and row.date_end and row.date_end < row.date_start:
            yield found(row, "date_end", "date_order", expected=row.date_start)


def purposes(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-094; BR-DTX-UDID-730."""
    registration = record.eudamed
    if selection.is_master(record):
        yield from required(registration, "annex_xvi_applicable")
        return
    for code in registration.annex_xvi_codes:
        if code not in codes.ANNEX_XVI:
            yield found(
                registration,
                "annex_xvi_codes",
                "not_allowed",
                value=code,
                expected=codes.ANNEX_XVI,
            )


def designer(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-095, 724, 725."""
    party = record.eudamed.product_designer
    if party is None:
        return
    if party.udi_srn_mf:
        yield from shaped(party, "udi_srn_mf", SRN.format(role="MF"), "CC-MF-000000000")
        if party.udi_srn_mf == selection.sender(record):
            yield found(record.eudamed, "product_designer", "designer_is_maker")
        return
    yield from _organisation(party)


def _organisation(party: PartyRecord) -> Iterator[Finding]:
    yield from required(party, "name", "city", "zip", "country", "email")
    if party.country and not lists.country(party.country):
        yield found(party, "country", "country_not_told")
    for name, limit in (
        ("name", 255),
        ("street", 500),
        ("street_number", 120),
        ("street2", 500),
        ("po_box", 120),
        ("city", 500),
        ("zip", 120),
        ("email", 120),
        ("phone", 120),
        ("website", 255),
    ):
        yield from at_most(party, name, limit)


def related(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-645: one UDI-DI in both lives is linked without our doing."""
    other = record.eudamed.related_di
    if other is None:
        return
    yield from required(other, "code", "issuing_agency")
    if other.issuing_agency and other.issuing_agency not in codes.ISSUERS:
        allowed = tuple(codes.ISSUERS)
        yield found(other, "issuing_agency", "agency_not_accepted", expected=allowed)
    if other == selection.registered(record):
        yield found(record.eudamed, "related_di", "linked_by_itself", WARNING)


DEVICE = (markets, designer, related)
