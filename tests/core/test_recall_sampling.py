"""Who is asked in an effectiveness check: shares, and a draw anybody can repeat."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.sampling import (
    SHARES,
    ShareNeeded,
    draw,
    raised,
    share_of,
    too_many_failed,
    wanted,
)

levels = st.sampled_from(sorted(SHARES))
populations = st.lists(st.integers(1, 10**6), max_size=60)
seeds = st.integers(0, 2**31)


@pytest.mark.parametrize(
    ("level", "population", "asked"),
    [
        ("A", 30, 30),
        ("C", 30, 3),
        ("C", 31, 4),
        ("D", 30, 1),  # not zero: one at least
        ("D", 51, 2),
        ("E", 30, 0),
        ("A", 0, 0),
        ("D", 0, 0),
    ],
)
def test_shares_of_the_levels(level, population, asked):
    assert wanted(level, population) == asked


def test_level_b_needs_a_share_between_its_neighbours():
    for stated in (0, 10, 100, 130, -5):
        with pytest.raises(ShareNeeded):
            share_of("B", stated)
    assert wanted("B", 7, 14.3) == 2
    # 14.3 of 1000 are 143, whatever a float makes of it
    assert wanted("B", 1000, 14.3) == 143


def test_a_consignee_stands_in_the_list_once():
    assert len(draw("A", [5, 5, 7, 7, 7], seed=1)) == 2


def test_widening_draws_from_those_added_only():
    first = draw("C", range(100), seed=3)
    added = draw("C", range(100, 150), seed=3, drawn=first)
    assert len(first) == 10
    assert len(added) == 5
    assert not set(added) & set(range(100))


def test_a_raised_level_keeps_those_drawn_before():
    first = draw("C", range(100), seed=3)
    more = draw("B", range(100), seed=3, stated=50, drawn=first)
    assert len(more) == 40
    assert not set(first) & set(more)
    assert draw("C", range(100), seed=3, drawn=range(100)) == ()


def test_levels_go_up_to_all():
    assert [raised(level) for level in "EDCBA"] == [None, "C", "B", "A", None]


def test_a_share_of_failures():
    assert too_many_failed(1, 1, 10)
    assert not too_many_failed(0, 5, 0)
    assert too_many_failed(1, 100, 0)


@given(levels, populations, seeds)
def test_the_draw_can_be_repeated_in_any_order(level, population, seed):
    drawn = draw(level, population, seed)
    assert drawn == draw(level, population[::-1], seed)
    assert len(drawn) == len(set(drawn)) == wanted(level, len(set(population)))
    assert set(drawn) <= set(population)


@given(populations.filter(bool), st.sampled_from("ABCD"))
def test_at_least_one_is_asked(population, level):
    assert draw(level, population, 1, stated=11)


@given(populations, seeds, levels, st.data())
def test_drawn_again_nobody_is_asked_twice(population, seed, level, data):
    before = data.draw(st.sets(st.sampled_from(population or [1]), max_size=20))
    more = draw(level, population, seed, drawn=before)
    assert not set(more) & set(before)
    known = set(before) & set(population)
    assert len(known) + len(more) == max(
        len(known), wanted(level, len(set(population)))
    )
