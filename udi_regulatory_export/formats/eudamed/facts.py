"""What EUDAMED is told of a device, as facts with the message that would change each.

Nothing is taken for granted: a record half filled in has fewer facts.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .. import packages
from ..difference import Fact
from ..record import CertificateRecord, DeviceRecord, PartyRecord
from . import certificates, codes, lists, selection
from .facts_lines import DEVICE, fact, joined, lines, texts

FAMILY = "BASIC_UDI.PATCH"
MARKETS = "MARKET_INFO.PUT"
PACKAGES = "PACKAGE_UDI.PUT"
DESIGNER = "PRODUCT_DESIGNER.PUT"
TRADE_NAMES = "udi.device.trade_name_ids"
ORDER = "1, 2, 3"
"""The ref of the fact that tells in which order the trade names stand."""

_FLAGS = {
    codes.DEVICE_LAWS: ("special_device_type", "animal_tissues", "human_tissues"),
    (*codes.MEDICAL, "spp"): ("system_pack_type",),
    codes.MEDICAL: codes.MEDICAL_ANSWERS,
    ("mdr",): ("iib_implantable_exception",),
    codes.DIAGNOSTIC: codes.DIAGNOSTIC_ANSWERS,
}
"""Laws to the answers of a family that EUDAMED is told under them."""
_OF_FAMILY = {
    codes.LAWS: ("risk_class_eu",),
    codes.MEDICAL: ("implantable",),
    codes.DIAGNOSTIC: ("is_kit",),
}
_OF_DEVICE = {
    codes.LAWS: (
        "catalog_number",
        "information_url",
        "sterile",
        "sterilize_before_use",
    ),
    codes.DEVICE_LAWS: ("single_use",),
}
_OF_REGISTRATION = {
    codes.LAWS: ("status",),
    codes.MEDICAL: ("reprocessed",),
    ("ivdr",): ("new_device",),
}


def facts(record: DeviceRecord) -> Iterator[Fact]:
    """Every fact, in the order of EUDAMED's screens."""
    law = record.legislation_eu
    yield fact(record, "legislation_eu", FAMILY, law)
    if record.basic_udi:
        yield from _family(record)
    yield from _each(record, law, _OF_FAMILY, FAMILY)
    yield from _each(record, law, _OF_DEVICE, DEVICE)
    if law in codes.DEVICE_LAWS and not record.single_use:
        yield fact(record, "max_reuses", DEVICE, record.max_reuses)
    yield from _names(record)
    yield from _printed(record)
    yield from lines(record)
    if record.eudamed:
        yield from _registration(record)
        yield from _countries(record)
        yield from _packs(record)


def _each(
    part: Any, law: str, names: Mapping[tuple[str, ...], Iterable[str]], carrier: str
) -> Iterator[Fact]:
    for laws, told in names.items():
        if law in laws:
            for name in told:
                yield fact(part, name, carrier, getattr(part, name))


def _family(record: DeviceRecord) -> Iterator[Fact]:
    basic, law = record.basic_udi, record.legislation_eu
    yield fact(basic, "code", DEVICE, basic.code)
    yield fact(basic, "name", FAMILY, basic.name)
    yield fact(basic, "device_model", FAMILY, basic.device_model)
    yield from _each(basic, law, _FLAGS, FAMILY)
    if law == "spp":
        yield from texts(basic, "medical_purposes", FAMILY)
    if law not in codes.DEVICE_LAWS:
        return
    for each in certificates.declared(record):
        yield fact(basic, "certificates", FAMILY, _certificate(each), each.ref)
    for each in basic.clinical_investigations:
        countries = filter(None, map(lists.outside, each.non_eu_countries))
        value = " ".join((each.reference, *countries))
        yield fact(basic, "clinical_investigations", FAMILY, value, each.ref)


def _certificate(each: CertificateRecord) -> str:
    return joined(
        each.kind, each.number, each.revision, each.notified_body, each.valid_to
    )


