"""What EUDAMED would refuse, and what this version cannot yet say.

Rule numbers are those of the business rules, Production 2.18.1.
"""

from collections.abc import Iterator

from ..common import device_count, marking, package_chain, selections
from ..findings import Finding
from ..record import DeviceRecord
from ..rules import clean_texts, found, one_of, required, run
from . import mdr_basic_rules, mdr_device_rules

LEGISLATIONS = ("mdr", "ivdr", "spp", "mdd", "aimdd", "ivdd")
RULES = {
    "mdr": (
        clean_texts,
        *mdr_basic_rules.RULES,
        *mdr_device_rules.RULES,
        device_count,
        marking,
        package_chain,
        selections,
    )
}
"""Legislation to its rules; a legislation without rules cannot be exported yet."""


def problems(record: DeviceRecord) -> tuple[Finding, ...]:
    """All findings; none of severity error means that a file can be built."""
    uncovered = run((_applicable,), record)
    return uncovered or run(RULES[record.legislation_eu], record)


def _applicable(record: DeviceRecord) -> Iterator[Finding]:
    """Everything later rules take for granted."""
    yield from required(record, "eudamed", "basic_udi", "legislation_eu")
    yield from one_of(record, "legislation_eu", LEGISLATIONS)
    if record.legislation_eu in LEGISLATIONS and record.legislation_eu not in RULES:
        yield found(record, "legislation_eu", "not_covered")
    if record.basic_udi:
        yield from required(record.basic_udi, "code", "issuing_agency")
    if record.eudamed:
        yield from required(record.eudamed, "registrant", "di")
