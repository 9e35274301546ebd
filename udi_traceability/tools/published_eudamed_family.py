"""The Basic UDI-DI of a EUDAMED device, and how EUDAMED writes an identifier."""

from .published import every, filled, one, whole
from .published_codes import AGENCIES, yes_no
from .published_eudamed_lines import texts

FAMILY_FLAGS = {
    "animal_tissues": "animalTissuesCells",
    "human_tissues": "humanTissuesCells",
    "microbial_substances": "microbialSubstances",
    "active_device": "active",
    "administers_medicine": "administeringMedicine",
    "measuring_function": "measuringFunction",
    "reusable_surgical_instrument": "reusable",
    "iib_implantable_exception": "IIb_implantable_exceptions",
    "companion_diagnostic": "companionDiagnostics",
    "instrument": "instrument",
    "near_patient_testing": "nearPatientTesting",
    "professional_testing": "professionalTesting",
    "reagent": "reagent",
    "self_testing": "selfTesting",
    "medicinal_substance": "medicinalProductCheck",
    "human_blood_substance": "humanProductCheck",
}
PACK_TYPES = {
    "DEVICE": "device",
    "SYSTEM": "system",
    "PROCEDURE_PACK": "procedure_pack",
}


def identifier(node, role, **more):
    agency = one(node, "issuingEntityCode")
    return filled(
        code=one(node, "DICode"),
        issuing_agency=AGENCIES.get(agency, agency.lower()),
        role=role,
        **more,
    )


def family_values(family, device):
    identifiers = every(family, "identifier") or every(device, "basicUDIIdentifier")
    identified = identifier(identifiers[0], "primary") if identifiers else {}
    identified.pop("role", None)
    kind = one(family, "specialDevice").partition("_")[2].lower()
    purpose = every(family, "medicinalPurpose")
    return filled(
        **identified,
        model=one(family, "model") or one(family, "modelName", "model"),
        name=one(family, "modelName", "name"),
        system_pack_type=PACK_TYPES.get(one(family, "type"), ""),
        special_device_type=kind,
        version=whole(one(family, "version")),
        registry_state=one(family, "state").lower(),
        medical_purpose_ids=texts(family, "medicinalPurpose") if purpose else [],
        **{name: yes_no(one(family, tag)) for name, tag in FAMILY_FLAGS.items()},
    )
