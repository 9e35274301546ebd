"""Devices of EUDAMED: answers of DEVICE.GET, and files made for DEVICE.POST.

Any version of the schema: elements are found by their local names, and the legislation
is told by the name of the Basic UDI-DI element.
"""

from .published import EUDAMED, Published, day, every, filled, one, whole
from .published_codes import (
    AGENCIES,
    MRI_WARNINGS,
    PRODUCTION_IDENTIFIERS,
    RISK_CLASSES_EU,
    flag,
    yes_no,
)
from .published_eudamed_lines import (
    markets,
    sizes,
    storages,
    substances,
    texts,
    warnings,
)
from .published_xml import records

FAMILIES = {
    "MDRBasicUDI": "mdr",
    "IVDRBasicUDI": "ivdr",
    "PRBasicUDI": "spp",
    "MDEUDI": "mdd",
    "IVDEUDI": "ivdd",
}
DEVICES = ("MDRUDIDIData", "IVDRUDIDIData", "PRUDIDIData", "MDEUData", "IVDEUData")
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
SRN = {"MF": "udi_srn_mf", "PR": "udi_srn_pr"}


def read_xml(content):
    """The devices of an answer or of a file to be sent."""
    for number, node in enumerate(records(content, "Device"), 1):
        name = next((name for name in FAMILIES if name in node), "")
        family = every(node, name)[0] if name else {}
        device = next((every(node, name)[0] for name in DEVICES if name in node), {})
        if isinstance(device, dict) and isinstance(family, dict):
            yield Published(EUDAMED, number, values(family, device, FAMILIES.get(name)))


def values(family, device, legislation):
    """One device by our field names, with its family as ``basic_udi_id``."""
    legislation = legislation or ""
    if legislation == "mdd" and one(family, "applicableLegislation") == "AIMDD":
        legislation = "aimdd"
    return filled(
        **_names(family, device),
        **_characteristics(family, device),
        legislation_eu=legislation,
        risk_class_eu=RISK_CLASSES_EU.get(one(family, "riskClass"), ""),
        basic_udi_id=_family(family, device),
        di_ids=_dis(device),
        size_ids=sizes(device),
        storage_ids=storages(device),
        warning_ids=warnings(device),
        substance_ids=substances(device),
        market_ids=markets(device),
        certificate_ids=_certificates(family),
        registration=_registration(device),
    )


def _names(family, device):
    """The first trade name in no language is the brand; the others follow."""
    trade = texts(device, "tradeNames")
    brand = trade[0]["value"] if trade and trade[0]["language"] == "ANY" else ""
    code = one(family, "MFActorCode") or one(family, "PRActorCode")
    return {
        "brand_name": brand,
        "trade_name_ids": trade[1:] if brand else trade,
        "catalog_number": one(device, "referenceNumber"),
        "description_ids": texts(device, "additionalDescription"),
        "information_url": one(device, "website"),
        "manufacturer_id": {SRN.get(code[3:5], "udi_srn_mf"): code} if code else {},
        "authorised_representative_id": filled(udi_srn_ar=one(family, "ARActorCode")),
    }


def _characteristics(family, device):
    reuses = whole(one(device, "numberOfReuses"))
    printed = set(one(device, "productionIdentifier").split())
    latex = yes_no(one(device, "latex"))
    said = every(device, "criticalWarnings", "warning", "warningValue")
    mri = [MRI_WARNINGS[code] for code in said if code in MRI_WARNINGS]
    return {
        "device_count": whole(one(device, "baseQuantity")),
        "single_use": "" if reuses is None else "no" if reuses else "yes",
        "max_reuses": max(reuses, 0) if reuses else None,
        "sterile": yes_no(one(device, "sterile")),
        "sterilize_before_use": yes_no(one(device, "sterilization")),
        # no flag of EUDAMED tells "not made with" from "nothing stated"
        "latex": "contains" if latex == "yes" else "",
        "mri_safety": mri[0] if len(mri) == 1 else "",
        "implantable": yes_no(one(family, "implantable")),
        "is_kit": yes_no(one(family, "kit")),
        "direct_marking": _direct_marking(device),
    } | {
        name: code in printed if printed else None
        for code, name in PRODUCTION_IDENTIFIERS.items()
    }


def _direct_marking(device):
    marked = one(device, "deviceMarking", "directMarkingDI", "DICode")
    if not marked:
        return ""
    same = marked == one(device, "identifier", "DICode")
    return "same_as_primary" if same else "other_di"


def _di(node, role, **more):
    agency = one(node, "issuingEntityCode")
    return filled(
        code=one(node, "DICode"),
        issuing_agency=AGENCIES.get(agency, agency.lower()),
        role=role,
        **more,
    )


def _dis(device):
    found = [_di(node, "primary") for node in every(device, "identifier")]
    primary = found[0].get("code") if found else ""
    for role, path in (
        ("secondary", ("secondaryIdentifier",)),
        ("direct_mark", ("deviceMarking", "directMarkingDI")),
        ("unit_of_use", ("deviceMarking", "unitOfUseIdentifier")),
    ):
        nodes = every(device, *path)
        # the same code on the body is told by direct_marking, not by a second DI
        found += [_di(node, role) for node in nodes if one(node, "DICode") != primary]
    for pack in every(device, "packages", "package"):
        found += [
            _di(
                node,
                "package",
                contains=one(pack, "child", "DICode"),
                contains_qty=whole(one(pack, "numberOfItems")),
            )
            for node in every(pack, "identifier")
        ]
    return [row for row in found if row.get("code")]


def _family(family, device):
    identifiers = every(family, "identifier") or every(device, "basicUDIIdentifier")
    identified = _di(identifiers[0], "primary") if identifiers else {}
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


def _certificates(family):
    return [
        filled(
            kind=one(row, "certificateType").lower(),
            number=one(row, "certificateNumber"),
            revision=one(row, "certificateRevisionNumber"),
            notified_body=one(row, "NBActorCode"),
            valid_to=day(one(row, "expiryDate")),
        )
        for row in every(family, "deviceCertificateLinks", "deviceCertificateLink")
    ]


def _registration(device):
    """What EUDAMED alone keeps of the device, by the names of the registration."""
    return filled(
        regulator="eudamed",
        registry_state=one(device, "state").lower(),
        version=whole(one(device, "version")),
        version_date=day(one(device, "versionDate")),
        status=one(device, "status", "code"),
        emdn=one(device, "MDNCodes").split(),
        reprocessed=yes_no(one(device, "reprocessed")),
        new_device=yes_no(one(device, "newDevice")),
        annex_xvi=every(device, "annexXVINonMedicalDeviceTypes", "nmdType"),
        market_version=whole(one(device, "marketInfos", "version")),
        original_placed=[
            one(row, "country")
            for row in every(device, "marketInfos", "marketInfo")
            if flag(one(row, "originalPlacedOnTheMarket"))
        ],
        designer=filled(
            name=one(
                device,
                "productDesignerActor",
                "productDesignerOrganisation",
                "organizationName",
                "textValue",
            ),
            srn=one(device, "productDesignerActor", "productDesignerActorCode"),
        ),
    )
