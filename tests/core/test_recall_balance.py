"""Units at consignees: each in one place, and shares with both denominators."""

from dataclasses import fields

from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.balance import (
    SAID,
    Row,
    Total,
    percentile,
    total,
    totals_by,
)

units = st.integers(0, 9000).map(lambda thousandths: thousandths / 1000)
rows = st.builds(
    Row,
    consignee=st.sampled_from(["Anna", "Nord"]),
    country=st.sampled_from(["DE", "ES"]),
    **dict.fromkeys(("asked", *SAID, "received", "passed_in", "corrected"), units),
)


def test_the_story():
    """Six serials: four set apart, one used, one that nobody found."""
    row = Row(consignee="Anna", asked=6, held=4, used=1, lost=1)
    assert (row.told, row.no_word, row.too_many) == (6, 0, 0)
    found = total([row])
    assert (found.accounted, found.accounted_share) == (1, 16.7)
    assert (found.recovered_share, found.unknown_share) == (0, 16.7)


def test_more_than_went_there_is_a_finding():
    assert (Row(asked=6, used=7).too_many, Row(asked=6, used=5).no_word) == (1, 1)


def test_used_goods_cannot_come_back():
    found = total([Row(asked=10, used=10)])
    assert (found.accounted_share, found.recovered_share) == (100.0, None)


def test_a_correction_in_place_is_accounted_for():
    found = total([Row(asked=5, held=5, corrected=5)])
    assert (found.accounted, found.accounted_share) == (5, 100.0)


def test_passed_on_units_count_once():
    dealer = Row(consignee="Dealer", asked=10, passed_on=6, held=4)
    ward = Row(consignee="Ward", asked=4, passed_in=4, used=4)
    found = total([dealer, ward])
    assert (found.shipped, found.passed_on, found.held, found.used) == (10, 2, 4, 4)


def test_nothing_shipped_has_no_share():
    found = total([])
    assert found == Total()
    assert found.accounted_share is found.recovered_share is None


def test_totals_by_country():
    found = totals_by(
        [Row(country="DE", asked=3), Row(country="ES", asked=1), Row(country="DE")],
        lambda row: row.country,
    )
    assert {key: (each.rows, each.shipped) for key, each in found.items()} == {
        "DE": (2, 3),
        "ES": (1, 1),
    }


def test_percentiles_are_measured_values():
    assert percentile(range(1, 11), 90) == 9
    assert percentile([2], 90) == 2
    assert percentile([], 90) is None
    assert percentile([4, 2], 0) == 2


@given(st.lists(rows, max_size=8))
def test_every_unit_is_somewhere(given_rows):
    """shipped + what somebody counted too much = all the places."""
    found = total(given_rows)
    places = sum(getattr(found, name) for name in (*SAID, "no_word"))
    assert round(found.shipped + found.too_many - places, 3) == 0


@given(st.lists(rows, max_size=8))
def test_totals_by_country_make_the_sum(given_rows):
    parts = totals_by(given_rows, lambda row: (row.country, row.consignee))
    assert sum(part.rows for part in parts.values()) == len(given_rows)
    whole = total(given_rows)
    for field in ("used", "returned", "held", "lost", "no_word"):
        assert (
            round(
                sum(getattr(part, field) for part in parts.values())
                - getattr(whole, field),
                3,
            )
            == 0
        )
    assert {field.name for field in fields(whole)} >= {"shipped", "received"}