def _names(record: DeviceRecord) -> Iterator[Fact]:
    yield fact(record, "brand_name", DEVICE, record.brand_name)
    yield from texts(record, "trade_names", DEVICE)
    order = ", ".join(each.value for each in selection.european(record.trade_names))
    yield fact(record, "trade_names", DEVICE, order, ORDER)
    yield from texts(record, "descriptions", DEVICE)


def _printed(record: DeviceRecord) -> Iterator[Fact]:
    """What the label and the device itself carry."""
    told = selection.production_identifiers(record)
    for name, code in codes.PRODUCTION_IDENTIFIERS.items():
        yield fact(record, name, DEVICE, code in told)
    yield fact(record, "secondary_dis", DEVICE, selection.secondary(record), "2")
    law = record.legislation_eu
    if law in codes.MEDICAL:
        yield fact(record, "latex", DEVICE, record.latex == "contains")
    if law not in ("mdr", "ivdr") or not (record.eudamed and record.basic_udi):
        return
    if record.eudamed.di:
        count = packages.device_count(record, record.eudamed.di)
        marked, unit = selection.direct_marking(record), selection.unit_of_use(record)
        yield fact(record, "device_count", DEVICE, count)
        yield fact(record, "direct_marking_di", DEVICE, marked, "1")
        yield fact(record, "unit_of_use_di", DEVICE, unit, "3")


def _registration(record: DeviceRecord) -> Iterator[Fact]:
    registration = record.eudamed
    yield fact(registration, "di", DEVICE, selection.registered(record))
    if registration.registrant:
        yield fact(registration, "registrant", FAMILY, selection.sender(record))
    agent = registration.local_agent
    if agent and record.legislation_eu != "spp":
        yield fact(registration, "local_agent", FAMILY, agent.udi_srn_ar)
    law = record.legislation_eu
    yield from _each(registration, law, _OF_REGISTRATION, DEVICE)
    emdn = tuple(sorted(registration.emdn_codes))
    yield fact(registration, "emdn_codes", DEVICE, emdn)
    is_master = bool(record.basic_udi) and selection.is_master(record)
    if law == "mdr":
        purposes = tuple(sorted(registration.annex_xvi_codes))
        applies = registration.annex_xvi_applicable if is_master else None
        told = () if is_master else purposes
        yield fact(registration, "annex_xvi_applicable", DEVICE, applies)
        yield fact(registration, "annex_xvi_codes", DEVICE, told)
    if law != "spp" and not is_master:
        yield fact(registration, "related_di", DEVICE, registration.related_di)
    if registration.product_designer and law != "spp":
        value = _party(registration.product_designer)
        yield fact(registration, "product_designer", DESIGNER, value)


def _party(party: PartyRecord) -> str:
    if party.udi_srn_mf:
        return party.udi_srn_mf
    street = " ".join(filter(None, (party.street, party.street_number)))
    place = (street, party.street2, party.po_box, party.zip, party.city)
    country = lists.country(party.country)
    return joined(party.name, *place, country, party.email, party.phone, party.website)


def _countries(record: DeviceRecord) -> Iterator[Fact]:
    """Only the first country goes with the device itself (BR-DTX-UDI-103)."""
    for code, row in selection.sent_markets(record):
        yield fact(row, "country", MARKETS, code, code)
        if row.is_first_eu:
            yield fact(row, "is_first_eu", DEVICE, True, code)
        yield fact(row, "date_start", MARKETS, row.date_start, code)
        yield fact(row, "date_end", MARKETS, row.date_end, code)


def _packs(record: DeviceRecord) -> Iterator[Fact]:
    if not record.eudamed.di or record.eudamed.status not in codes.STATUSES:
        return
    for each in selection.sent_packages(record):
        yield fact(record, "packages", PACKAGES, each.code, each.code)
        yield fact(each, "contains_code", PACKAGES, each.contains_code, each.code)
        yield fact(each, "contains_qty", PACKAGES, each.contains_qty, each.code)
        own = each.distribution_status
        is_known = own in ("", *codes.PACKAGE_STATUSES)
        status = selection.package_status(record, each) if is_known else own
        yield fact(each, "distribution_status", PACKAGES, status, each.code)
