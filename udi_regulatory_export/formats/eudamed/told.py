"""Facts as EUDAMED sees them, to compare two records: no order, no words of ours."""

from collections.abc import Iterable

from .. import packages
from ..difference import same_number
from ..record import CodeRecord, DeviceRecord, SizeRecord, TextRecord
from . import certificates as declared, selection


def latex(record: DeviceRecord) -> bool:
    """Not stated is no."""
    return record.latex == "contains"


def single_use(record: DeviceRecord) -> bool:
    """Not answered is no."""
    return bool(record.single_use)


def quantity(record: DeviceRecord) -> int:
    """Devices in the registered pack."""
    return packages.device_count(record, record.eudamed.di)


def purposes(record: DeviceRecord) -> tuple[str, ...]:
    """Annex XVI."""
    return tuple(sorted(record.eudamed.annex_xvi_codes))


def certificates(record: DeviceRecord) -> tuple[str, ...]:
    """Declared certificates by what is sent of them."""
    return _lines(
        (each.kind, each.number, each.revision, each.notified_body, each.valid_to)
        for each in declared.declared(record)
    )


def sizes(record: DeviceRecord) -> tuple[str, ...]:
    """Sizes by code and number: 90 is 90.0."""
    return _lines(map(_size, record.sizes))


def _size(line: SizeRecord) -> tuple[object, ...]:
    values = (line.value, line.value_min, line.value_max)
    return (
        _code(line.size_type),
        *map(same_number, values),
        line.text,
        _code(line.unit) if line.precision != "text" else "",
        *_texts(line.type_descriptions),
        *_texts(line.unit_descriptions),
    )


def warnings(record: DeviceRecord) -> tuple[str, ...]:
    """Warnings by code and comment."""
    return _lines(
        (_code(each.code), *_texts(selection.warning_texts(each)))
        for each in record.warnings
        if each.code
    )


def substances(record: DeviceRecord) -> tuple[str, ...]:
    """Substances by all that names them."""
    return _lines(
        (
            each.kind,
            each.cmr_category,
            each.inn,
            each.cas_number,
            each.ec_number,
            *_texts(selection.substance_names(each)),
        )
        for each in selection.substances(record)
    )


def _code(code: CodeRecord | None) -> str:
    return (code.eudamed_code or code.code) if code else ""


def _texts(texts: tuple[TextRecord, ...]) -> tuple[str, ...]:
    return tuple(sorted(f"{each.language} {each.value}".strip() for each in texts))


def _lines(rows: Iterable[Iterable[object]]) -> tuple[str, ...]:
    """Each row as one text that a person may read too."""
    return tuple(sorted(" ".join(map(str, filter(None, row))) for row in rows))
