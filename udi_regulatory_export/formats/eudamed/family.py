"""The Basic UDI-DI, or of a legacy device the EUDAMED DI, block by block.

The order of elements is the order of the lines here; the schema refuses any other.
"""

from ..record import CertificateRecord, ClinicalInvestigationRecord, DeviceRecord
from ..xml import Element, container, element, optional
from . import certificates, codes, lists, selection
from .blocks import Parts, identifier
from .codes import BASIC, COMMON, LINKS


def head(record: DeviceRecord) -> Parts:
    """What every family says."""
    risk = codes.RISK_CLASSES[record.legislation_eu][record.risk_class_eu]
    return (
        element(BASIC("riskClass"), text=risk),
        model_or_name(record),
        identifier(BASIC("identifier"), record.basic_udi),
    )


def model_or_name(record: DeviceRecord) -> Element:
    """A choice in the schema: a model alone, or a name with or without a model."""
    basic = record.basic_udi
    if not basic.name:
        return element(BASIC("model"), text=basic.device_model)
    return element(
        BASIC("modelName"),
        optional(COMMON("model"), basic.device_model),
        element(COMMON("name"), text=basic.name),
    )


def device(record: DeviceRecord) -> Parts:
    """What families of devices say. ``certificateLinks`` is never sent
    (BR-DTX-UDID-088)."""
    basic, agent = record.basic_udi, record.eudamed.local_agent
    declared = map(certificate, certificates.declared(record))
    studies = map(investigation, basic.clinical_investigations)
    return (
        element(BASIC("animalTissuesCells"), text=basic.animal_tissues),
        optional(BASIC("ARActorCode"), agent.udi_srn_ar if agent else None),
        element(BASIC("humanTissuesCells"), text=basic.human_tissues),
        element(BASIC("MFActorCode"), text=selection.sender(record)),
        container(BASIC("clinicalInvestigationLinks"), *studies),
        container(BASIC("deviceCertificateLinks"), *declared),
    )


def investigation(record: ClinicalInvestigationRecord) -> Element:
    """A study; countries are told of those outside the Union."""
    countries = filter(None, map(lists.outside, record.non_eu_countries))
    return element(
        LINKS("clinicalInvestigationLink"),
        element(LINKS("clinicalInvestigationReference"), text=record.reference),
        optional(LINKS("nonEUApplicableCountries"), " ".join(countries)),
    )


def certificate(record: CertificateRecord) -> Element:
    """A product certificate as the manufacturer declares it."""
    return element(
        LINKS("deviceCertificateLink"),
        optional(LINKS("certificateNumber"), record.number),
        optional(LINKS("expiryDate"), record.valid_to),
        element(LINKS("NBActorCode"), text=record.notified_body),
        optional(LINKS("certificateRevisionNumber"), record.revision),
        element(LINKS("certificateType"), text=certificates.SPELT[record.kind]),
    )


def special(record: DeviceRecord) -> Element | None:
    """Software, lenses and spectacles are told apart."""
    kinds = codes.SPECIAL_DEVICES[record.legislation_eu]
    kind = kinds.get(record.basic_udi.special_device_type)
    return optional(BASIC("specialDevice"), kind)


def medical(record: DeviceRecord) -> Parts:
    """Flags of medical devices."""
    basic = record.basic_udi
    return (
        element(BASIC("humanProductCheck"), text=basic.human_blood_substance),
        optional(BASIC("IIb_implantable_exceptions"), basic.iib_implantable_exception),
        element(BASIC("medicinalProductCheck"), text=basic.medicinal_substance),
        special(record),
        element(BASIC("type"), text=codes.SYSTEM_PACK_TYPES[basic.system_pack_type]),
        element(COMMON("active"), text=basic.active_device),
        element(COMMON("administeringMedicine"), text=basic.administers_medicine),
        element(COMMON("implantable"), text=record.implantable),
        element(COMMON("measuringFunction"), text=basic.measuring_function),
        element(COMMON("reusable"), text=basic.reusable_surgical_instrument),
    )


def diagnostic(record: DeviceRecord) -> Parts:
    """Flags of in vitro diagnostics."""
    basic = record.basic_udi
    return (
        special(record),
        element(COMMON("companionDiagnostics"), text=basic.companion_diagnostic),
        element(COMMON("instrument"), text=basic.instrument),
        element(COMMON("kit"), text=record.is_kit),
        element(COMMON("microbialSubstances"), text=basic.microbial_substances),
        element(COMMON("nearPatientTesting"), text=basic.near_patient_testing),
        element(COMMON("professionalTesting"), text=basic.professional_testing),
        element(COMMON("reagent"), text=basic.reagent),
        element(COMMON("selfTesting"), text=basic.self_testing),
    )
