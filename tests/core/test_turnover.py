"""Stock turn: hand-made years, and what always holds."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.turnover import turns

UNITS = st.integers(-10_000, 10_000)


def test_nothing_moved():
    assert turns(5, [], []) == []


def test_nothing_on_the_shelf():
    assert turns(0, [0, 0], [3, 3]) == [None, None]


def test_the_month_has_not_begun():
    assert turns(5, [5], [0], part=0) == [None]


def test_a_whole_year():
    assert turns(100, [100] + [0] * 11, [25] * 12)[-1] == pytest.approx(3)


def test_only_the_last_year_counts():
    sold = [1000] + [10] * 12
    assert turns(60, [60] + [0] * 12, sold)[-1] == pytest.approx(2)


def test_the_stock_is_what_lay_there_at_the_end_of_each_month():
    # 10, then 30, then 20: twenty in the mean
    assert turns(20, [10, 20, -10], [5, 5, 5])[-1] == pytest.approx(15 * 4 / 20)


def test_half_a_month_is_half_a_month():
    assert turns(10, [10], [5], part=0.5) == [pytest.approx(5 * 24 / 10)]


@given(st.integers(0, 10_000), st.lists(st.tuples(UNITS, UNITS), max_size=30))
def test_one_answer_a_month(stock, months):
    changes, sold = [m[0] for m in months], [m[1] for m in months]
    found = turns(stock, changes, sold)
    assert len(found) == len(months)
    for number, value in enumerate(found):
        of_year = sum(sold[max(0, number - 11) : number + 1])
        assert value is None or (value > 0) == (of_year > 0)
