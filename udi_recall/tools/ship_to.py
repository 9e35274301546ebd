"""What each delivery address still has, when the account as a whole is known.

The trace nets returns by account: a ward may send back what the main store received.
Each delivery address is asked for its own share, so that the shares add up to what the
account still has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Shipment:
    """What documents say of one lot and one delivery address, over all time."""

    ship_to_id: int
    shipped: float
    back: float = 0.0
    first_on: date | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """``shipped`` less ``back`` is ``quantity``, what that address is asked for."""

    ship_to_id: int
    shipped: float
    back: float
    quantity: float
    first_on: date | None = None
    document: str | None = None


def shares(
    quantity: float, shipments: Iterable[Shipment], account_id: int
) -> tuple[Share, ...]:
    """The addresses that are asked, for one lot of which the account has ``quantity``.

    What came back from an address that had none is taken off where most is. Where the
    documents tell of less than the account has, the account itself is asked for the
    rest: nobody loses a unit between two papers.

    >>> papers = [Shipment(1, 4), Shipment(2, 0, 1)]
    >>> [(share.ship_to_id, share.quantity) for share in shares(3, papers, 1)]
    [(1, 3)]
    """
    papers = sorted(shipments, key=lambda each: each.ship_to_id)
    left = {each.ship_to_id: max(0.0, each.shipped - each.back) for each in papers}
    surplus = round(sum(left.values()) - quantity, 6)
    for place in sorted(left, key=lambda place: (-left[place], place)):
        if surplus > 0:
            taken = min(left[place], surplus)
            left[place] -= taken
            surplus = round(surplus - taken, 6)
    if surplus < 0:
        _give(papers, left, -surplus, account_id)
    known = {each.ship_to_id: each for each in papers}
    return tuple(
        _share(known.get(place, Shipment(place, 0.0)), round(units, 6) + 0)
        for place, units in left.items()
        if round(units, 6) > 0
    )


def _give(papers, left, missing, account_id):
    """Units that came back and left again without a paper: to who shipped more."""
    for each in papers:
        room = min(missing, max(0.0, each.shipped - left[each.ship_to_id]))
        left[each.ship_to_id] += room
        missing = round(missing - room, 6)
    if missing > 0:
        left[account_id] = left.get(account_id, 0.0) + missing


def _share(paper, quantity):
    shipped = max(paper.shipped, quantity)
    return Share(
        ship_to_id=paper.ship_to_id,
        shipped=shipped,
        back=round(shipped - quantity, 6) + 0,
        quantity=quantity,
        first_on=paper.first_on,
        document=paper.document,
    )
