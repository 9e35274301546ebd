"""Rules about storage, warnings, substances and sizes."""

from collections import Counter
from collections.abc import Iterator

from ..findings import WARNING, Finding
from ..record import (
    CodeRecord,
    DeviceRecord,
    SizeRecord,
    StorageRecord,
    SubstanceRecord,
    TextRecord,
    WarningRecord,
)
from ..rules import at_most, found, one_of, required, shaped
from . import codes, lists, selection
from .rules_device import one_per_language

NUMBER = r"[-+]?[0-9]+(\.[0-9]+)?"
FLAGS = {"medicinal": "medicinal_substance", "human": "human_blood_substance"}


def storage(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-028; BR-DTX-UDI-077."""
    for each in record.storage:
        yield from required(each, "kind")
        if each.kind is not None:
            yield from _coded(each.kind, "SHC[0-9]{3}", "SHC000")
            yield from _commented(
                each,
                selection.condition(each) == codes.OTHER_CONDITION,
                selection.condition_texts(each),
            )
            is_value = selection.condition(each) in codes.VALUE_CONDITIONS
            if is_value and not selection.condition_texts(each):
                yield found(each, "texts", "required", value="")


def warnings(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-030; BR-DTX-UDI-078."""
    for each in record.warnings:
        yield from required(each, "code")
        if each.code is not None:
            yield from _coded(each.code, "CW[0-9]{3}", "CW000")
            is_other = selection.warning(each) == codes.OTHER_WARNING
            yield from _commented(each, is_other, selection.warning_texts(each))


def _coded(code: CodeRecord, form: str, shown: str) -> Iterator[Finding]:
    """BR-UDID-721: the code stands in EUDAMED's list, and is not closed."""
    name = "eudamed_code" if code.eudamed_code else "code"
    yield from required(code, name)
    yield from shaped(code, name, form, shown)
    if not code.active:
        yield found(code, "active", "inactive_code", value=code.code)


def _commented(
    line: StorageRecord | WarningRecord, is_other: bool, sent: tuple[TextRecord, ...]
) -> Iterator[Finding]:
    """One comment in no language; "other" is told in the languages of the label."""
    if is_other:
        if not sent:
            yield found(line, "texts", "required", value="")
        yield from one_per_language(sent)
        return
    if len(selection.european(line.texts)) > 1:
        expected = sent[0].value
        yield found(line, "texts", "only_first_sent", WARNING, expected=expected)
    for each in sent:
        yield from at_most(each, "value", 2000)


def substances(record: DeviceRecord) -> Iterator[Finding]:
    """BR-DTX-UDI-084, 085; BR-UDID-025, 027, 041, 101."""
    sent = selection.substances(record)
    kinds = {each.kind for each in sent}
    for kind, name in FLAGS.items():
        flag = getattr(record.basic_udi, name)
        if flag and kind not in kinds:
            yield found(record, "substances", "substance_missing", expected=kind)
        elif flag is False and kind in kinds:
            yield found(record.basic_udi, name, "substance_named")
    counted = Counter(each.inn for each in sent if each.inn)
    for each in sent:
        yield from _substance(each)
        if counted[each.inn] > 1:
            yield found(each, "inn", "inn_twice")


def label_languages(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-025, 027: without a number, a name in every language of the label;
    the record knows them by what else it tells people."""
    told = selection.european((*record.descriptions, *record.trade_names))
    label = {each.language for each in told} & {*lists.LANGUAGES}
    for each in selection.substances(record):
        names = selection.substance_names(each)
        missing = label - {name.language for name in names}
        by_name = each.kind in ("cmr", "endocrine") and names
        if by_name and missing and not (each.cas_number or each.ec_number):
            expected = ", ".join(sorted(missing))
            yield found(each, "names", "names_languages", WARNING, expected=expected)


def _substance(line: SubstanceRecord) -> Iterator[Finding]:
    yield from required(line, "kind")
    yield from one_of(line, "kind", codes.SUBSTANCES)
    if line.kind == "cmr":
        yield from required(line, "cmr_category")
        yield from one_of(line, "cmr_category", codes.CMR_CATEGORIES)
    yield from shaped(line, "cas_number", "[0-9]{1,7}-[0-9]{2}-[0-9]", "0000000-00-0")
    yield from shaped(line, "ec_number", "[0-9]{3}-[0-9]{3}-[0-9]", "000-000-0")
    yield from at_most(line, "inn", 2000)
    is_medicine = line.kind in codes.MEDICINES
    for name in ("cas_number", "ec_number") if is_medicine else ("inn",):
        if getattr(line, name):
            yield found(line, name, "not_told", WARNING, expected=line.kind)
    yield from _names(line)


def _names(line: SubstanceRecord) -> Iterator[Finding]:
    names = selection.substance_names(line)
    if not names and not line.inn:
        yield found(line, "names", "required", value="")
    if not (line.cas_number or line.ec_number):
        yield from one_per_language(names)
        return
    for each in names:
        yield from required(each, "value")
        yield from at_most(each, "value", 2000)


def sizes(record: DeviceRecord) -> Iterator[Finding]:
    """BR-UDID-075 to 077, 722."""
    told = Counter(_told(each) for each in record.sizes)
    for each in record.sizes:
        yield from _size(each)
        if told[_told(each)] > 1:
            yield found(each, "size_type", "size_twice")


def _told(line: SizeRecord) -> tuple[object, ...]:
    values = (line.value, line.value_min, line.value_max, line.text)
    return (line.size_type, line.unit, *values)


def _size(line: SizeRecord) -> Iterator[Finding]:
    yield from required(line, "size_type", "precision")
    yield from one_of(line, "precision", codes.PRECISIONS)
    if line.size_type is not None:
        yield from _coded(line.size_type, "CST[0-9]{1,3}", "CST000")
        is_other = _spelt(line.size_type) == codes.OTHER_SIZE
        yield from _described(line, "type_descriptions", is_other)
    if line.precision == "text":
        yield from required(line, "text")
        yield from at_most(line, "text", 255)
        return
    numbers = ("value",) if line.precision == "value" else ("value_min", "value_max")
    yield from required(line, *numbers, "unit")
    for name in numbers:
        yield from shaped(line, name, NUMBER, "0.0")
    if line.unit is not None:
        yield from _unit(line)


def _unit(line: SizeRecord) -> Iterator[Finding]:
    yield from _coded(line.unit, "MU[0-9]{2,3}", "MU000")
    is_other = _spelt(line.unit) == codes.OTHER_UNIT
    yield from _described(line, "unit_descriptions", is_other)
    kinds = {each.language for each in line.type_descriptions}
    units = {each.language for each in line.unit_descriptions}
    if is_other and kinds and kinds != units:
        expected = ", ".join(sorted(kinds))
        yield found(line, "unit_descriptions", "same_languages", expected=expected)


def _described(line: SizeRecord, name: str, is_other: bool) -> Iterator[Finding]:
    if is_other and not getattr(line, name):
        yield found(line, name, "required", value="")
    yield from one_per_language(getattr(line, name))


def _spelt(code: CodeRecord) -> str:
    return code.eudamed_code or code.code


EVERY = (storage, warnings)
MEDICAL = (substances, sizes)
