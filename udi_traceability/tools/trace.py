"""Follow lots through production: plain ids and edges in, plain values out."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class TracedLot(NamedTuple):
    """One lot that the search reached, along its best known way.

    ``depth``          steps from a start lot; the start lots have 0
    ``certain``        the whole way is certain: this lot holds (or is held by) the
                       start lot; otherwise it possibly does
    ``parent_lot_id``  the lot before it on that way, None for a start lot
    """

    lot_id: int
    depth: int
    certain: bool
    parent_lot_id: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One step: a component's lot and the lot of what was made with it.

    ``quantity``   units of the component in this finished lot: what the orders used,
                   shared out evenly, less what was taken out again
    ``document``   the orders where they met
    ``others``     lots of this component that met there, this one among them: two
                   and more are why a step is only possible
    ``taken_out``  units that an unbuild or a repair took out of it again
    """

    near_lot_id: int
    far_lot_id: int
    certain: bool
    quantity: float
    document: str
    others: int
    taken_out: float = 0.0


@dataclass(frozen=True, slots=True)
class Holding:
    """So many units of one lot are in one hand.

    ``kind``        stock (free), reserved, transit: with ``location_id``;
                    consignee, supplier: with ``partner_id``, the commercial partner,
                    or None where no transfer named one;
                    consumed (in production), scrapped
    ``quantity``    in the unit of the product, net of what came back
    """

    lot_id: int
    product_id: int
    kind: str
    partner_id: int | None
    location_id: int | None
    quantity: float


@dataclass(frozen=True, slots=True)
class Exposure:
    """`Holding`, summed over many lots: units of the certain and of the possible."""

    kind: str
    partner_id: int | None
    location_id: int | None
    product_id: int
    certain: float
    possible: float


@dataclass(frozen=True, slots=True)
class Amount:
    """Units of the lots that are certain, and of those that are possible."""

    certain: float = 0.0
    possible: float = 0.0


@dataclass(frozen=True, slots=True)
class Movement:
    """What one document did to these lots.

    ``reference``    the name of the document: transfer, order, repair, scrap
    ``location_id``  None where it took from several places, so for the target
    """

    date: datetime
    kind: str
    lot_count: int
    product_id: int
    quantity: float
    picking_id: int | None
    reference: str | None
    partner_id: int | None
    location_id: int | None
    location_dest_id: int | None
    res_model: str
    res_id: int

    @property
    def key(self):
        """Where the next page begins: give it as `after`."""
        return self.date, self.res_model, self.res_id, self.kind, self.product_id


Step = tuple[int, int, bool]


def settle(deltas: Iterable[tuple[int | None, float]]) -> dict[int | None, float]:
    """Who still has how many, where some came back from another than they went to.

    ``deltas`` are (partner, units, negative for what came back), oldest first. Nobody
    has less than nothing: what comes back from one who got none left before we counted,
    or was passed on to them. Nobody has more than all have together: a unit sold to one
    and returned by another is nobody's. Where several may have passed it on, each keeps
    what may still be theirs.

        >>> settle([(1, 5), (2, -2)])
        {1: 3}
        >>> settle([(1, 1), (2, 1), (3, -1)])
        {1: 1, 2: 1}
    """
    held, total = {}, 0
    for partner, units in deltas:
        total = max(0, total + units)
        held[partner] = max(0, held.get(partner, 0) + units)
        if units < 0:
            held = {who: min(have, total) for who, have in held.items()}
    return {partner: units for partner, units in held.items() if units}


def walk(
    starts: Iterable[int], step: Callable[[array], Iterable[Step]]
) -> Iterator[TracedLot]:
    """Every lot that can be reached from ``starts``, each once.

    ``step(lots)`` gives (lot reached, lot before it, certain) for one step from each
    of ``lots``, and is asked once for each lot. A certain way is preferred to a shorter
    one, a shorter one to a longer; loops end by themselves. The certain ones come
    first, nearest first, then the possible ones likewise.

        >>> edges = {1: [(2, 1, False), (3, 1, True)], 2: [(1, 2, True)]}
        >>> step = lambda lots: [edge for lot in lots for edge in edges.get(lot, ())]
        >>> [(lot.lot_id, lot.depth, lot.certain) for lot in walk([1], step)]
        [(1, 0, True), (3, 1, True), (2, 1, False)]
    """
    found = set(starts)
    layer, depth = array("q", sorted(found)), 0
    for lot_id in layer:
        yield TracedLot(lot_id, 0, True)
    doubtful = {}  # depth -> lots and the lots before them, in turn
    while layer:
        depth += 1
        reached = array("q")
        for far, near, certain in step(layer):
            if far in found:
                continue
            if not certain:
                doubtful.setdefault(depth, array("q")).extend((far, near))
                continue
            found.add(far)
            reached.append(far)
            yield TracedLot(far, depth, True, near)
        layer = reached
    yield from _walk_doubtful(found, doubtful, step)


def _walk_doubtful(found, doubtful, step):
    while doubtful:
        depth = min(doubtful)
        pairs = doubtful.pop(depth)
        layer = array("q")
        for far, near in zip(pairs[::2], pairs[1::2], strict=True):
            if far in found:
                continue
            found.add(far)
            layer.append(far)
            yield TracedLot(far, depth, False, near)
        for far, near, _certain in step(layer):
            if far not in found:
                doubtful.setdefault(depth + 1, array("q")).extend((far, near))
