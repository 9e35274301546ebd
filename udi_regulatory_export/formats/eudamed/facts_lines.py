"""Lines of a device as facts: sizes, substances, storage, warnings, texts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from ..difference import Fact, plain, same_number
from ..record import (
    DeviceRecord,
    SizeRecord,
    SubstanceRecord,
    TextRecord,
    odoo_field,
)
from . import codes, lists, selection

DEVICE = "UDI_DI.PATCH"


def fact(part: Any, name: str, carrier: str, value: Any, ref: str = "") -> Fact:
    said = "" if value == 0 and value is not False else plain(value)
    return Fact(field=odoo_field(part, name), ref=ref, value=said, carrier=carrier)


def joined(*parts: Any) -> str:
    return ", ".join(plain(each) for each in parts if each)


def texts(part: Any, name: str, carrier: str) -> Iterator[Fact]:
    for each in selection.european(getattr(part, name)):
        yield fact(part, name, carrier, each.value, each.language)


def lines(record: DeviceRecord) -> Iterator[Fact]:
    if record.mri_safety in codes.MRI_WARNINGS:
        yield fact(record, "mri_safety", DEVICE, record.mri_safety)
    sizes = record.sizes if record.legislation_eu in codes.MEDICAL else ()
    for code, value in sorted(_size(each) for each in sizes if each.size_type):
        yield fact(record, "sizes", DEVICE, value, code)
    named = (
        replace(each, names=selection.european(each.names))
        for each in selection.substances(record)
    )
    for ref, value in sorted((each.ref, _substance(each)) for each in named):
        yield fact(record, "substances", DEVICE, value, ref)
    yield from _coded(
        record, "storage", "kind", selection.condition, selection.condition_texts
    )
    yield from _coded(
        record, "warnings", "code", selection.warning, selection.warning_texts
    )


def _coded(
    record: DeviceRecord,
    name: str,
    key: str,
    code_of: Callable[[Any], str],
    texts_of: Callable[[Any], tuple[TextRecord, ...]],
) -> Iterator[Fact]:
    """Lines with a code of EUDAMED's and what the label says to it."""
    rows = (each for each in getattr(record, name) if getattr(each, key))
    told = ((code_of(each), _said(texts_of(each))) for each in rows)
    for code, words in sorted(told):
        yield fact(record, name, DEVICE, words or code, code)


def _said(texts: Iterable[TextRecord]) -> str:
    """Texts with their languages; none and any language are the same."""
    return "; ".join(
        f"{each.language}: {each.value}"
        if each.language not in ("", lists.ANY)
        else each.value
        for each in texts
    )


def _size(each: SizeRecord) -> tuple[str, str]:
    """EUDAMED's code and what is told; it writes 90 as 90.0."""
    limits = "–".join(filter(None, map(same_number, (each.value_min, each.value_max))))
    unit = each.unit and (each.unit.eudamed_code or each.unit.code)
    told = {"value": (same_number(each.value), unit), "range": (limits, unit)}
    described = (_said(each.type_descriptions), _said(each.unit_descriptions))
    code = each.size_type.eudamed_code or each.size_type.code
    return code, joined(*told.get(each.precision, (each.text,)), *described)


def _substance(each: SubstanceRecord) -> str:
    names = _said(selection.substance_names(each))
    numbers = (each.cas_number, each.ec_number, each.inn)
    return joined(each.kind, each.cmr_category, *numbers, names)
