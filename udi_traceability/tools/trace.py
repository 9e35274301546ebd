"""Follow lots through production: plain ids and edges in, plain values out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush


@dataclass(frozen=True, slots=True)
class TracedLot:
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


def walk(starts: Iterable[int], edges: Iterable[tuple[int, int, bool]]):
    """Every lot that can be reached from ``starts``, each once.

    ``edges`` are (from lot, to lot, certain). A certain way is preferred to a
    shorter one, a shorter one to a longer; loops end by themselves. Nearest first.

        >>> [(lot.lot_id, lot.depth, lot.certain)
        ...  for lot in walk([1], [(1, 2, False), (2, 1, True), (1, 3, True)])]
        [(1, 0, True), (3, 1, True), (2, 1, False)]
    """
    ways = defaultdict(set)
    for before, after, certain in edges:
        ways[before].add((after, certain))
    found = {lot_id: TracedLot(lot_id, 0, True) for lot_id in starts}
    # first along certain edges only, then on from all of these along any edge
    for certain_only in (True, False):
        _spread(found, ways, certain_only)
    return tuple(sorted(found.values(), key=_nearest_first))


def _spread(found, ways, certain_only):
    """Add to ``found`` what can be reached from it, nearest first."""
    queue = [(lot.depth, lot.lot_id) for lot in found.values()]
    heapify(queue)
    while queue:
        depth, here = heappop(queue)
        for lot_id, certain in sorted(ways[here]):
            if lot_id in found or (certain_only and not certain):
                continue
            found[lot_id] = TracedLot(lot_id, depth + 1, certain_only, here)
            heappush(queue, (depth + 1, lot_id))


def _nearest_first(lot):
    return lot.depth, not lot.certain, lot.lot_id
