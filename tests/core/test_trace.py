"""Walking through production, against a search that tries every path."""

import doctest

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import trace
from odoo.addons.udi_traceability.tools.trace import TracedLot, walk

LOTS = st.integers(1, 7)
EDGES = st.sets(st.tuples(LOTS, LOTS, st.booleans()), max_size=14)
STARTS = st.sets(LOTS, max_size=3)


def reached_by_hand(starts, edges):
    """{lot: best (not certain, depth)}, growing until nothing changes."""
    best = dict.fromkeys(starts, (False, 0))
    for _step in range(2 * 7 + 2):
        for before, after, certain in edges:
            if before in best:
                doubtful, depth = best[before]
                way = (doubtful or not certain, depth + 1)
                best[after] = min(best.get(after, way), way)
    return best


@given(STARTS, EDGES)
def test_finds_what_trying_every_path_finds(starts, edges):
    found = {lot.lot_id: lot for lot in walk(starts, edges)}
    by_hand = reached_by_hand(starts, edges)
    assert set(found) == set(by_hand)
    for lot_id, (doubtful, depth) in by_hand.items():
        assert found[lot_id].certain is not doubtful
        assert found[lot_id].depth >= (0 if lot_id in starts else 1)
        if not doubtful:
            assert found[lot_id].depth == depth


@given(STARTS, EDGES)
def test_each_lot_once_nearest_first(starts, edges):
    found = walk(starts, edges)
    assert len({lot.lot_id for lot in found}) == len(found)
    depths = [lot.depth for lot in found]
    assert depths == sorted(depths)


@given(STARTS, EDGES)
def test_every_parent_is_one_step_back(starts, edges):
    found = {lot.lot_id: lot for lot in walk(starts, edges)}
    for lot in found.values():
        if lot.parent_lot_id is None:
            assert lot.lot_id in starts
            continue
        parent = found[lot.parent_lot_id]
        assert lot.depth == parent.depth + 1
        assert not lot.certain or parent.certain
        steps = {
            certain for a, b, certain in edges if (a, b) == (parent.lot_id, lot.lot_id)
        }
        assert steps and (not lot.certain or True in steps)


@given(STARTS, EDGES)
def test_the_order_of_edges_does_not_matter(starts, edges):
    forwards = sorted(edges)
    assert walk(starts, forwards) == walk(starts, forwards[::-1])


def test_nothing_in_nothing_out():
    assert walk([], [(1, 2, True)]) == ()


def test_a_certain_way_beats_a_shorter_one():
    edges = [(1, 3, False), (1, 2, True), (2, 3, True)]
    assert walk([1], edges)[-1] == TracedLot(3, 2, True, 2)


def test_a_long_chain_does_not_recurse():
    edges = [(n, n + 1, True) for n in range(20_000)]
    assert walk([0], edges)[-1].depth == 20_000


def test_values_are_frozen():
    with pytest.raises(AttributeError):
        walk([1], [])[0].depth = 3


def test_examples():
    assert doctest.testmod(trace).failed == 0
