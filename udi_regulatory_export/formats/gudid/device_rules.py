"""Rules about the device itself (FDA GUDID guidance 2024, FDA SPL guide 2023).

Where a rule was found by counting the 281,970 records of a public release, it says so.
"""

from collections.abc import Iterator
from uuid import UUID

from .. import packages
from ..common import identifier, registered_di
from ..findings import DRAFT, WARNING, Finding
from ..record import DeviceRecord
from ..rules import at_most, found, required, shaped
from . import codes

MARKS = "®™"


def _labeler(record: DeviceRecord) -> Iterator[Finding]:
    labeler = record.gudid.registrant
    yield from required(labeler, "name", "udi_duns")
    yield from shaped(labeler, "udi_duns", "[0-9]{9}", "000000000")


def _document(record: DeviceRecord) -> Iterator[Finding]:
    """SPL guide 2.1.1.7, 2.1.3.12-16; the schema lets some upper-case ids pass."""
    registration = record.gudid
    yield from required(registration, "spl_set_id")
    if registration.spl_set_id and not _is_guid(registration.spl_set_id):
        shown = "00000000-0000-0000-0000-000000000000"
        yield found(registration, "spl_set_id", "bad_form", expected=shown)
    if registration.spl_version < 1:
        yield found(registration, "spl_version", "bad_quantity")


def _is_guid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _identifiers(record: DeviceRecord) -> Iterator[Finding]:
    """All DIs but the secondary are of one agency (no exception in the release)."""
    yield from registered_di(record, record.gudid, codes.AGENCIES)
    agency = record.gudid.di.issuing_agency
    own = (record.unit_of_use_di, record.direct_marking_di)
    for each in (*own, *packages.above(record, record.gudid.di)):
        if each and each.issuing_agency != agency:
            yield found(each, "issuing_agency", "other_agency", expected=agency)
    for each in (*filter(None, own), *record.secondary_dis):
        yield from identifier(each, codes.AGENCIES)
    for each in record.secondary_dis:
        if each.issuing_agency == agency:
            yield found(each, "issuing_agency", "same_agency")


def _unit_of_use(record: DeviceRecord) -> Iterator[Finding]:
    """45,748 of 45,769 records with several devices name the unit."""
    unit = record.unit_of_use_di
    if unit and unit.code == record.gudid.di.code:
        yield found(record, "unit_of_use_di", "unit_of_use_equal")
    if not unit and packages.device_count(record, record.gudid.di) > 1:
        yield found(record, "unit_of_use_di", "unit_of_use_missing", WARNING)


def _names(record: DeviceRecord) -> Iterator[Finding]:
    """SPL guide 3.3.1.6 and 2.1.1.6; real model numbers do hold blanks."""
    yield from required(record, "brand_name", "model_number")
    if any(mark in record.brand_name for mark in MARKS):
        clean = "".join(each for each in record.brand_name if each not in MARKS)
        yield found(record, "brand_name", "brand_mark", WARNING, expected=clean)
    for name in ("model_number", "catalog_number"):
        if " " in getattr(record, name).strip():
            yield found(record, name, "space_in_number", DRAFT)
    for each in record.descriptions:
        if each.language == "EN":
            yield from at_most(each, "value", 2000)


def _answers(record: DeviceRecord) -> Iterator[Finding]:
    """Present in every record of the release."""
    yield from required(
        record,
        "single_use",
        "sterile",
        "sterilize_before_use",
        "latex",
        "mri_safety",
        "is_kit",
        "direct_marking",
    )
    yield from required(
        record.gudid,
        "hctp",
        "combination_product",
        "rx",
        "otc",
        "publish_date",
        "gmdn_codes",
        "listing_numbers",
    )
    yield from shaped(record.gudid, "gmdn_codes", "[0-9]{5}", "00000")


def _publish_date(record: DeviceRecord) -> Iterator[Finding]:
    """Today or later when entered; never editable once published."""
    day = record.gudid.publish_date
    if day and not record.gudid.version and day < record.as_of:
        yield found(record.gudid, "publish_date", "date_past", expected=record.as_of)


def _worth_a_look(record: DeviceRecord) -> Iterator[Finding]:
    """Legal, and often a mistake."""
    registration = record.gudid
    kinds = ("pi_lot", "pi_serial", "pi_manufacturing_date", "pi_expiration_date")
    if not any(getattr(record, name) for name in (*kinds, "pi_donation")):
        yield found(record, "pi_lot", "no_pi", WARNING)
    if registration.rx is False and registration.otc is False:
        yield found(registration, "rx", "neither_rx_nor_otc", WARNING)
    if record.pi_donation and not registration.hctp:
        yield found(record, "pi_donation", "donation_without_hctp", WARNING)


RULES = (
    _labeler,
    _document,
    _identifiers,
    _unit_of_use,
    _names,
    _answers,
    _publish_date,
    _worth_a_look,
)
