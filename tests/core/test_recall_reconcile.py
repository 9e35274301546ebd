"""The sums of a recall: every unit in one place, none counted twice or lost."""

from dataclasses import dataclass

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.reconcile import (
    PLACES,
    Balance,
    balances,
    exposures,
)


@dataclass(frozen=True)
class Holding:
    lot_id: int
    kind: str
    quantity: float
    partner_id: int | None = None


LOT, OTHER = 1, 2
ANNA, NORD = 10, 20

quantities = st.integers(-9000, 9000).map(lambda thousandths: thousandths / 1000)
holdings = st.lists(
    st.builds(
        Holding,
        lot_id=st.integers(1, 4),
        kind=st.sampled_from(sorted(PLACES)),
        quantity=quantities,
        partner_id=st.sampled_from([None, ANNA, NORD]),
    ),
    max_size=30,
)


def balance(*rows, returned=0.0):
    return balances(rows, {LOT: returned}).get(LOT, Balance())


def test_the_story():
    """Ten serials: three never left, seven at three customers."""
    rows = [Holding(serial, "stock", 1) for serial in (1, 2, 3)]
    rows += [Holding(serial, "consignee", 1, ANNA) for serial in (4, 5, 6, 7)]
    rows += [Holding(8, "consignee", 1, NORD), Holding(9, "consignee", 1, NORD)]
    rows += [Holding(10, "consignee", 1, 30)]
    whole = sum(balances(rows, {}).values(), Balance())
    assert (whole.total, whole.never_left, whole.out) == (10, 3, 7)
    assert {partner: len(lots) for partner, lots in exposures(rows).items()} == {
        ANNA: 4,
        NORD: 2,
        30: 1,
    }


def test_reserved_units_are_on_the_shelf():
    found = balance(Holding(LOT, "stock", 5), Holding(LOT, "reserved", 2))
    assert (found.here, found.reserved, found.total) == (7, 2, 7)


@pytest.mark.parametrize("kind", ["consumed", "scrapped", "supplier"])
def test_what_is_gone_can_not_be_recalled(kind):
    found = balance(Holding(LOT, kind, 4), Holding(LOT, "stock", 1))
    assert (found.gone, found.total) == (4, 1)


def test_on_the_way_is_neither_here_nor_out():
    found = balance(Holding(LOT, "transit", 3))
    assert (found.transit, found.here, found.out, found.total) == (3, 0, 0, 3)


def test_shipped_is_returned_and_still_out():
    found = balance(Holding(LOT, "consignee", 6, ANNA), returned=4)
    assert found.shipped == 10


def test_returned_and_shipped_again_is_not_on_the_shelf():
    """Four came back, all went out again: nothing here was ever out."""
    found = balance(Holding(LOT, "consignee", 10, ANNA), returned=4)
    assert (found.back, found.never_left) == (0, 0)


def test_never_left_claims_no_more_than_is_sure():
    """Four came back and five are here: only one of them surely never left."""
    found = balance(Holding(LOT, "stock", 5), returned=4)
    assert (found.never_left, found.back) == (1, 4)


def test_a_lot_that_only_came_back_has_a_balance():
    assert balances([], {LOT: 2.0}) == {LOT: Balance(returned=2.0)}


def test_a_place_nobody_counts_is_an_error():
    with pytest.raises(KeyError, match="borrowed"):
        balances([Holding(LOT, "borrowed", 1)], {})
    with pytest.raises(KeyError, match="borrowed"):
        exposures([Holding(LOT, "borrowed", 1, ANNA)])


def test_dust_of_floats_is_no_exposure():
    rows = [Holding(LOT, "consignee", 0.1, ANNA)] * 3
    rows.append(Holding(LOT, "consignee", -0.3, ANNA))
    assert exposures(rows) == {}
    assert str(balance(*rows).out) == "0.0"


def test_two_deliveries_of_a_lot_are_one_figure():
    rows = [Holding(LOT, "consignee", 2, ANNA), Holding(LOT, "consignee", 3, ANNA)]
    assert exposures(rows) == {ANNA: {LOT: 5}}


def test_only_what_is_out_exposes_a_customer():
    rows = [
        Holding(LOT, "consumed", 5, ANNA),
        Holding(LOT, "stock", 5, ANNA),
        Holding(OTHER, "consignee", 1, NORD),
    ]
    assert exposures(rows) == {NORD: {OTHER: 1}}


@pytest.mark.parametrize("nobody", [None, 0, False])
def test_delivered_to_nobody_known_is_kept_apart(nobody):
    assert exposures([Holding(LOT, "consignee", 2, nobody)]) == {None: {LOT: 2}}


@given(holdings)
def test_every_unit_is_counted_once(rows):
    whole = sum(balances(rows, {}).values(), Balance())
    counted = whole.here + whole.transit + whole.out + whole.gone
    assert counted == pytest.approx(sum(row.quantity for row in rows), abs=1e-4)


@given(holdings)
def test_the_order_of_holdings_does_not_matter(rows):
    assert balances(rows, {}) == balances(rows[::-1], {})
    assert exposures(rows) == exposures(rows[::-1])


@given(holdings)
def test_exposures_are_above_zero(rows):
    for partner, lots in exposures(rows).items():
        assert partner is None or partner > 0
        assert lots
        assert all(quantity > 0 for quantity in lots.values())


@given(st.lists(st.floats(0, 1000), min_size=2, max_size=2), st.floats(0, 1000))
def test_here_is_never_left_and_back(places, returned):
    found = balance(
        Holding(LOT, "stock", places[0]),
        Holding(LOT, "reserved", places[1]),
        returned=returned,
    )
    assert found.never_left + found.back == pytest.approx(found.here, abs=1e-5)
    assert found.never_left >= 0
    assert 0 <= found.back <= found.here


@given(holdings, holdings)
def test_balances_add_up_however_they_are_split(left, right):
    parts = [sum(balances(rows, {}).values(), Balance()) for rows in (left, right)]
    whole = sum(balances(left + right, {}).values(), Balance())
    assert (parts[0] + parts[1]).total == pytest.approx(whole.total, abs=1e-4)
