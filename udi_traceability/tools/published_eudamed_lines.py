"""The lines of a EUDAMED device: sizes, storage, warnings, substances, markets."""

from .published import day, every, filled, one
from .published_codes import (
    EUDAMED_SIZE_UNITS,
    EUDAMED_STORAGE,
    MRI_WARNINGS,
    SUBSTANCES,
    flag,
)

PRECISIONS = {
    "ValueClinicalSizeType": "value",
    "RangeClinicalSizeType": "range",
    "TextClinicalSizeType": "text",
}
COUNTRIES = {"EL": "GR", "XI": "XI", "UK": "GB"}


def texts(node, *path):
    """Texts by language; one without a language stands as ANY."""
    return [
        {"language": one(name, "language") or "ANY", "value": one(name, "textValue")}
        for name in every(node, *path, "name")
        if one(name, "textValue")
    ]


def kind_of(node):
    """The local part of an ``xsi:type``."""
    return one(node, "@type").rpartition(":")[2]


def sizes(device):
    found = []
    for node in every(device, "clinicalSizes", "clinicalSize"):
        unit = one(node, "valueUnit")
        found.append(
            filled(
                size_type_id=one(node, "clinicalSizeType"),
                precision=PRECISIONS.get(kind_of(node), "text"),
                value=one(node, "value"),
                value_min=one(node, "minimum"),
                value_max=one(node, "maximum"),
                unit_id=EUDAMED_SIZE_UNITS.get(unit, unit),
                text=one(node, "text"),
                type_description_ids=texts(node, "clinicalSizeDescription"),
                unit_description_ids=texts(node, "measureUnitDescription"),
            )
        )
    return found


def storages(device):
    """Limits stand inside the comments: they are kept as text, never guessed."""
    found = []
    for node in every(device, "storageHandlingConditions", "condition"):
        code = one(node, "storageHandlingConditionValue")
        found.append(
            filled(
                kind_id=EUDAMED_STORAGE.get(code, code),
                stage="storage",
                text_ids=texts(node, "comments"),
            )
        )
    return found


def warnings(device):
    """The three MRI warnings are the device's MRI safety and no lines."""
    rows = every(device, "criticalWarnings", "warning")
    codes = [one(row, "warningValue") for row in rows]
    mri = [code for code in codes if code in MRI_WARNINGS]
    return [
        filled(code_id=code, text_ids=texts(row, "comments"))
        for row, code in zip(rows, codes, strict=True)
        if len(mri) != 1 or code not in MRI_WARNINGS
    ]


def substances(device):
    found = []
    for node in every(device, "substances", "substance"):
        kind, said = kind_of(node), one(node, "type")
        cmr = kind == "CMRSubstanceType" or said.startswith("CMR_")
        found.append(
            filled(
                kind="cmr" if cmr else SUBSTANCES.get(said, "endocrine"),
                cmr_category=said.removeprefix("CMR_").lower() if cmr else "",
                name_ids=texts(node, "names"),
                cas_number=one(node, "CASCode"),
                ec_number=one(node, "ECCode"),
                inn=one(node, "INN"),
            )
        )
    return found


def markets(device):
    found = []
    for node in every(device, "marketInfos", "marketInfo"):
        code = one(node, "country")
        found.append(
            filled(
                country=COUNTRIES.get(code, code),
                date_start=day(one(node, "startDate")),
                date_end=day(one(node, "endDate")),
                is_first_eu=flag(one(node, "originalPlacedOnTheMarket")),
            )
        )
    return found
