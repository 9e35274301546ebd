"""Rules about the UDI-DI: identifiers, answers, nomenclature and texts."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..common import identifier, registered_di
from ..findings import WARNING, Finding
from ..identifiers import corrected_basic_udi
from ..record import DeviceRecord, DiRecord, PackageRecord, TextRecord
from ..rules import at_most, found, one_of, required, shaped
from . import codes, lists, selection

MAX_REUSES = 32_767


def identifiers(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-003: every DI of the message is checked."""
    if record.eudamed.di is not None:
        is_key = record.basic_udi.special_device_type in codes.MASTER_KEYS
        check = master_key if is_key and selection.is_master(record) else identifier
        yield from registered_di(record, record.eudamed, codes.AGENCIES, check)
    for each in (
        selection.secondary(record),
        selection.direct_marking(record),
        selection.unit_of_use(record),
    ):
        if each is not None and each != record.eudamed.di:
            yield from identifier(each, codes.AGENCIES)


def master_key(
    di: DiRecord | PackageRecord, agencies: Iterable[str]
) -> Iterator[Finding]:
    """BR-UDID-731, 687: GS1's key of a group has a check pair and a letter."""
    if di.issuing_agency != "gs1" or not di.code:
        yield from identifier(di, tuple(agencies))
        return
    corrected = corrected_basic_udi("gs1", di.code)
    if corrected is None or not any(each.isalpha() for each in di.code[:-2]):
        yield found(di, "code", "bad_form", expected="GS1 HIDRI, AI (8014)")
    elif corrected != di.code:
        yield found(di, "code", "bad_check_digit", expected=corrected)


def secondary(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-020: the secondary DI is another agency's, and there is one."""
    sent, own = selection.secondary(record), selection.registered(record)
    if sent and sent.issuing_agency == own.issuing_agency:
        yield found(sent, "issuing_agency", "same_agency")
    if len(record.secondary_dis) > 1:
        yield found(
            record, "secondary_dis", "only_first_sent", WARNING, expected=sent.code
        )


def unit_of_use(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-023: one choice with the direct marking."""
    if record.unit_of_use_di and selection.unit_of_use(record) is None:
        yield found(record, "unit_of_use_di", "unit_of_use_dropped", WARNING)


def answers(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-669 and its like."""
    yield from required(record.eudamed, "status")
    yield from one_of(record.eudamed, "status", codes.STATUSES)
    yield from required(record, "catalog_number", "sterile", "sterilize_before_use")
    yield from at_most(record, "catalog_number", 120)
    yield from at_most(record, "information_url", 255)


def marked(record: DeviceRecord) -> Iterator[Finding]:
    """An unanswered marking would silently be none."""
    if not selection.is_master(record):
        yield from required(
            record, "direct_marking", code="recommended", severity=WARNING
        )


def medical(record: DeviceRecord) -> Iterator[Finding]:
    """Answers that only medical devices give."""
    yield from required(record.eudamed, "reprocessed")
    yield from required(record, "latex")
    yield from required(record, "mri_safety", code="recommended", severity=WARNING)


def reuses(record: DeviceRecord) -> Iterator[Finding]:
    """The element is a 16-bit number."""
    yield from required(record, "single_use")
    if record.max_reuses < 0:
        yield found(record, "max_reuses", "bad_quantity")
    elif record.max_reuses > MAX_REUSES:
        yield found(record, "max_reuses", "not_allowed", expected=f"0-{MAX_REUSES}")


def nomenclature(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-636: final categories; nearly all codes in 90 are none."""
    registration = record.eudamed
    yield from required(registration, "emdn_codes")
    yield from shaped(registration, "emdn_codes", "[A-Z]([0-9][0-9])+", "A0101")
    for code in registration.emdn_codes:
        if code.endswith("90"):
            yield found(
                registration, "emdn_codes", "emdn_not_leaf", WARNING, value=code
            )


def production_identifiers(record: DeviceRecord) -> Iterator[Finding]:
    """At least one kind; software identification for software (BR-DTX-UDI-104)."""
    if not selection.production_identifiers(record):
        yield found(record, "pi_lot", "no_pi")
    if record.pi_software and record.basic_udi.special_device_type != "software":
        yield found(record, "pi_software", "software_pi")


def texts(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-070, 131; BR-DTX-UDI-090, 091: ANY is for trade names only."""
    descriptions = selection.european(record.descriptions)
    if _is_pack(record) and not descriptions:
        yield found(record, "descriptions", "required", value="")
    yield from one_per_language(descriptions)
    for each in selection.trade_names(record):
        yield from text(each, (*lists.LANGUAGES, lists.ANY), 255)


def _is_pack(record: DeviceRecord) -> bool:
    """A system, a procedure pack or a kit: people must read what is inside."""
    law = record.legislation_eu
    is_pack = record.basic_udi.system_pack_type in codes.PACK_TYPES
    is_kit = law in codes.DIAGNOSTIC and bool(record.is_kit)
    return law == "spp" or (law in codes.MEDICAL and is_pack) or is_kit


def one_per_language(given: Iterable[TextRecord]) -> Iterator[Finding]:
    """BR-UDID-091: real languages, each once."""
    given = tuple(given)
    counted = Counter(each.language for each in given)
    for each in given:
        yield from text(each, lists.LANGUAGES, 2000)
        if counted[each.language] > 1:
            yield found(each, "language", "language_twice")


def text(each: TextRecord, languages: Iterable[str], limit: int) -> Iterator[Finding]:
    """One text in one of these languages."""
    yield from required(each, "language", "value")
    yield from one_of(each, "language", languages)
    yield from at_most(each, "value", limit)


EVERY = (identifiers, secondary, answers, nomenclature, texts)
