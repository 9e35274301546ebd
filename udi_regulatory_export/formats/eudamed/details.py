"""Storage, warnings, substances and sizes of a UDI-DI."""

from ..record import (
    DeviceRecord,
    SizeRecord,
    StorageRecord,
    SubstanceRecord,
    WarningRecord,
)
from ..xml import Element, container, element, optional
from . import codes, selection
from .blocks import names
from .codes import COMMON, UDIDI, XSI


def condition(line: StorageRecord) -> Element:
    """A condition of storage or handling."""
    return element(
        COMMON("condition"),
        names(COMMON("comments"), selection.condition_texts(line)),
        element(
            COMMON("storageHandlingConditionValue"), text=selection.condition(line)
        ),
    )


def warnings(record: DeviceRecord) -> Element | None:
    """MRI safety is a warning to EUDAMED."""
    mri = codes.MRI_WARNINGS.get(record.mri_safety)
    safety = container(COMMON("warning"), optional(COMMON("warningValue"), mri))
    rows = map(warning, record.warnings)
    return container(UDIDI("criticalWarnings"), safety, *rows)


def warning(line: WarningRecord) -> Element:
    """A critical warning or contra-indication."""
    return element(
        COMMON("warning"),
        names(COMMON("comments"), selection.warning_texts(line)),
        element(COMMON("warningValue"), text=selection.warning(line)),
    )


def substances(record: DeviceRecord) -> Element | None:
    """Every substance is of one of three types."""
    rows = map(substance, selection.substances(record))
    return container(UDIDI("substances"), *rows)


def substance(line: SubstanceRecord) -> Element:
    """Names first, numbers, then its category or what kind of medicine it is."""
    category = codes.CMR_CATEGORIES.get(line.cmr_category)
    medicine = codes.MEDICINES.get(line.kind)
    numbers = (
        (optional(UDIDI("INN"), line.inn),)
        if medicine
        else (
            optional(UDIDI("CASCode"), line.cas_number),
            optional(UDIDI("ECCode"), line.ec_number),
        )
    )
    return element(
        UDIDI("substance"),
        names(UDIDI("names"), selection.substance_names(line)),
        *numbers,
        optional(UDIDI("type"), category if line.kind == "cmr" else medicine),
        **{XSI("type"): codes.SUBSTANCES[line.kind]},
    )


def sizes(record: DeviceRecord) -> Element | None:
    """Clinically relevant sizes, in the order of the record."""
    return container(UDIDI("clinicalSizes"), *map(size, record.sizes))


def size(line: SizeRecord) -> Element:
    """One size; of a range the maximum stands before the minimum."""
    kind = line.size_type
    return element(
        COMMON("clinicalSize"),
        element(COMMON("clinicalSizeType"), text=kind.eudamed_code or kind.code),
        names(COMMON("clinicalSizeDescription"), line.type_descriptions),
        *_TOLD[line.precision](line),
        **{XSI("type"): codes.PRECISIONS[line.precision]},
    )


def _unit(line: SizeRecord) -> tuple[Element | None, ...]:
    return (
        element(COMMON("valueUnit"), text=line.unit.eudamed_code or line.unit.code),
        names(COMMON("measureUnitDescription"), line.unit_descriptions),
    )


def _value(line: SizeRecord) -> tuple[Element | None, ...]:
    return (element(COMMON("value"), text=line.value), *_unit(line))


def _range(line: SizeRecord) -> tuple[Element | None, ...]:
    return (
        element(COMMON("maximum"), text=line.value_max),
        element(COMMON("minimum"), text=line.value_min),
        *_unit(line),
    )


def _text(line: SizeRecord) -> tuple[Element | None, ...]:
    return (element(COMMON("text"), text=line.text),)


_TOLD = {"value": _value, "range": _range, "text": _text}
