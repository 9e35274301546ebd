"""Which lots a recall touches: what several scope lines and traces say, made one.

The safe side decides every doubt. A lot reached in two ways keeps the surer one, and
a lot taken out by name takes nothing out with it: units made from it stay in scope
until they are taken out by their own names.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

# How a lot came into scope. "unsure" lots could not be tested against the scope line,
# because their label data are not known.
NAMED, UNSURE, TRACED = "named", "unsure", "traced"


@dataclass(frozen=True)
class Affected:
    """One lot in scope. ``depth`` counts the steps from the lot that was named."""

    lot_id: int
    depth: int = 0
    certain: bool = True
    source: str = NAMED
    parent_lot_id: int | None = None

    def doubted(self):
        """The same lot when the lot it was traced from is itself in doubt."""
        return replace(self, certain=False)

    def _rank(self):
        return (not self.certain, self.depth, self.source, self.parent_lot_id or 0)


def merged(
    rows: Iterable[Affected], excluded: Collection[int] = ()
) -> tuple[Affected, ...]:
    """One row per lot, nearest first: certain beats possible, near beats far."""
    best: dict[int, Affected] = {}
    for row in rows:
        known = best.get(row.lot_id)
        if row.lot_id not in excluded and (
            known is None or row._rank() < known._rank()
        ):
            best[row.lot_id] = row
    return tuple(sorted(best.values(), key=lambda row: (row.depth, row.lot_id)))
