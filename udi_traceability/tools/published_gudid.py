"""Devices of FDA's public database: release XML and the answers of its JSON interface.

Both have the same names; the interface writes numbers and booleans as such, gives dates
a time, and in a history holds each version as the XML of that version.
"""

from .published import GUDID, Published, day, every, filled, from_json, one, whole
from .published_codes import (
    AGENCIES,
    GUDID_SIZE_TYPES,
    GUDID_SIZE_UNITS,
    GUDID_STORAGE,
    MRI,
    STORAGE_UNITS,
    flag,
    yes_no,
)
from .published_xml import records

ROLES = {
    "Primary": "primary",
    "Secondary": "secondary",
    "Direct Marking": "direct_mark",
    "Unit of Use": "unit_of_use",
    "Package": "package",
}
PREVIOUS = "Previous"
PIS = {
    "pi_lot": "lotBatch",
    "pi_serial": "serialNumber",
    "pi_manufacturing_date": "manufacturingDate",
    "pi_expiration_date": "expirationDate",
    "pi_donation": "donationIdNumber",
}
PREMARKET = (("P", "us_pma"), ("K", "us_510k"), ("DEN", "us_de_novo"), ("H", "us_hde"))
PREMARKET += (("BLA", "us_bla"), ("NDA", "us_nda"), ("BK", "us_510k"), ("BP", "us_pma"))


def read_xml(content):
    """The devices of a release file, or of the XML interface."""
    for number, node in enumerate(records(content, "device"), 1):
        yield published(node, number)


def read_json(answer):
    """The devices of a lookup, or the newest version of a history."""
    history = answer.get("history")
    if isinstance(history, dict):
        newest = max(history.values(), key=lambda version: _version(version))
        yield from read_xml(str(newest.get("xml", "")).encode())
        return
    device = answer.get("gudid", {}).get("device")
    if isinstance(device, dict):
        node = from_json(device)
        classes = [
            str(code.get("deviceClass") or "")
            for code in answer.get("productCodes") or ()
            if isinstance(code, dict)
        ]
        yield published(node, 1, tuple(filter(None, classes)))


def _version(version):
    return whole(str(version.get("publicVersionNumber", ""))) or 0


def published(node, number, classes=()):
    """One device; ``classes`` are those of its product codes, where they were told."""
    values = filled(
        **_names(node),
        **_characteristics(node),
        di_ids=_dis(node),
        size_ids=[_size(size) for size in every(node, "deviceSizes", "deviceSize")],
        storage_ids=[
            _storage(storage)
            for storage in every(node, "environmentalConditions", "storageHandling")
        ],
        certificate_ids=_certificates(node),
        market_ids=_market(node),
        risk_class_us=_highest(classes),
        registration=_registration(node),
    )
    notes = tuple(
        ("previous_di", "previous_device_id", one(row, "deviceId"))
        for row in every(node, "identifiers", "identifier")
        if one(row, "deviceIdType") == PREVIOUS
    )
    return Published(GUDID, number, values, notes)


def _names(node):
    maker = filled(name=one(node, "companyName"), udi_duns=one(node, "dunsNumber"))
    description = one(node, "deviceDescription")
    return {
        "brand_name": one(node, "brandName"),
        "model_number": one(node, "versionModelNumber"),
        "catalog_number": one(node, "catalogNumber"),
        "manufacturer_id": maker,
        "description_ids": [{"language": "EN", "value": description}]
        if description
        else [],
    }


def _characteristics(node):
    method = ("sterilization", "methodTypes", "sterilizationMethod")
    return {
        "device_count": whole(one(node, "deviceCount")),
        "single_use": yes_no(one(node, "singleUse")),
        "sterile": yes_no(one(node, "sterilization", "deviceSterile")),
        "sterilize_before_use": yes_no(
            one(node, "sterilization", "sterilizationPriorToUse")
        ),
        "sterilization_method_ids": every(node, *method),
        "latex": _latex(node),
        "mri_safety": MRI.get(one(node, "MRISafetyStatus"), ""),
        "is_kit": yes_no(one(node, "deviceKit")),
        "implantable": _implantable(node),
        "direct_marking": _direct_marking(node),
    } | {name: flag(one(node, tag)) for name, tag in PIS.items()}


def _latex(node):
    said = (one(node, "labeledContainsNRL"), one(node, "labeledNoNRL"))
    return {
        ("yes", "no"): "contains",
        ("no", "yes"): "not_made_with",
        ("no", "no"): "not_stated",
    }.get(tuple(map(yes_no, said)), "")


def _implantable(node):
    """GMDN tells it for each term: one implantable term is enough."""
    told = {yes_no(text) for text in every(node, "gmdnTerms", "gmdn", "implantable")}
    return "yes" if "yes" in told else "no" if "no" in told else ""


