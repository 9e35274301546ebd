"""Until when EUDAMED must have a device.

Decision (EU) 2025/2371; Regulations (EU) 2023/2197 and 2025/1920 on Master UDI-DIs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from . import codes, lists

MANDATORY = date(2026, 5, 28)
"""From this day a device is registered before it is placed on the market."""
TRANSITION_ENDS = date(2026, 11, 27)
"""For what was on the market by then; sources name this day and the next."""
LENSES_BEGIN = date(2026, 11, 9)
SPECTACLES_BEGIN = date(2028, 11, 1)
UPDATE_WITHIN = timedelta(days=30)
"""MDR Annex VI Part C 5.8."""

RULES = ("transition", "placing", "unknown_placing", "lenses", "spectacles", "update")


@dataclass(frozen=True, slots=True)
class Due:
    """A day, and which of ``RULES`` says so."""

    day: date
    rule: str


def first_placing(markets: Iterable[tuple[str, date | None]]) -> date | None:
    """The day the device was or will be first sold there, of (country, day) pairs."""
    days = (day for country, day in markets if lists.market(country))
    return min((day for day in days if day), default=None)


def due(
    *,
    status: str,
    legislation: str,
    special: str,
    placed: date | None,
    has_successor: bool = False,
) -> Due | None:
    """Of a device that EUDAMED does not have; None if nothing obliges to tell it.

    :param has_successor: EUDAMED has the same device under the regulation, and wants
        nothing of the legacy one
    """
    if status in ("not_intended", "no_longer"):
        return None
    if has_successor and legislation in codes.LEGACY:
        return None
    if legislation == "mdr" and special in codes.MASTER_DEVICES:
        return _master(special, placed)
    if placed is None:
        return Due(TRANSITION_ENDS, "unknown_placing")
    if placed < MANDATORY:
        return Due(TRANSITION_ENDS, "transition")
    return Due(placed, "placing")


def _master(special: str, placed: date | None) -> Due:
    is_lens = special not in codes.SPECTACLES
    begin = LENSES_BEGIN if is_lens else SPECTACLES_BEGIN
    if placed and placed > begin:
        return Due(placed, "placing")
    return Due(begin, "lenses" if is_lens else "spectacles")


def update_due(changed: date) -> Due:
    """Of a change of what EUDAMED has."""
    return Due(changed + UPDATE_WITHIN, "update")
