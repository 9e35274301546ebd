"""Does an answer to a recall add up, and what is still missing in it.

At each delivery address, for each lot or serial that was asked about,

    held + returned + destroyed + used + passed on + lost = asked

The first three were there when the notice came. Used goods are gone for good, so they
close the line as well (21 CFR 810.16(b)(2) asks for what was on hand).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HERE = ("held", "returned", "destroyed")
PARTS = (*HERE, "used", "passed_on", "lost")
# From the answer that needs a person most to the one that needs none
WORST_FIRST = ("contradictory", "short", "partial")
SETTLED = frozenset(["complete", "none_found"])


@dataclass(frozen=True)
class Said:
    """What was answered for one lot; ``named`` are those whose takers are known."""

    asked: float
    on_hand: float | None = None
    held: float = 0.0
    returned: float = 0.0
    destroyed: float = 0.0
    used: float = 0.0
    passed_on: float = 0.0
    lost: float = 0.0
    named: float = 0.0

    @property
    def total(self):
        return _rounded(sum(getattr(self, part) for part in PARTS))

    @property
    def here(self):
        return _rounded(sum(getattr(self, part) for part in HERE))

    @property
    def missing(self):
        """How many of those asked about nothing was said of."""
        return max(0.0, _rounded(self.asked - self.total))

    @property
    def state(self):
        """One of blank, short, unnamed, complete, contradictory.

        >>> Said(6, held=4, used=1, lost=1).state, Said(6, held=7).state
        ('complete', 'contradictory')
        >>> Said(6, held=5).state, Said(6).state, Said(6, passed_on=6).state
        ('short', 'blank', 'unnamed')
        """
        if self._contradicts():
            return "contradictory"
        if not self.total and self.asked:
            return "blank"
        if self.missing:
            return "short"
        return "unnamed" if _rounded(self.passed_on - self.named) > 0 else "complete"

    def _contradicts(self):
        if self.total > _rounded(self.asked) or _rounded(self.named) > _rounded(
            self.passed_on
        ):
            return True
        if self.on_hand is None:
            return False
        # what was on hand and is now used or passed on was so after the notice came
        return not self.here <= _rounded(self.on_hand) <= self.total


def answer_state(
    read: bool, affected: str | None, lines: Sequence[Said], done: Iterable[str | None]
) -> str:
    """The state of one address: ``done`` says yes, no or nothing per instruction.

    Goods that were shipped and "never came" contradict our own papers.

    >>> answer_state(True, "none", [Said(6)], ["yes"])
    'none_found'
    >>> answer_state(True, "yes", [Said(1, held=1), Said(1)], ["yes"])
    'partial'
    """
    if not read:
        return "none"
    if not affected:
        return "understood"
    said = any(line.total for line in lines)
    if affected == "not_received":
        return "contradictory"
    if affected == "none":
        return "contradictory" if said else "none_found"
    states = {line.state for line in lines}
    for state in ("contradictory", "short"):
        if state in states:
            return state
    open_points = states & {"blank", "unnamed"} or not all(done)
    return "partial" if open_points else "complete"


def rolled_up(states: Iterable[str]) -> str:
    """The state of a consignee with several addresses: one answer is due from each.

    >>> rolled_up(["complete", "none"]), rolled_up(["none_found", "none_found"])
    ('partial', 'none_found')
    """
    found = set(states)
    for state in WORST_FIRST:
        if state in found:
            return state
    if found <= {"none"}:
        return "none"
    if found <= SETTLED:
        return "none_found" if found == {"none_found"} else "complete"
    return "understood" if found <= {"none", "understood"} else "partial"


# Words that stand before a patient's data in a form, and the data behind them
PATIENT = re.compile(
    r"\b(?:(?:d\.?o\.?b\.?|date of birth|born(?: on)?|geb(?:oren|\.)?(?: am)?)"
    r"\W{0,3}\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}"
    r"|(?:mrn|ssn|nhs|patient(?: ?-?id| no| number|ennummer)?)\W{0,3}\d{4,})"
    r"|(?:病历号|住院号|身份证号?|出生日期)\W{0,3}\d{4,}",
    re.IGNORECASE,
)


def patient_sign(text: str) -> str | None:
    """The part of a text that looks like a patient's own data.

    >>> patient_sign("Mr B, DOB 12.03.1961"), patient_sign("2 patients to follow")
    ('DOB 12.03.1961', None)
    """
    found = PATIENT.search(text or "")
    return found.group(0) if found else None


def _rounded(quantity):
    # "+ 0.0" turns the negative zero of round(-1e-9, 6) into a plain one.
    return round(quantity, 6) + 0.0
