"""Rules about the Basic UDI-DI under any law."""

from collections.abc import Iterator

from ..findings import WARNING, Finding
from ..identifiers import corrected_basic_udi
from ..record import DeviceRecord
from ..rules import at_most, found, one_of, required, shaped
from . import certificates, codes, lists, selection

SRN = f"({'|'.join(lists.REGISTRARS)})-{{role}}-[0-9]{{{{9}}}}"


def code(record: DeviceRecord) -> Iterator[Finding]:
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


def name(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-066."""
    basic = record.basic_udi
    if not basic.name and not basic.device_model:
        yield found(basic, "name", "name_or_model")
    yield from at_most(basic, "name", 255)
    yield from at_most(basic, "device_model", 255)


def risk(record: DeviceRecord) -> Iterator[Finding]:
    """Every law has classes of its own."""
    yield from required(record, "risk_class_eu")
    allowed = codes.RISK_CLASSES[record.legislation_eu]
    yield from one_of(record, "risk_class_eu", allowed)


def registrant(record: DeviceRecord) -> Iterator[Finding]:
    """BR-DTX-UDI-032, 079, 080: the sender registers in its own name."""
    party = record.eudamed.registrant
    role = "PR" if record.legislation_eu == "spp" else "MF"
    srn = f"udi_srn_{role.lower()}"
    yield from required(party, srn, "country")
    yield from shaped(party, srn, SRN.format(role=role), f"CC-{role}-000000000")


def agent(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-011: an authorised representative if and only if outside the EU."""
    registration = record.eudamed
    party = registration.local_agent
    if not registration.registrant.country:
        return
    is_outside = not lists.market(registration.registrant.country)
    if is_outside and party is None:
        yield found(registration, "local_agent", "agent_missing")
    elif not is_outside and party is not None:
        yield found(registration, "local_agent", "agent_forbidden")
    elif party is not None:
        yield from required(party, "udi_srn_ar")
        yield from shaped(party, "udi_srn_ar", SRN.format(role="AR"), "CC-AR-000000000")


def tissues(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-061, 062."""
    yield from required(record.basic_udi, "animal_tissues", "human_tissues")


def special(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-705, 731, 737."""
    basic = record.basic_udi
    kind = basic.special_device_type
    allowed = codes.SPECIAL_DEVICES[record.legislation_eu]
    yield from one_of(basic, "special_device_type", allowed)
    is_medical = record.legislation_eu in codes.MEDICAL
    if kind and is_medical and basic.system_pack_type not in ("", "device"):
        yield found(basic, "special_device_type", "special_pack")
    if kind and not is_medical and record.is_kit:
        yield found(basic, "special_device_type", "special_kit")


def declared(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-109, 113; RULE-00015."""
    basic, rows = record.basic_udi, certificates.declared(record)
    if certificates.needed(record) and not rows:
        kinds = certificates.kinds(record)
        yield found(basic, "certificates", "certificate_missing", expected=kinds)
    for each in rows:
        yield from required(each, "notified_body")
        yield from shaped(each, "notified_body", "[0-9]{4}", "0000")
        if selection.is_legacy(record):
            yield from required(each, "number", "valid_to")
        yield from at_most(each, "number", 120)
        yield from at_most(each, "revision", 120)


def investigations(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-098."""
    for each in record.basic_udi.clinical_investigations:
        yield from required(each, "reference")
        yield from at_most(each, "reference", 255)
        for country in each.non_eu_countries:
            if not lists.outside(country):
                yield found(
                    each, "non_eu_countries", "country_not_told", WARNING, value=country
                )


EVERY = (code, name, risk, registrant)
DEVICE = (tissues, special, agent, declared, investigations)
