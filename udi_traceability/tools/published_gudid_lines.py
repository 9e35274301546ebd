"""The lines of a GUDID device: identifiers, sizes, storage, premarket submissions."""

from .published import day, every, filled, one, whole
from .published_codes import (
    AGENCIES,
    GUDID_SIZE_TYPES,
    GUDID_SIZE_UNITS,
    GUDID_STORAGE,
    STORAGE_UNITS,
)

ROLES = {
    "Primary": "primary",
    "Secondary": "secondary",
    "Direct Marking": "direct_mark",
    "Unit of Use": "unit_of_use",
    "Package": "package",
}
PREMARKET = (("P", "us_pma"), ("K", "us_510k"), ("DEN", "us_de_novo"), ("H", "us_hde"))
PREMARKET += (("BLA", "us_bla"), ("NDA", "us_nda"), ("BK", "us_510k"), ("BP", "us_pma"))


def dis(node):
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


def size(node):
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


def storage(node):
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


def contacts(node):
    return [
        filled(
            phone=one(row, "phone"),
            udi_phone_extension=one(row, "phoneExtension"),
            email=one(row, "email"),
        )
        for row in every(node, "contacts", "customerContact")
    ]


def certificates(node):
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
