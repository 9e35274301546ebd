"""Devices of EUDAMED: answers of DEVICE.GET, and files made for DEVICE.POST.

Any version of the schema: elements are found by their local names, and the legislation
is told by the name of the Basic UDI-DI element.
"""

from .published import EUDAMED, Published, day, every, filled, one, said, whole
from .published_codes import (
    MRI_WARNINGS,
    PRODUCTION_IDENTIFIERS,
    RISK_CLASSES_EU,
    yes_no,
)
from .published_eudamed_family import family_values, identifier
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
STATUS = {
    "ON_THE_MARKET": "on_market",
    "NO_LONGER_PLACED_ON_THE_MARKET": "no_longer",
    "NOT_INTENDED_FOR_EU_MARKET": "not_intended",
}
SRN = {"MF": "udi_srn_mf", "PR": "udi_srn_pr"}


def read_xml(content):
    """The devices of an answer or of a file to be sent."""
    for number, node in enumerate(records(content, "Device"), 1):
        found = [(name, family) for name in FAMILIES for family in every(node, name)]
        name, family = found[0] if found else ("", {})
        devices = [device for name in DEVICES for device in every(node, name)]
        device = devices[0] if devices else {}
        yield Published(EUDAMED, number, values(family, device, FAMILIES.get(name, "")))


def values(family, device, legislation):
    """One device by our field names, with its family as ``basic_udi_id``."""
    if legislation == "mdd" and one(family, "applicableLegislation") == "AIMDD":
        legislation = "aimdd"
    return filled(
        **_names(family, device),
        **_characteristics(family, device),
        legislation_eu=legislation,
        risk_class_eu=RISK_CLASSES_EU.get(one(family, "riskClass"), ""),
        basic_udi_id=family_values(family, device),
        di_ids=_dis(device),
        size_ids=sizes(device),
        storage_ids=storages(device),
        warning_ids=warnings(device),
        substance_ids=substances(device),
        market_ids=markets(device),
        certificate_ids=_certificates(family),
        registration=_registration(family, device),
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
    codes = said(device, "criticalWarnings", "warning", "warningValue")
    mri = [MRI_WARNINGS[code] for code in codes if code in MRI_WARNINGS]
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


def _dis(device):
    found = [identifier(node, "primary") for node in every(device, "identifier")]
    primary = found[0].get("code") if found else ""
    for role, path in (
        ("secondary", ("secondaryIdentifier",)),
        ("direct_mark", ("deviceMarking", "directMarkingDI")),
        ("unit_of_use", ("deviceMarking", "unitOfUseIdentifier")),
    ):
        nodes = every(device, *path)
        # the same code on the body is told by direct_marking, not by a second DI
        found += [
            identifier(node, role) for node in nodes if one(node, "DICode") != primary
        ]
    for pack in every(device, "packages", "package"):
        found += [
            identifier(
                node,
                "package",
                contains=one(pack, "child", "DICode"),
                contains_qty=whole(one(pack, "numberOfItems")),
            )
            for node in every(pack, "identifier")
        ]
    return [row for row in found if row.get("code")]


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


def _registration(family, device):
    """What EUDAMED alone keeps of the device, by the names of the registration."""
    status = one(device, "status", "code")
    return filled(
        regulator="eudamed",
        registry_state=one(device, "state").lower(),
        version=whole(one(device, "version")),
        version_date=day(one(device, "versionDate")),
        status=STATUS.get(status, status),
        emdn_ids=[{"code": code} for code in one(device, "MDNCodes").split()],
        reprocessed=yes_no(one(device, "reprocessed")),
        new_device=yes_no(one(device, "newDevice")),
        annex_xvi_ids=[
            {"code": code}
            for code in said(device, "annexXVINonMedicalDeviceTypes", "nmdType")
        ],
        parts=_parts(family, device),
        designer=texts_below(every(device, "productDesignerActor")),
    )


def _parts(family, device):
    """State and version of what EUDAMED versions apart from the device."""
    packs = every(device, "packages", "package")
    nodes = [family, *every(device, "marketInfos"), *packs]
    tags = ("state", "version", "versionDate")
    told = [[one(node, tag) for tag in tags] for node in nodes]
    told += [
        [one(pack, "identifier", "DICode"), one(pack, "status", "code")]
        for pack in packs
    ]
    return [" ".join(filter(None, line)) for line in told if any(line)]


def texts_below(nodes):
    """All texts of a branch, in order: what has no place here is told whole."""
    found = []
    for node in nodes:
        if isinstance(node, str):
            found += [node] if node else []
        else:
            found += [text for each in node.values() for text in texts_below(each)]
    return found
