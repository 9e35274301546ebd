"""Rules about the Basic UDI-DI of a device under Regulation (EU) 2017/745."""

from collections.abc import Iterator

from ..findings import Finding
from ..identifiers import corrected_basic_udi
from ..record import DeviceRecord
from ..rules import at_most, found, one_of, required, shaped
from . import codes, selection

SRN = "[A-Z]{{2}}-{role}-[0-9]{{9}}"


def _code(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-003: form and check characters of every issuing entity."""
    basic = record.basic_udi
    if basic.issuing_agency not in codes.AGENCIES:
        allowed = tuple(codes.AGENCIES)
        yield found(basic, "issuing_agency", "agency_not_accepted", expected=allowed)
        return
    corrected = corrected_basic_udi(basic.issuing_agency, basic.code)
    if corrected is None:
        yield found(basic, "code", "bad_form", expected=basic.issuing_agency)
    elif corrected != basic.code:
        yield found(basic, "code", "bad_check_digit", expected=corrected)


def _first_registration(record: DeviceRecord) -> Iterator[Finding]:
    """DEVICE.POST makes a family and its first UDI-DI; all else is another message."""
    if record.basic_udi.registry_state in ("submitted", "registered"):
        yield found(
            record.basic_udi, "registry_state", "not_covered", expected="UDI_DI.POST"
        )
    if record.eudamed.version > 0:
        yield found(record.eudamed, "version", "not_covered", expected="UDI_DI.PATCH")


def _name(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-066."""
    basic = record.basic_udi
    if not basic.name and not basic.device_model:
        yield found(basic, "name", "name_or_model")
    yield from at_most(basic, "name", 255)
    yield from at_most(basic, "device_model", 255)


def _answers(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-061."""
    yield from required(record, "risk_class_eu", "implantable")
    yield from one_of(record, "risk_class_eu", codes.MDR_RISK_CLASSES)
    yield from required(
        record.basic_udi,
        "system_pack_type",
        "animal_tissues",
        "human_tissues",
        "active_device",
        "administers_medicine",
        "measuring_function",
        "reusable_surgical_instrument",
        "medicinal_substance",
        "human_blood_substance",
    )
    yield from one_of(record.basic_udi, "system_pack_type", codes.SYSTEM_PACK_TYPES)


def _substances(record: DeviceRecord) -> Iterator[Finding]:
    """BR-DTX-UDI-084, 085: such a device names its substances."""
    for name in ("medicinal_substance", "human_blood_substance"):
        if getattr(record.basic_udi, name):
            yield found(record.basic_udi, name, "not_covered")


def _special(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-705, 731."""
    basic = record.basic_udi
    special = basic.special_device_type
    if special in codes.MASTER_DEVICES:
        yield found(basic, "special_device_type", "not_covered")
        return
    yield from one_of(basic, "special_device_type", codes.SPECIAL_DEVICES)
    if special and basic.system_pack_type not in ("", "device"):
        yield found(basic, "special_device_type", "special_pack")


def _implantable(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-676, 677, 635."""
    basic = record.basic_udi
    if record.risk_class_eu == "i" and record.implantable:
        yield found(record, "implantable", "implantable_class_i")
    if record.implantable and basic.reusable_surgical_instrument:
        yield found(basic, "reusable_surgical_instrument", "implantable_reusable")
    if record.risk_class_eu == "iib" and record.implantable:
        yield from required(basic, "iib_implantable_exception")
    elif basic.iib_implantable_exception is not None:
        yield found(basic, "iib_implantable_exception", "exception_forbidden")


def _registrant(record: DeviceRecord) -> Iterator[Finding]:
    """BR-DTX-UDI-032: the sender registers in its own name."""
    maker = record.eudamed.registrant
    yield from required(maker, "udi_srn_mf", "country")
    yield from shaped(maker, "udi_srn_mf", SRN.format(role="MF"), "CC-MF-000000000")


def _agent(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-011: an authorised representative if and only if outside the EU."""
    registration = record.eudamed
    agent = registration.local_agent
    outside = not codes.market(registration.registrant.country)
    if not registration.registrant.country:
        return
    if outside and agent is None:
        yield found(registration, "local_agent", "agent_missing")
    elif not outside and agent is not None:
        yield found(registration, "local_agent", "agent_forbidden")
    elif agent is not None:
        yield from required(agent, "udi_srn_ar")
        form = SRN.format(role="AR")
        yield from shaped(agent, "udi_srn_ar", form, "CC-AR-000000000")


def _certificates(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-109."""
    declared = selection.declared(record)
    if selection.needs_certificate(record) and not declared:
        kinds = tuple(codes.CERTIFICATES)
        yield found(
            record.basic_udi, "certificates", "certificate_missing", expected=kinds
        )
    for each in declared:
        yield from required(each, "notified_body")
        yield from shaped(each, "notified_body", "[0-9]{4}", "0000")
        yield from at_most(each, "number", 120)
        yield from at_most(each, "revision", 120)


RULES = (
    _code,
    _first_registration,
    _name,
    _answers,
    _substances,
    _special,
    _implantable,
    _registrant,
    _agent,
    _certificates,
)
