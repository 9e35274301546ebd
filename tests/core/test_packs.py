"""Package levels: the tree, and quantities that look cumulative."""

import csv

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.packs import Pack, nodes, problems


def chain(*quantities):
    """A unit and the packages around it, from the lowest up."""
    packs = [Pack(0, "unit")]
    packs += [
        Pack(key, f"p{key}", key - 1, quantity)
        for key, quantity in enumerate(quantities, 1)
    ]
    return packs


def codes(packs):
    return {
        key: [(each.code, each.expected) for each in found]
        for key, found in problems(packs).items()
    }


def test_units_multiply_up_the_chain():
    assert [node.units for node in nodes(chain(10, 12, 4))] == [1, 10, 120, 480]


def test_a_branch_stays_together():
    packs = [*chain(10, 12), Pack(7, "other box", 0, 20), Pack(8, "its case", 7, 5)]
    drawn = [(node.pack.key, node.depth, node.units) for node in nodes(packs)]
    assert drawn == [(0, 0, 1), (1, 1, 10), (2, 2, 120), (7, 1, 20), (8, 2, 100)]


def test_what_leads_nowhere_comes_last_without_units():
    packs = [Pack(5, "lost", 99, 3), Pack(6, "a", 7, 2), Pack(7, "b", 6, 2)]
    drawn = nodes([*packs, Pack(0, "unit")])
    assert [(node.pack.key, node.units) for node in drawn] == [
        (0, 1),
        (5, 0),
        (6, 0),
        (7, 0),
    ]


def test_a_long_chain_is_no_danger():
    assert nodes(chain(*[1] * 5000))[-1].depth == 5000


def test_totals_are_found_and_the_next_lower_number_proposed():
    assert codes(chain(100, 1000, 6000)) == {
        2: [("quantity_cumulative", 10)],
        3: [("quantity_cumulative", 6)],
    }


def test_after_the_inner_level_is_right_the_outer_is_still_judged_by_units():
    assert codes(chain(100, 10, 6000)) == {3: [("quantity_cumulative", 6)]}
    assert codes(chain(100, 10, 6)) == {}


def test_a_package_around_one_is_told():
    assert codes(chain(1)) == {1: [("quantity_one", None)]}


def test_what_a_person_has_checked_is_no_finding():
    packs = [*chain(10), Pack(2, "case", 1, 20, checked=True)]
    assert codes(packs) == {}


@given(st.lists(st.integers(2, 50), min_size=1, max_size=5))
def test_cumulated_levels_are_put_right_one_by_one(quantities):
    """Whatever was multiplied up, taking the proposals from below gives it back."""
    totals, total = [], 1
    for quantity in quantities:
        total *= quantity
        totals.append(total)
    for level in range(1, len(totals)):
        expected = codes(chain(*totals))[level + 1]
        assert expected == [("quantity_cumulative", quantities[level])]
        totals[level] = quantities[level]


@given(
    st.lists(
        st.builds(
            Pack,
            st.integers(0, 8),
            st.just("x"),
            st.none() | st.integers(0, 9),
            st.integers(-3, 10**6),
            st.booleans(),
        ),
        unique_by=lambda pack: pack.key,
    )
)
def test_every_level_is_drawn_once(packs):
    drawn = [node.pack.key for node in nodes(packs)]
    assert sorted(drawn) == sorted(pack.key for pack in packs)
    assert set(problems(packs)) <= set(drawn)


def test_published_totals_are_found(shared):
    folder = shared("regulatory/gudid/accessgudid")
    with (folder / "suspect-package-quantities.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        inner, outer = int(row["innerQty"]), int(row["outerQtyReported"])
        expected = [("quantity_cumulative", outer // inner)]
        assert codes(chain(inner, outer)) == {2: expected}, row


@pytest.mark.parametrize("quantity", [0, -4])
def test_a_number_that_cannot_be_is_not_judged(quantity):
    assert codes(chain(quantity, 10)) == {}