def _direct_marking(node):
    """GUDID tells only what it can: exempt, or marked with a DI of its own."""
    if yes_no(one(node, "DMExempt")) == "yes":
        return "exempt"
    types = every(node, "identifiers", "identifier", "deviceIdType")
    return "other_di" if "Direct Marking" in types else ""


def _dis(node):
    """The identifiers by role: what a package holds stands before it."""
    rows = [_di(row) for row in every(node, "identifiers", "identifier")]
    order = list(ROLES.values())
    return sorted(filter(None, rows), key=lambda row: order.index(row["role"]))


def _di(row):
    role = ROLES.get(one(row, "deviceIdType"))
    if not role:
        return None
    agency = one(row, "deviceIdIssuingAgency")
    return filled(
        code=one(row, "deviceId"),
        issuing_agency=AGENCIES.get(agency, agency),
        role=role,
        contains=one(row, "containsDINumber"),
        contains_qty=whole(one(row, "pkgQuantity")),
        package_level_name=one(row, "pkgType"),
        discontinue_date=day(one(row, "pkgDiscontinueDate")),
    )


def _size(node):
    kind, text = one(node, "sizeType"), one(node, "sizeText")
    unit = one(node, "size", "@unit") or one(node, "size", "unit")
    value = one(node, "size", "@value") or one(node, "size", "value")
    return filled(
        size_type_id=GUDID_SIZE_TYPES.get(kind, kind),
        precision="value" if value else "text",
        value=value,
        unit_id=GUDID_SIZE_UNITS.get(unit, unit) if value else "",
        text=text,
    )


def _storage(node):
    kind = one(node, "storageHandlingType")
    stage, _space, what = kind.partition(" ")
    named = GUDID_STORAGE.get(what, "special" if what not in GUDID_STORAGE else kind)
    text = one(node, "storageHandlingSpecialConditionText")
    ends = {}
    for end, tag in (("low", "storageHandlingLow"), ("high", "storageHandlingHigh")):
        ends[end] = one(node, tag, "@value") or one(node, tag, "value")
        ends[f"unit_{end}"] = one(node, tag, "@unit") or one(node, tag, "unit")
    unit = ends["unit_low"] or ends["unit_high"]
    return filled(
        kind_id=named,
        stage="handling" if stage == "Handling" else "storage",
        low=ends["low"],
        high=ends["high"],
        unit_id=STORAGE_UNITS.get(unit, unit),
        text_ids=[{"language": "EN", "value": text}] if text else [],
    )


def _certificates(node):
    """The premarket submissions; their kind is told by the first letters."""
    found = every(node, "premarketSubmissions", "premarketSubmission")
    return [
        filled(
            kind=_kind(one(row, "submissionNumber")),
            number=one(row, "submissionNumber"),
            revision="" if supplement == "000" else supplement,
        )
        for row in found
        for supplement in [one(row, "supplementNumber")]
        if one(row, "submissionNumber")
    ]


def _kind(number):
    fitting = [(len(start), kind) for start, kind in PREMARKET if _is(number, start)]
    return max(fitting)[1] if fitting else "us_510k"


def _is(number, start):
    return number.startswith(start) and number[len(start) :].isdigit()


def _market(node):
    ended = day(one(node, "deviceCommDistributionEndDate"))
    return [filled(country="US", date_end=ended)]


def _highest(classes):
    """Several product codes may give several classes: the highest is kept."""
    known = sorted(found for found in classes if found in ("1", "2", "3"))
    return known[-1] if known else next(iter(classes), "")


def _registration(node):
    """What FDA alone keeps of the device, by the names of the registration."""
    codes = ("productCodes", "fdaProductCode")
    return filled(
        regulator="gudid",
        external_key=one(node, "publicDeviceRecordKey"),
        version=whole(one(node, "publicVersionNumber")),
        version_date=day(one(node, "publicVersionDate")),
        version_status=one(node, "publicVersionStatus"),
        registry_state=one(node, "deviceRecordStatus"),
        publish_date=day(one(node, "devicePublishDate")),
        premarket_exempt=yes_no(one(node, "premarketExempt")),
        hctp=yes_no(one(node, "deviceHCTP")),
        combination_product=yes_no(one(node, "deviceCombinationProduct")),
        rx=yes_no(one(node, "rx")),
        otc=yes_no(one(node, "otc")),
        product_codes=[
            filled(code=one(row, "productCode"), name=one(row, "productCodeName"))
            for row in every(node, *codes)
        ],
        gmdn=[
            filled(code=one(row, "gmdnCode"), name=one(row, "gmdnPTName"))
            for row in every(node, "gmdnTerms", "gmdn")
        ],
        contacts=[
            filled(
                phone=one(row, "phone"),
                udi_phone_extension=one(row, "phoneExtension"),
                email=one(row, "email"),
            )
            for row in every(node, "contacts", "customerContact")
        ],
    )
