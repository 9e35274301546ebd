"""Rules about the UDI-DI of a device under Regulation (EU) 2017/745."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..common import identifier, registered_di
from ..findings import WARNING, Finding
from ..record import DeviceRecord, TextRecord
from ..rules import at_most, found, one_of, required, shaped
from . import codes, selection

MAX_REUSES = 32_767


def _identifiers(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-003: every DI of the message is checked."""
    yield from registered_di(record, record.eudamed, codes.AGENCIES)
    for each in (
        selection.secondary(record),
        selection.direct_marking(record),
        selection.unit_of_use(record),
    ):
        if each is not None:
            yield from identifier(each, codes.AGENCIES)


def _secondary(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-020: the secondary DI is another agency's, and there is one."""
    sent = selection.secondary(record)
    if sent and sent.issuing_agency == record.eudamed.di.issuing_agency:
        yield found(sent, "issuing_agency", "same_agency")
    if len(record.secondary_dis) > 1:
        yield found(
            record, "secondary_dis", "only_first_sent", WARNING, expected=sent.code
        )


def _unit_of_use(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-023: one choice with the direct marking."""
    unit = record.unit_of_use_di
    if unit and selection.unit_of_use(record) is None:
        yield found(record, "unit_of_use_di", "unit_of_use_dropped", WARNING)


def _answers(record: DeviceRecord) -> Iterator[Finding]:
    """An unanswered marking or MRI safety would silently be none."""
    yield from required(record.eudamed, "status", "reprocessed")
    yield from one_of(record.eudamed, "status", codes.STATUSES)
    yield from required(
        record,
        "catalog_number",
        "single_use",
        "sterile",
        "sterilize_before_use",
        "latex",
    )
    likely = ("direct_marking", "mri_safety")
    yield from required(record, *likely, code="recommended", severity=WARNING)
    yield from at_most(record, "catalog_number", 120)
    yield from at_most(record, "information_url", 255)


def _reuses(record: DeviceRecord) -> Iterator[Finding]:
    """The element is a 16-bit number."""
    if record.max_reuses < 0:
        yield found(record, "max_reuses", "bad_quantity")
    elif record.max_reuses > MAX_REUSES:
        yield found(record, "max_reuses", "not_allowed", expected=f"0-{MAX_REUSES}")


def _nomenclature(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-636: final categories; nearly all codes in 90 are none."""
    registration = record.eudamed
    yield from required(registration, "emdn_codes")
    yield from shaped(registration, "emdn_codes", "[A-Z]([0-9][0-9])+", "A0101")
    for code in registration.emdn_codes:
        if code.endswith("90"):
            yield found(
                registration, "emdn_codes", "emdn_not_leaf", WARNING, value=code
            )


def _production_identifiers(record: DeviceRecord) -> Iterator[Finding]:
    """At least one kind; software identification for software (BR-DTX-UDI-104)."""
    if not selection.production_identifiers(record):
        yield found(record, "pi_lot", "no_pi")
    if record.pi_software and record.basic_udi.special_device_type != "software":
        yield found(record, "pi_software", "software_pi")


def _texts(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-070, 131; BR-DTX-UDID-090, 091: ANY is for trade names only."""
    descriptions = selection.european(record.descriptions)
    if record.basic_udi.system_pack_type in ("system", "procedure_pack"):
        yield from required(record, "descriptions") if not descriptions else ()
    counted = Counter(each.language for each in descriptions)
    for each in descriptions:
        yield from _text(each, codes.LANGUAGES, 2000)
        if counted[each.language] > 1:
            yield found(each, "language", "language_twice")
    for each in selection.trade_names(record):
        yield from _text(each, (*codes.LANGUAGES, codes.ANY), 255)


def _text(text: TextRecord, languages: Iterable[str], limit: int) -> Iterator[Finding]:
    yield from required(text, "language", "value")
    yield from one_of(text, "language", languages)
    yield from at_most(text, "value", limit)


def _markets(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-043, 045, 046."""
    rows = selection.markets(record)
    if record.eudamed.status != "on_market":
        if rows:
            yield found(record, "markets", "markets_not_sent", WARNING)
        return
    if not rows:
        if record.risk_class_eu != "i":
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


def _purposes(record: DeviceRecord) -> Iterator[Finding]:
    for code in record.eudamed.annex_xvi_codes:
        if code not in codes.ANNEX_XVI:
            yield found(
                record.eudamed,
                "annex_xvi_codes",
                "not_allowed",
                value=code,
                expected=codes.ANNEX_XVI,
            )


RULES = (
    _identifiers,
    _secondary,
    _unit_of_use,
    _answers,
    _reuses,
    _nomenclature,
    _production_identifiers,
    _texts,
    _markets,
    _purposes,
)
