"""Walking through production, against a search that tries every path."""

import doctest
from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import trace
from odoo.addons.udi_traceability.tools.trace import Movement, TracedLot, settle, walk

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


def walked(starts, edges):
    """All that `walk` gives, and how often it asked for each lot."""
    asked = Counter()

    def step(lots):
        asked.update(lots)
        return [(b, a, certain) for a, b, certain in edges if a in lots]

    return list(walk(starts, step)), asked


@given(STARTS, EDGES)
def test_finds_what_trying_every_path_finds(starts, edges):
    found = {lot.lot_id: lot for lot in walked(starts, edges)[0]}
    by_hand = reached_by_hand(starts, edges)
    assert set(found) == set(by_hand)
    for lot_id, (doubtful, depth) in by_hand.items():
        assert found[lot_id].certain is not doubtful
        assert found[lot_id].depth >= (0 if lot_id in starts else 1)
        if not doubtful:
            assert found[lot_id].depth == depth


@given(STARTS, EDGES)
def test_each_lot_once_the_certain_first_then_nearest_first(starts, edges):
    found, asked = walked(starts, edges)
    assert len({lot.lot_id for lot in found}) == len(found)
    order = [(not lot.certain, lot.depth) for lot in found]
    assert order == sorted(order)
    assert asked == Counter(lot.lot_id for lot in found)


@given(STARTS, EDGES)
def test_every_parent_is_one_step_back(starts, edges):
    found = {lot.lot_id: lot for lot in walked(starts, edges)[0]}
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


def test_nothing_in_nothing_out():
    assert walked([], [(1, 2, True)]) == ([], {})


def test_a_certain_way_beats_a_shorter_one():
    edges = [(1, 3, False), (1, 2, True), (2, 3, True)]
    assert walked([1], edges)[0][-1] == TracedLot(3, 2, True, 2)


def test_a_long_chain_does_not_recurse():
    def step(lots):
        return [(lot + 1, lot, True) for lot in lots if lot < 20_000]

    assert list(walk([0], step))[-1].depth == 20_000


def test_nothing_is_asked_before_it_is_wanted():
    def step(lots):
        raise AssertionError(lots)

    assert next(walk([1], step)) == TracedLot(1, 0, True)


PARTNERS = st.sampled_from([None, 1, 2, 3])
DELTAS = st.lists(st.tuples(PARTNERS, st.integers(-3, 3).filter(bool)), max_size=12)


@given(DELTAS)
def test_nobody_has_more_than_all_have_together(deltas):
    held = settle(deltas)
    total = 0
    for _partner, units in deltas:
        total = max(0, total + units)
    assert all(0 < units <= total for units in held.values())
    assert sum(held.values()) >= total or not held
    assert held or not total


@given(DELTAS)
def test_what_went_out_last_is_out(deltas):
    held = settle([*deltas, (9, 2)])
    assert held[9] == 2


@given(st.lists(st.integers(-3, 3).filter(bool), max_size=12))
def test_one_alone_has_what_is_out(changes):
    held = settle([(1, units) for units in changes])
    total = 0
    for units in changes:
        total = max(0, total + units)
    assert held == ({1: total} if total else {})


def test_values_are_frozen():
    with pytest.raises(AttributeError):
        walked([1], [])[0][0].depth = 3


def test_a_movement_knows_where_the_next_page_begins():
    day = datetime(2026, 8, 3)
    row = Movement(
        day, "made", 1, 7, 2.0, None, "MO/1", None, 4, 5, "mrp.production", 9
    )
    assert row.key == (day, "mrp.production", 9, "made", 7)


def test_examples():
    assert doctest.testmod(trace).failed == 0
