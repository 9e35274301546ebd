"""The forecast: each method on months made for it, the choice, what always holds."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.forecast import METHODS, Forecast, forecast

UNITS = st.integers(0, 10_000) | st.floats(0, 1e6, allow_nan=False)
HISTORY = st.lists(UNITS, max_size=40)


def test_nothing_shipped_yet():
    assert forecast([], 2) == Forecast("average", (0.0, 0.0), None, None, 0)


@pytest.mark.parametrize("history", [[4], [4, 8], [4, 8, 6]])
def test_too_short_to_be_tried_says_the_average_and_no_error(history):
    said = forecast(history, 3)
    assert said.method == "average" and said.error is None and said.share is None
    assert said.values == (sum(history) / len(history),) * 3


def test_steady_demand_is_said_by_the_plainest_method_without_error():
    said = forecast([7] * 20, 4)
    assert said == Forecast("average", (7.0,) * 4, 0.0, 0.0, 12)


def test_a_season_comes_back():
    year = [1, 2, 4, 8, 16, 32, 64, 32, 16, 8, 4, 2]
    said = forecast(year * 3, 14)
    assert said.method == "same_month" and said.error == 0
    assert said.values == (*map(float, year), 1.0, 2.0)


def test_a_new_level_is_followed():
    said = forecast([10] * 20 + [40] * 8, 1)
    assert said.method == "smoothing_50" and 39 < said.values[0] < 40


def test_noise_around_a_drifting_level_is_smoothed():
    history = [10, 14, 12, 18, 16, 22, 20, 26, 24, 30, 28, 34, 32, 38, 36, 42]
    said = forecast(history, 1)
    assert said.method in ("recent", "smoothing_50")
    assert 34 < said.values[0] < 42


def test_large_orders_now_and_then():
    history = [0, 0, 0, 12] * 9
    sparse = METHODS["sparse"](history, 0)
    assert sparse == pytest.approx(0.95 * 12 / 4)


def test_the_size_of_a_sparse_demand_follows_slowly():
    assert METHODS["sparse"]([10, 20], 0) == pytest.approx(0.95 * 11 / 1)


def test_the_error_is_what_the_chosen_method_was_wrong_by():
    # three months to begin with; then 6 is said of 9, and 6.3 of 6
    said = forecast([6, 6, 6, 9, 6], 1)
    assert said.tested == 2 and said.method == "smoothing_10"
    assert said.error == pytest.approx((3 + 0.3) / 2)
    assert said.share == pytest.approx((3 + 0.3) / 15)


def test_nobody_asked_in_the_year_tried():
    said = forecast([9] + [0] * 15, 1)
    assert said.share is None and said.values == (0.0,)


def test_what_came_back_beyond_what_left_is_no_demand():
    assert forecast([-5, -5, -5, -5], 1).values == (0.0,)


@given(HISTORY, st.integers(0, 15))
def test_whatever_was_shipped(history, months):
    said = forecast(history, months)
    most = max(history, default=0) + 1e-6
    assert len(said.values) == months
    assert all(0 <= value <= most * (1 + 1e-9) for value in said.values)
    assert said.tested == min(12, max(0, len(history) - 3))
    assert (said.error is None) == (said.tested == 0)
    assert said.error is None or said.error >= 0


@given(HISTORY.filter(lambda history: len(history) > 3))
def test_no_method_would_have_been_better(history):
    said = forecast(history, 1)
    for ask in METHODS.values():
        months = range(len(history) - said.tested, len(history))
        wrong = sum(abs(history[m] - ask(history[:m], 0)) for m in months)
        assert said.error * said.tested <= wrong + 1e-6 * (1 + wrong)


@given(st.lists(st.integers(0, 1000), max_size=40), st.integers(1, 5))
def test_in_dozens_it_says_the_same(history, factor):
    one = forecast(history, 2)
    many = forecast([units * factor for units in history], 2)
    if one.method == many.method:  # equals may change places by rounding
        assert many.values == pytest.approx([value * factor for value in one.values])
