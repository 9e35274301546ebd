"""Rules of one law about the family: its answers, and what excludes what."""

from collections.abc import Iterator

from ..findings import Finding
from ..identifiers import corrected_basic_udi
from ..record import DeviceRecord
from ..rules import at_most, found, one_of, required
from . import codes, lists, selection
from .plan import KNOWN

LEGACY_FORM = "B-..."


def medical(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-061."""
    yield from required(record, "implantable")
    yield from required(
        record.basic_udi,
        "system_pack_type",
        *codes.MEDICAL_ANSWERS,
    )
    yield from one_of(record.basic_udi, "system_pack_type", codes.SYSTEM_PACK_TYPES)


def implantable(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-676, 677, 635."""
    basic = record.basic_udi
    if record.risk_class_eu == "i" and record.implantable:
        yield found(record, "implantable", "implantable_class_i")
    if record.implantable and basic.reusable_surgical_instrument:
        yield found(basic, "reusable_surgical_instrument", "implantable_reusable")
    is_asked = record.legislation_eu == "mdr" and record.risk_class_eu == "iib"
    if is_asked and record.implantable:
        yield from required(basic, "iib_implantable_exception")
    elif basic.iib_implantable_exception is not None:
        yield found(basic, "iib_implantable_exception", "exception_forbidden")


def diagnostic(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-062."""
    yield from required(record, "is_kit")
    yield from required(record.basic_udi, *codes.DIAGNOSTIC_ANSWERS)


def new_device(record: DeviceRecord) -> Iterator[Finding]:
    """IVDR Annex VI Part A 2.12."""
    yield from required(record.eudamed, "new_device")


def pack(record: DeviceRecord) -> Iterator[Finding]:
    """Kind and purpose of a system or procedure pack."""
    basic = record.basic_udi
    yield from required(basic, "system_pack_type")
    yield from one_of(basic, "system_pack_type", codes.PACK_TYPES)
    if not selection.european(basic.medical_purposes):
        yield found(basic, "medical_purposes", "required", value="")
    for each in selection.european(basic.medical_purposes):
        yield from required(each, "language", "value")
        yield from one_of(each, "language", lists.LANGUAGES)
        yield from at_most(each, "value", 2000)


def legacy_code(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-640 to 644: EUDAMED's own codes follow from one another."""
    basic, registration = record.basic_udi, record.eudamed
    if basic.issuing_agency != "eudamed":
        allowed = ("eudamed",)
        yield found(basic, "issuing_agency", "agency_not_accepted", expected=allowed)
    elif registration.di is not None:
        expected = f"B-{registration.di.code}"
        if basic.code != expected:
            yield found(basic, "code", "legacy_code", expected=expected)
    else:
        yield from _own_code(record)


def _own_code(record: DeviceRecord) -> Iterator[Finding]:
    basic = record.basic_udi
    corrected = corrected_basic_udi("eudamed", basic.code)
    if corrected is None or not basic.code.startswith("B-"):
        yield found(basic, "code", "bad_form", expected=LEGACY_FORM)
    elif corrected != basic.code:
        yield found(basic, "code", "bad_check_digit", expected=corrected)
    elif record.eudamed.eudamed_id != f"D-{basic.code[2:]}":
        expected = f"D-{basic.code[2:]}"
        yield found(record.eudamed, "eudamed_id", "legacy_code", expected=expected)


def legacy_status(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-458."""
    yield from one_of(record.eudamed, "status", ("on_market", "no_longer"))


def legacy_alone(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-648: a family of one."""
    if record.basic_udi.registry_state in KNOWN and not record.eudamed.version:
        yield found(record.basic_udi, "registry_state", "legacy_one_device")
