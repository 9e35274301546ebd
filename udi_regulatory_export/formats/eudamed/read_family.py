"""A Basic UDI-DI or EUDAMED DI as a frozen record."""

from typing import Any

from lxml import etree

from ..record import (
    BasicUdiRecord,
    CertificateRecord,
    ClinicalInvestigationRecord,
    CommentRecord,
    DiRecord,
)
from . import read_codes
from .read_lines import identifier, names
from .reading import child, children, day, flag, moment, number, text

FLAGS = {
    "animal_tissues": "animalTissuesCells",
    "human_tissues": "humanTissuesCells",
    "active_device": "active",
    "administers_medicine": "administeringMedicine",
    "measuring_function": "measuringFunction",
    "reusable_surgical_instrument": "reusable",
    "iib_implantable_exception": "IIb_implantable_exceptions",
    "medicinal_substance": "medicinalProductCheck",
    "human_blood_substance": "humanProductCheck",
    "microbial_substances": "microbialSubstances",
    "companion_diagnostic": "companionDiagnostics",
    "instrument": "instrument",
    "near_patient_testing": "nearPatientTesting",
    "professional_testing": "professionalTesting",
    "reagent": "reagent",
    "self_testing": "selfTesting",
}


def basic_udi(family: etree._Element) -> BasicUdiRecord:
    """The family with the flags its devices share."""
    own = identifier(family, "identifier") or DiRecord()
    pack = text(family, "type")
    special = text(family, "specialDevice")
    return BasicUdiRecord(
        code=own.code,
        issuing_agency=own.issuing_agency,
        device_model=text(family, "model") or text(family, "modelName", "model"),
        name=text(family, "modelName", "name"),
        system_pack_type=read_codes.key_of(read_codes.PACK_TYPES, pack),
        special_device_type=read_codes.key_of(read_codes.SPECIAL_DEVICES, special),
        medical_purposes=names(family, "medicinalPurpose"),
        certificates=_declared(family),
        registered_certificates=_registered(family),
        clinical_investigations=_investigations(family),
        comments=_comments(family),
        registry_state=text(family, "state").lower(),
        version=number(family, "version"),
        **{name: flag(family, tag) for name, tag in FLAGS.items()},
    )


def of_device(family: etree._Element) -> dict[str, Any]:
    """What the family's element says, and Odoo keeps at the device."""
    risk = text(family, "riskClass")
    return {
        "basic_udi": basic_udi(family),
        "risk_class_eu": read_codes.key_of(read_codes.RISK_CLASSES, risk),
        "implantable": flag(family, "implantable"),
        "is_kit": flag(family, "kit"),
    }


def _declared(family: etree._Element) -> tuple[CertificateRecord, ...]:
    return tuple(
        CertificateRecord(
            kind=text(each, "certificateType").lower(),
            number=text(each, "certificateNumber"),
            revision=text(each, "certificateRevisionNumber"),
            notified_body=text(each, "NBActorCode"),
            valid_to=day(each, "expiryDate"),
        )
        for each in children(
            child(family, "deviceCertificateLinks"), "deviceCertificateLink"
        )
    )


def _registered(family: etree._Element) -> tuple[CertificateRecord, ...]:
    """What the notified body linked; only EUDAMED writes it."""
    return tuple(
        CertificateRecord(
            kind=text(each, "certificateType").lower(),
            number=text(each, "certificate", "certificateNumber"),
            revision=text(each, "certificate", "certificateRevisionNumber"),
            notified_body=text(each, "certificate", "NBActorCode"),
            status=text(each, "certificateStatus").lower(),
            issue_date=day(each, "issueDate"),
            valid_from=day(each, "startValidityDate"),
            valid_to=day(each, "expiryDate"),
            decision_date=day(each, "decisionDate"),
            applicable_from=day(each, "startingApplicabilityDate"),
        )
        for each in children(child(family, "certificateLinks"), "certificateLink")
    )


def _investigations(
    family: etree._Element,
) -> tuple[ClinicalInvestigationRecord, ...]:
    return tuple(
        ClinicalInvestigationRecord(
            reference=text(each, "clinicalInvestigationReference"),
            non_eu_countries=tuple(
                map(read_codes.country, text(each, "nonEUApplicableCountries").split())
            ),
            version=number(each, "version"),
        )
        for each in children(
            child(family, "clinicalInvestigationLinks"), "clinicalInvestigationLink"
        )
    )


def _comments(family: etree._Element) -> tuple[CommentRecord, ...]:
    return tuple(
        CommentRecord(
            text=text(each, "text", "textValue"),
            date=moment(each, "date"),
            owner_code=text(each, "ownerActorCode"),
        )
        for each in children(child(family, "ARComments"), "comment")
    )
