"""Shares of delivery addresses: together what the account has, none below nothing."""

from datetime import date

from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.ship_to import Share, Shipment, shares

ACCOUNT = 1
units = st.integers(0, 50).map(float)
papers = st.lists(
    st.builds(Shipment, ship_to_id=st.integers(1, 5), shipped=units, back=units),
    max_size=5,
    unique_by=lambda paper: paper.ship_to_id,
)


def asked(quantity, *papers):
    found = shares(quantity, papers, ACCOUNT)
    return {share.ship_to_id: share.quantity for share in found}


def test_each_address_has_what_it_got():
    assert asked(5, Shipment(2, 3), Shipment(3, 2)) == {2: 3, 3: 2}


def test_what_came_back_is_taken_off_where_it_came_from():
    paper = Shipment(2, 4, 1, date(2026, 8, 3), "OUT/1")
    assert shares(3, [paper], ACCOUNT) == (
        Share(2, 4, 1, 3, date(2026, 8, 3), "OUT/1"),
    )


def test_back_from_another_address_than_it_went_to():
    assert asked(3, Shipment(2, 4), Shipment(3, 0, 1)) == {2: 3}


def test_all_back_is_nobody():
    assert asked(0, Shipment(2, 4, 4)) == {}


def test_more_than_the_papers_say_is_asked_of_the_account():
    assert asked(2) == {ACCOUNT: 2}
    assert asked(3, Shipment(2, 2, 2)) == {2: 2, ACCOUNT: 1}


def test_returned_before_it_was_counted_and_left_again():
    assert asked(4, Shipment(2, 4, 2)) == {2: 4}


@given(units, papers)
def test_the_shares_are_the_whole(quantity, papers):
    found = shares(quantity, papers, ACCOUNT)
    assert sum(share.quantity for share in found) == quantity
    assert all(share.quantity > 0 and share.back >= 0 for share in found)
    assert all(s.shipped - s.back == s.quantity for s in found)
    assert len({share.ship_to_id for share in found}) == len(found)
