"""Dates of carriers: century, leap years, day 00, nonsense."""

from calendar import isleap, monthrange
from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import dates

TODAY = date(2026, 6, 15)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(st.integers(0, 99), DAYS)
def test_century_is_the_nearest(two_digits, as_of):
    year = dates.full_year(two_digits, as_of)
    assert year % 100 == two_digits
    assert -49 <= year - as_of.year <= 50


@pytest.mark.parametrize(
    ("two_digits", "year"),
    [(26, 2026), (76, 2076), (77, 1977), (0, 2000), (99, 1999), (25, 2025)],
)
def test_century_of_2026(two_digits, year):
    assert dates.full_year(two_digits, TODAY) == year


def test_century_slides_over_the_turn():
    assert dates.full_year(49, date(2099, 12, 31)) == 2149
    assert dates.full_year(50, date(2099, 12, 31)) == 2050
    assert dates.full_year(50, date(2100, 1, 1)) == 2150
    assert dates.full_year(51, date(2100, 1, 1)) == 2051


@given(DAYS, st.integers(-49, 50))
def test_every_day_in_the_window_comes_back(as_of, years):
    day = date(as_of.year + years, as_of.month, min(as_of.day, 28))
    assert dates.yymmdd(f"{day:%y%m%d}", as_of) == (day, "day")


@given(st.integers(1977, 2076), st.integers(1, 12))
def test_day_00_is_the_last_of_the_month(year, month):
    text = f"{year % 100:02d}{month:02d}00"
    day, precision = dates.yymmdd(text, TODAY)
    assert precision == "month"
    assert day == date(year, month, monthrange(year, month)[1])
    with pytest.raises(ValueError):
        dates.yymmdd(text, TODAY, month_only=False)


@given(st.integers(1977, 2076))
def test_29_february_only_in_leap_years(year):
    text = f"{year % 100:02d}0229"
    if isleap(year):
        assert dates.yymmdd(text, TODAY)[0] == date(year, 2, 29)
    else:
        with pytest.raises(ValueError):
            dates.yymmdd(text, TODAY)


NO_DATES = ["271301", "270001", "270000", "271232", "270431", "27123", "2712311", ""]
NO_DATES += ["27123A", "２７１２３１", "٢٧١٢٣١", "+71231", " 71231", "2_1231"]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        dates.yymmdd(text, TODAY)


def test_a_century_before_the_calendar_is_refused():
    with pytest.raises(ValueError):
        dates.yymmdd("770101", date(20, 1, 1))


def test_eight_digits():
    assert dates.yyyymmdd("20280229") == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["20270229", "2027022", "2027022A", "20270200"])
def test_what_is_no_date_of_eight_digits_is_refused(text):
    with pytest.raises(ValueError):
        dates.yyyymmdd(text)


def test_time_of_four_digits():
    assert dates.hhmm("2359") == time(23, 59)


@pytest.mark.parametrize("text", ["2400", "1260", "12:00", "120", "１２３０"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError):
        dates.hhmm(text)


@given(st.dates(date(1, 1, 1)))
def test_the_day_of_a_year(day):
    ordinal = f"{day.timetuple().tm_yday:03d}"
    assert dates.year_day(day.year, ordinal) == day


@pytest.mark.parametrize("text", ["000", "366", "367", "1", "0１2", "-01", ""])
def test_what_is_no_day_of_2027_is_refused(text):
    with pytest.raises(ValueError):
        dates.year_day(2027, text)


@pytest.mark.parametrize(("year", "month"), [(2027, 0), (2027, 13), (0, 1)])
def test_what_is_no_month_is_refused(year, month):
    with pytest.raises(ValueError):
        dates.month_end(year, month)
