"""What EUDAMED would refuse, law by law.

Rule numbers are those of the business rules, Production 2.18.1.
"""

from collections.abc import Iterator

from ..common import device_count, marking, package_chain, selections
from ..findings import Finding
from ..record import DeviceRecord
from ..rules import Rule, clean_texts, one_of, required, run
from . import (
    codes,
    rules_details,
    rules_device,
    rules_family,
    rules_law,
    rules_market,
    rules_update,
)
from .rules_not_told import not_told

_COMMON = (
    clean_texts,
    rules_family.name,
    rules_family.risk,
    rules_family.registrant,
    *rules_device.EVERY,
    *rules_details.EVERY,
    selections,
    not_told,
)
_REGULATION = (
    rules_family.code,
    rules_device.production_identifiers,
    package_chain,
)
_DEVICE = (*rules_family.DEVICE, rules_device.reuses, *rules_market.DEVICE)
_COUNTED = (
    rules_device.marked,
    rules_device.unit_of_use,
    device_count,
    marking,
)
_MEDICAL = (
    rules_law.medical,
    rules_law.implantable,
    rules_device.medical,
    *rules_details.MEDICAL,
)
_LEGACY = (rules_law.legacy_code, rules_law.legacy_status, rules_law.legacy_alone)
_MDD = (*_COMMON, *_DEVICE, *_MEDICAL, *_LEGACY)
RULES: dict[str, tuple[Rule, ...]] = {
    "mdr": (
        *_COMMON,
        *_REGULATION,
        *_DEVICE,
        *_COUNTED,
        *_MEDICAL,
        rules_market.purposes,
        rules_details.label_languages,
    ),
    "ivdr": (
        *_COMMON,
        *_REGULATION,
        *_DEVICE,
        *_COUNTED,
        rules_law.diagnostic,
        rules_law.new_device,
    ),
    "spp": (*_COMMON, *_REGULATION, rules_law.pack),
    "mdd": _MDD,
    "aimdd": _MDD,
    "ivdd": (*_COMMON, *_DEVICE, *_LEGACY, rules_law.diagnostic),
}
"""Legislation to its rules."""


def problems(
    record: DeviceRecord, accepted: DeviceRecord | None = None
) -> tuple[Finding, ...]:
    """All findings; none of severity error means that a file can be built.

    :param accepted: the record as EUDAMED accepted it last, if it has the device
    """
    missing = run((_applicable,), record)
    if missing:
        return missing
    update = _against(accepted)
    return run((*RULES[record.legislation_eu], update), record)


def _against(accepted: DeviceRecord | None) -> Rule:
    if accepted is None:
        return rules_update.unknown
    return lambda record: rules_update.changes(record, accepted)


def _applicable(record: DeviceRecord) -> Iterator[Finding]:
    """Everything later rules take for granted."""
    yield from required(record, "eudamed", "basic_udi", "legislation_eu")
    yield from one_of(record, "legislation_eu", codes.RISK_CLASSES)
    if record.basic_udi:
        yield from required(record.basic_udi, "code", "issuing_agency")
    if record.eudamed:
        yield from required(record.eudamed, "registrant")
        is_legacy = record.legislation_eu in codes.LEGACY
        if record.eudamed.di is None and not is_legacy:
            yield from required(record.eudamed, "di")
        elif record.eudamed.di is None and not record.eudamed.eudamed_id:
            yield from required(record.eudamed, "eudamed_id")
