"""Which duties a recall has at a place, by its class, its devices and its round.

>>> level_of("二级"), level_of("Class II"), level_of("not yet")
(2, 2, None)
"""

import re
import unicodedata
from dataclasses import dataclass

LEVELS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "1": 1,
    "2": 2,
    "3": 3,
    "一": 1,
    "二": 2,
    "三": 3,
    "first": 1,
    "second": 2,
    "third": 3,
}
WORD = re.compile(r"[a-z]+|[0-9]+|[一二三]")
# The gravest class has the shortest limits, so it counts until one is given
STRICTEST = 1
FIRST, LATER, EACH = "first", "later", "each"


@dataclass(frozen=True, slots=True)
class Duty:
    """For whom a duty is; what is empty is for all."""

    levels: frozenset[int] = frozenset()
    law: str = ""
    implant: bool = False
    rounds: str = EACH


@dataclass(frozen=True, slots=True)
class Case:
    """What a recall is at one place."""

    level: int | None = None
    laws: frozenset[str] = frozenset()
    implant: bool = False
    round: int = 1


def level_of(text: str | None) -> int | None:
    """1, 2 or 3 as people and authorities write a class; None where that is open."""
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    found = {LEVELS[word] for word in WORD.findall(plain) if word in LEVELS}
    return found.pop() if len(found) == 1 else None


def applies(duty: Duty, case: Case) -> bool:
    """Whether this duty is one of this recall."""
    if duty.levels and (case.level or STRICTEST) not in duty.levels:
        return False
    # devices whose law nobody typed may be under any
    if duty.law and case.laws and duty.law not in case.laws:
        return False
    if duty.implant and not case.implant:
        return False
    first = case.round <= 1
    return duty.rounds == EACH or first == (duty.rounds == FIRST)
