"""Package levels: which holds what, how many units, and what looks wrong.

A quantity counts the next lower level, never single devices (FDA GUDID guidance of
2024-12; EUDAMED BR-UDID-632). Up to 29 % of the two-level rows that makers have
published look cumulative; some of them are honest, so a person decides.

    >>> box, case = Pack(2, "box", 1, 100), Pack(3, "case", 2, 1000)
    >>> [(each.pack.code, each.depth, each.units) for each in nodes([case, box])]
    [('box', 0, 0), ('case', 1, 0)]
    >>> [(each.code, each.expected) for each in problems([case, box])[3]]
    [('quantity_cumulative', 10)]
"""

from dataclasses import dataclass
from typing import NamedTuple

from .finding import INFO, WARN, Finding


@dataclass(frozen=True, slots=True)
class Pack:
    """One identifier: ``quantity`` times the level with the key ``inside``.

    ``checked``: a person has said that the quantity is right.
    """

    key: int
    code: str
    inside: int | None = None
    quantity: int = 0
    checked: bool = False


class Node(NamedTuple):
    """``units`` base packages; 0 where the way down ends nowhere or in a loop."""

    pack: Pack
    depth: int
    units: int


def nodes(packs):
    """Every level once, lower before higher, each branch together.

    What hangs on nothing comes last, and what hangs in a loop after that.
    """
    by_key = {pack.key: pack for pack in packs}
    above = {}
    for pack in packs:
        if pack.inside in by_key:
            above.setdefault(pack.inside, []).append(pack)
    roots = [pack for pack in packs if pack.inside is None]
    roots += [pack for pack in packs if pack.inside not in (None, *by_key)]
    found, seen = [], set()
    for root in roots:
        _branch(root, above, 0, int(root.inside is None), found, seen)
    loops = [pack for pack in packs if pack.key not in seen]
    return tuple(found) + tuple(Node(pack, 0, 0) for pack in loops)


def _branch(root, above, depth, units, found, seen):
    """Depth first without recursion: a hostile chain may be long."""
    waiting = [(root, depth, units)]
    while waiting:
        pack, depth, units = waiting.pop()
        found.append(Node(pack, depth, units))
        seen.add(pack.key)
        waiting += [
            (upper, depth + 1, units * upper.quantity)
            for upper in reversed(above.get(pack.key, ()))
        ]


def problems(packs):
    """Key -> findings about the quantity of that level."""
    units = {node.pack.key: node.units for node in nodes(packs)}
    by_key = {pack.key: pack for pack in packs}
    found = {}
    for pack in packs:
        below = by_key.get(pack.inside)
        if below is None or pack.checked:
            continue
        if pack.quantity == 1:
            found[pack.key] = (Finding("quantity_one", INFO, "contains_qty", 1),)
            continue
        expected = _next_lower(pack.quantity, below.quantity, units[below.key])
        if expected:
            found[pack.key] = (
                Finding(
                    "quantity_cumulative", WARN, "contains_qty", pack.quantity, expected
                ),
            )
    return found


def _next_lower(quantity, inner, units):
    """How many of the next lower level a cumulative number stands for, or 0.

    The units below are asked first: after the inner level was put right, they are
    what the maker's number was multiplied by.
    """
    for divisor in (units, inner):
        if divisor > 1 and quantity > divisor and quantity % divisor == 0:
            return quantity // divisor
    return 0
