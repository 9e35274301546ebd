"""Devices of NMPA's public download (YY/T 1752 fields, Chinese texts).

`sfyzcbayz` asks whether the DI is the one given at registration, not whether there is a
certificate. Several certificates stand in one field, apart by an ASCII comma.
"""

from .published import NMPA, Published, day, every, filled, one, whole
from .published_codes import (
    AGENCIES,
    CARRIERS,
    MRI,
    NMPA_STORAGE_UNITS,
    STORAGE_UNITS,
    YES_NO,
    flag,
    yes_no,
)
from .published_xml import records

PIS = {
    "pi_lot": "scbssfbhph",
    "pi_serial": "scbssfbhxlh",
    "pi_manufacturing_date": "scbssfbhscrq",
    "pi_expiration_date": "scbssfbhsxrq",
}
KEPT_BY_NMPA = {
    "same_as_registered_di": "sfyzcbayz",
    "registered_di": "zcbacpbs",
    "product_type": "qxlb",
    "supply_kind": "cplb",
    "class_code_id": "flbm",
    "class_code_2002": "yflbm",
    "nhsa_codes": "ybbm",
    "external_key": "deviceRecordKey",
    "version": "versionNumber",
    "version_date": "versionTime",
    "version_status": "versionStauts",
    "publish_date": "cpbsfbrq",
    "correction_number": "correctionNumber",
    "correction_remark": "correctionRemark",
    "correction_time": "correctionTime",
}


WORDS = {
    "same_as_registered_di": YES_NO,
    "product_type": {
        "1": "device",
        "器械": "device",
        "2": "ivd_reagent",
        "体外诊断试剂": "ivd_reagent",
    },
    "supply_kind": {
        "0": "consumable",
        "耗材": "consumable",
        "1": "equipment",
        "设备": "equipment",
    },
}


def read_xml(content):
    """The devices of a download file."""
    for number, node in enumerate(records(content, "device"), 1):
        yield Published(NMPA, number, values(node))


def values(node):
    """One device by our field names."""
    return filled(
        **_names(node),
        **_characteristics(node),
        di_ids=_dis(node),
        size_ids=_sizes(node),
        storage_ids=_storages(node),
        certificate_ids=_certificates(node),
        customer_contact_ids=_contacts(node),
        market_ids=[filled(country="CN", date_end=day(one(node, "tsrq")))],
        registration=_registration(node),
    )


def _names(node):
    maker = filled(
        name=one(node, "ylqxzcrbarmc") or one(node, "ylqxzcrbarywmc"),
        udi_name_zh=one(node, "ylqxzcrbarmc"),
        udi_name_en=one(node, "ylqxzcrbarywmc"),
        udi_uscc=one(node, "tyshxydm"),
    )
    return {
        "generic_name": one(node, "cpmctymc"),
        "model_number": one(node, "ggxh"),
        "catalog_number": one(node, "cphhhbh"),
        "manufacturer_id": maker,
        "description_ids": _chinese(one(node, "cpms")),
        "trade_name_ids": _chinese(one(node, "spmc")),
        "information_url": one(node, "qtxxdwzlj"),
    }


def _chinese(text):
    return [{"language": "ZH", "value": text}] if text else []


def _characteristics(node):
    carriers = [text.strip() for text in one(node, "bszt").split(",")]
    single = yes_no(one(node, "sfbjwycxsy"))
    return {
        "device_count": whole(one(node, "zxxsdyzsydydsl")),
        "single_use": single,
        "max_reuses": whole(one(node, "zdcfsycs")) if single == "no" else None,
        "sterile": yes_no(one(node, "sfwwjbz")),
        "sterilize_before_use": yes_no(one(node, "syqsfxyjxmj")),
        "sterilization_method_ids": [one(node, "mjfs")] if one(node, "mjfs") else [],
        "mri_safety": MRI.get(one(node, "cgzmraqxgxx"), ""),
        "is_kit": yes_no(one(node, "sfwblztlcp")),
        "direct_marking": _direct_marking(node),
        "carrier_ids": [CARRIERS[text] for text in carriers if text in CARRIERS],
    } | {name: flag(one(node, tag)) for name, tag in PIS.items()}


def _direct_marking(node):
    marked, same = one(node, "sfybtzjbs"), one(node, "btcpbsyzxxsdycpbssfyz")
    if yes_no(marked) == "yes":
        return {"yes": "same_as_primary", "no": "other_di"}.get(yes_no(same), "")
    return "none" if yes_no(marked) == "no" else ""


def _dis(node):
    agency = one(node, "cpbsbmtxmc")
    agency = AGENCIES.get(agency, agency)
    plain = (
        ("primary", "zxxsdycpbs"),
        ("unit_of_use", "sydycpbs"),
        ("direct_mark", "btcpbs"),
    )
    found = [
        {"code": one(node, tag), "issuing_agency": agency, "role": role}
        for role, tag in plain
        if one(node, tag)
    ]
    for row in every(node, "packingList", "packing"):
        found.append(
            filled(
                code=one(row, "bzcpbs"),
                issuing_agency=agency,
                role="package",
                contains=one(row, "bznhxyjbzcpbs"),
                contains_qty=whole(one(row, "bznhxyjcpbssl")),
                package_level_name=one(row, "cpbzjb"),
            )
        )
    return found


def _sizes(node):
    rows = [
        filled(
            size_type_id=one(row, "lcsycclx"),
            precision="value",
            value=one(row, "ccz"),
            unit_id=one(row, "ccdw"),
        )
        for row in every(node, "clinicalList", "clinical")
    ]
    if one(node, "tsccsm"):
        rows.append(
            filled(size_type_id="CST999", precision="text", text=one(node, "tsccsm"))
        )
    return rows


def _storages(node):
    rows = []
    for row in every(node, "storageList", "storage"):
        unit = one(row, "jldw")
        unit = STORAGE_UNITS.get(unit, unit)
        rows.append(
            filled(
                kind_id=NMPA_STORAGE_UNITS.get(unit, "special"),
                stage="storage",
                low=one(row, "zdz"),
                high=one(row, "zgz"),
                unit_id=unit,
                text_ids=_chinese(one(row, "cchcztj")),
            )
        )
    note = one(node, "tscchcztj")
    if note:
        rows.append(
            {"kind_id": "special", "stage": "storage", "text_ids": _chinese(note)}
        )
    return rows


def _certificates(node):
    numbers = [text.strip() for text in one(node, "zczbhhzbapzbh").split(",")]
    return [
        {
            "kind": "cn_filing" if "械备" in number else "cn_registration",
            "number": number,
        }
        for number in numbers
        if number
    ]


def _contacts(node):
    return [
        filled(
            phone=one(row, "qylxrdh"),
            email=one(row, "qylxryx"),
            udi_fax=one(row, "qylxrcz"),
        )
        for row in every(node, "contactList", "contact")
    ]


def _registration(node):
    """What NMPA alone keeps of the device, by the names of the registration."""
    kept = {name: one(node, tag) for name, tag in KEPT_BY_NMPA.items()}
    for name, words in WORDS.items():
        kept[name] = words.get(kept[name], kept[name])
    if kept["class_code_id"]:
        kept["class_code_id"] = [{"code": kept["class_code_id"]}]
    for name in ("version", "correction_number"):
        number = whole(kept[name])
        kept[name] = kept[name] if number is None else number
    return filled(regulator="nmpa", **kept)
