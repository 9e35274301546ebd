"""Who has how many of the recalled goods: the sums, without the database.

At any moment a unit is in exactly one place. For each lot therefore

    received or made = here + in transit + out there + gone

and of what went out, ``shipped = returned + out there``. Reports of corrections ask
for these figures by lot and by consignee (21 CFR 806.10(c)(9) and (11)), the European
final report asks for them as reconciliation data (FSCA form, item 26).

Quantities are in the product's own unit of measure, rounded to six places: enough for
every unit Odoo knows, and free of the dust that adding floats leaves.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Protocol

PLACES = {
    "stock": "here",
    "reserved": "here",
    "transit": "transit",
    "consignee": "out",
    "consumed": "gone",
    "scrapped": "gone",
    "supplier": "gone",
}


class Held(Protocol):
    """What a trace says about one lot in one place; returns are already taken off."""

    lot_id: int
    kind: str
    partner_id: int | None
    quantity: float


@dataclass(frozen=True)
class Balance:
    """Where the units of one lot, or of several, are now.

    ``reserved`` is a part of ``here``; ``returned`` came back from customers at any
    time and may have been shipped again.
    """

    here: float = 0.0
    reserved: float = 0.0
    transit: float = 0.0
    out: float = 0.0
    gone: float = 0.0
    returned: float = 0.0

    def __add__(self, other):
        return Balance(
            *(
                _rounded(getattr(self, field.name) + getattr(other, field.name))
                for field in fields(self)
            )
        )

    @property
    def total(self):
        """What a recall can still reach; used up and destroyed units are not in it."""
        return _rounded(self.here + self.transit + self.out)

    @property
    def shipped(self):
        return _rounded(self.out + self.returned)

    @property
    def back(self):
        """Of the units here, as many as may have been at a customer."""
        return max(0.0, min(self.here, self.returned))

    @property
    def never_left(self):
        """Of the units here, as many as certainly never were at a customer."""
        return _rounded(self.here - self.back)


def balances(
    holdings: Iterable[Held], returned: Mapping[int, float]
) -> dict[int, Balance]:
    """The balance of each lot that is held anywhere or ever came back.

    A kind of holding this table does not know raises ``KeyError``: a unit that is
    counted nowhere would be a unit nobody is warned of.
    """
    sums: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for holding in holdings:
        lot = sums[holding.lot_id]
        lot[PLACES[holding.kind]] += holding.quantity
        if holding.kind == "reserved":
            lot["reserved"] += holding.quantity
    for lot_id, quantity in returned.items():
        sums[lot_id]["returned"] += quantity
    return {
        lot_id: Balance(**{place: _rounded(sum_) for place, sum_ in places.items()})
        for lot_id, places in sums.items()
    }


def exposures(holdings: Iterable[Held]) -> dict[int | None, dict[int, float]]:
    """By consignee and lot, what is still there: only figures above zero.

    The key ``None`` gathers units that were delivered to nobody known.
    """
    sums: dict[int | None, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for holding in holdings:
        if PLACES[holding.kind] == "out":
            sums[holding.partner_id or None][holding.lot_id] += holding.quantity
    exposed = {
        partner: {
            lot: _rounded(sum_) for lot, sum_ in lots.items() if _rounded(sum_) > 0
        }
        for partner, lots in sums.items()
    }
    return {partner: lots for partner, lots in exposed.items() if lots}


def _rounded(quantity):
    # "+ 0.0" turns the negative zero of round(-1e-9, 6) into a plain one.
    return round(quantity, 6) + 0.0
