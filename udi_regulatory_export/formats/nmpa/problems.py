"""What the Chinese database would refuse.

The standard with lengths and duties (YY/T 1752-2020) could not be read. What is known
to be a duty is an error; what is only likely to be one is ``recommended``.
"""

from collections.abc import Iterator
from typing import Any

from .. import packages
from ..common import (
    device_count,
    identifier,
    marking,
    package_chain,
    registered_di,
    selections,
)
from ..findings import DRAFT, WARNING, Finding
from ..identifiers import corrected_uscc
from ..record import DeviceRecord
from ..rules import clean_texts, found, one_of, required, run, shaped
from . import codes, values


def problems(record: DeviceRecord) -> tuple[Finding, ...]:
    """All findings; none of severity error means that a file can be built."""
    return run((_applicable,), record) or run(RULES, record)


def _applicable(record: DeviceRecord) -> Iterator[Finding]:
    """Everything later rules take for granted; an overseas maker has an agent."""
    yield from required(record, "nmpa")
    registration = record.nmpa
    if registration is None:
        return
    yield from required(registration, "registrant", "di")
    if registration.registrant:
        yield from required(registration.registrant, "country")
        if registration.registrant.country and values.responsible(record) is None:
            yield found(registration, "local_agent", "china_agent_missing")


def _identifiers(record: DeviceRecord) -> Iterator[Finding]:
    yield from registered_di(record, record.nmpa, codes.AGENCIES)
    unit = record.unit_of_use_di
    if unit:
        yield from identifier(unit, codes.AGENCIES)
    elif packages.device_count(record, record.nmpa.di) > 1:
        yield found(record, "unit_of_use_di", "unit_of_use_missing", WARNING)


def _duties(record: DeviceRecord) -> Iterator[Finding]:
    registration = record.nmpa
    yield from required(registration, "publish_date")
    yield from required(record, "generic_name_zh", "model_number")
    yield from required(registration, "product_type", "supply_kind", "class_code")
    yield from one_of(registration, "product_type", codes.PRODUCT_TYPES)
    yield from one_of(registration, "supply_kind", codes.SUPPLY_KINDS)
    yield from shaped(registration, "class_code", codes.CLASS_CODE, "00-00-00")
    yield from shaped(registration, "nhsa_codes", codes.NHSA, "C + 19 or 26")


def _registrant(record: DeviceRecord) -> Iterator[Finding]:
    """GB 32100-2015: the credit code has a check character."""
    yield from required(record.nmpa.registrant, "udi_name_zh")
    party = values.responsible(record)
    yield from required(party, "udi_uscc")
    if party.udi_uscc:
        corrected = corrected_uscc(party.udi_uscc)
        if corrected is None:
            yield found(party, "udi_uscc", "bad_form", expected="18 characters")
        elif corrected != party.udi_uscc:
            yield found(party, "udi_uscc", "bad_check_digit", expected=corrected)


def _certificates(record: DeviceRecord) -> Iterator[Finding]:
    given = values.certificates(record)
    if not given:
        yield found(record, "certificates", "certificate_number")
    for each in given:
        yield from required(each, "number")
        filing = each.kind == "cn_filing"
        form = codes.FILING if filing else codes.REGISTRATION
        shown = "国械备20160001" if filing else "国械注准20193030166"
        yield from shaped(each, "number", form, shown)


def _registered_di(record: DeviceRecord) -> Iterator[Finding]:
    """The DI handed in at registration, where it is another one."""
    registration = record.nmpa
    yield from _recommended(registration, "same_as_registered_di")
    if registration.same_as_registered_di is False:
        yield from required(registration, "registered_di")


def _likely(record: DeviceRecord) -> Iterator[Finding]:
    """Answers whose duty stands in a standard we have not read."""
    yield from _recommended(
        record,
        "catalog_number",
        "direct_marking",
        "is_kit",
        "single_use",
        "sterile",
        "sterilize_before_use",
        "mri_safety",
        "carriers",
    )
    for each in record.carriers:
        if each not in codes.CARRIERS:
            yield found(
                record,
                "carriers",
                "not_allowed",
                value=each,
                expected=tuple(codes.CARRIERS),
            )


def _recommended(record: Any, *names: str) -> Iterator[Finding]:
    yield from required(record, *names, code="recommended", severity=WARNING)


def _chinese(record: DeviceRecord) -> Iterator[Finding]:
    """Descriptions and package levels are read by people in China."""
    if not values.chinese(record.descriptions):
        yield found(
            record, "descriptions", "language_missing", WARNING, expected=codes.CHINESE
        )
    for each in packages.above(record, record.nmpa.di):
        if not each.package_level_name_zh:
            yield found(
                each,
                "package_level_name_zh",
                "language_missing",
                WARNING,
                value=each.package_level_name,
                expected=codes.CHINESE,
            )


def _upload_type(record: DeviceRecord) -> Iterator[Finding]:
    """The authority's codes for kinds of upload are not published."""
    if not record.nmpa.upload_type:
        yield found(record.nmpa, "upload_type", "unpublished", DRAFT)


RULES = (
    clean_texts,
    _identifiers,
    _duties,
    _registrant,
    _certificates,
    _registered_di,
    _likely,
    _chinese,
    device_count,
    marking,
    package_chain,
    selections,
    _upload_type,
)
