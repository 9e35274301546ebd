"""What FDA is told that others are told too, in the words of its public release."""

from collections.abc import Iterator

from .. import shared as side
from ..record import DeviceRecord
from ..shared import Told
from .product import description, di_code

_TEXTS = ("brand_name", "model_number", "catalog_number")
_ANSWERS = {
    "single_use": "singleUse",
    "sterile": "deviceSterile",
    "sterilize_before_use": "sterilizationPriorToUse",
    "is_kit": "deviceKit",
    "pi_lot": "lotBatch",
    "pi_serial": "serialNumber",
    "pi_manufacturing_date": "manufacturingDate",
    "pi_expiration_date": "expirationDate",
}
_LATEX = {
    "contains": "labeledContainsNRL true",
    "not_made_with": "labeledNoNRL true",
    "not_stated": "labeledContainsNRL false, labeledNoNRL false",
}
_MRI = {
    "safe": "MR Safe",
    "conditional": "MR Conditional",
    "unsafe": "MR Unsafe",
    "not_stated": "Labeling does not contain MRI Safety Information",
}


def shared(record: DeviceRecord) -> Iterator[Told]:
    """Every shared fact; half a record has fewer."""
    for name in _TEXTS:
        yield side.text(name, getattr(record, name))
    yield side.text("descriptions", description(record), "EN")
    for name, element in _ANSWERS.items():
        spelled = {True: f"{element} true", False: f"{element} false"}
        yield side.answer(name, getattr(record, name), spelled)
    yield side.chosen("latex", _LATEX.get(record.latex, ""), record.latex)
    yield side.chosen("mri_safety", _MRI.get(record.mri_safety, ""), record.mri_safety)
    yield from _marking(record)
    registration = record.gudid
    if registration is None:
        return
    yield side.identifier(
        "di", registration.di, di_code(registration.di) if registration.di else ""
    )
    yield from side.quantities(record, registration.di)
    if record.unit_of_use_di:
        yield side.identifier("unit_of_use_di", record.unit_of_use_di)
    for each in record.secondary_dis[:1]:
        yield side.identifier("secondary_dis", each)
    labeler = registration.registrant
    yield side.party("registrant", labeler, _duns(labeler.udi_duns) if labeler else "")
    for each in record.markets:
        if each.country == "US" and each.date_end:
            yield side.own("markets", f"US, until {each.date_end}")


def _marking(record: DeviceRecord) -> Iterator[Told]:
    """A DI of its own is told, an exemption too; the primary DI is not told again."""
    unmarked = ("DMExempt false", "none", "same_as_primary")
    told = {
        "exempt": ("DMExempt true", "exempt"),
        "other_di": ("DMExempt false, Direct Marking", "other_di"),
        "none": unmarked,
        "same_as_primary": unmarked,
    }
    yield side.chosen("direct_marking", *told.get(record.direct_marking, ("",)))
    if record.direct_marking == "other_di":
        yield side.identifier("direct_marking_di", record.direct_marking_di)


def _duns(code: str) -> str:
    return f"DUNS {code}" if code else ""
