"""When a duty is due: the worked cases, all ways of counting, what holds always."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.deadlines import (
    AT_ONCE,
    DAY,
    HOUR,
    MONTH,
    MOST,
    PLAIN,
    ROLLED,
    TWICE,
    WEEK,
    WEEKDAYS,
    WORKING_DAY,
    YEAR,
    Calendar,
    days_left,
    due,
    weekday_hours,
)

UTC = timezone.utc
BERLIN = ZoneInfo("Europe/Berlin")
WASHINGTON = ZoneInfo("America/New_York")
SHANGHAI = ZoneInfo("Asia/Shanghai")
TORONTO = ZoneInfo("America/Toronto")
YEARS = frozenset(range(2022, 2028))


def calendar(zone, holidays=(), worked=(), **values):
    days = frozenset(map(date.fromisoformat, holidays))
    more = frozenset(map(date.fromisoformat, worked))
    return Calendar(zone, days, more, **({"years": YEARS} | values))


EU = calendar(BERLIN, ["2026-12-25", "2026-12-26", "2027-01-01"])
US = calendar(WASHINGTON, ["2026-11-26"])
CN = calendar(SHANGHAI, [f"2026-10-0{day}" for day in range(1, 8)], ["2026-10-10"])


def at(day, zone, hour="09:00"):
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone)


def dates(found):
    return found.due.date().isoformat(), found.last.date().isoformat()


# -- the worked cases --------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "limit", "strict", "last"),
    [
        pytest.param("2022-07-01", 15, "2022-07-16", "2022-07-18", id="EU-1"),
        pytest.param("2022-07-02", 10, "2022-07-12", "2022-07-12", id="EU-2"),
        pytest.param("2026-12-18", 15, "2027-01-02", "2027-01-04", id="EU-3"),
        pytest.param("2026-12-24", 2, "2026-12-26", "2026-12-29", id="EU-4"),
        pytest.param("2026-11-20", 2, "2026-11-22", "2026-11-24", id="EU-5"),
    ],
)
def test_days_of_the_union(start, limit, strict, last):
    found = due(at(start, BERLIN), limit, DAY, EU, ROLLED)
    assert dates(found) == (strict, last)
    assert found.last == EU.end(date.fromisoformat(last))
    assert found.known


def test_us_1_working_days_without_thanksgiving():
    start = at("2026-11-19", WASHINGTON)
    assert dates(due(start, 10, WORKING_DAY, US)) == ("2026-12-04",) * 2
    bare = calendar(WASHINGTON)
    assert dates(due(start, 10, WORKING_DAY, bare)) == ("2026-12-03",) * 2


def test_cn_1_calendar_days_end_inside_the_holiday():
    found = due(at("2026-09-30", SHANGHAI), 7, DAY, CN)
    assert dates(found) == ("2026-10-07", "2026-10-07")


def test_cn_2_working_days_with_moved_ones():
    start = at("2026-09-30", SHANGHAI)
    assert dates(due(start, 5, WORKING_DAY, CN)) == ("2026-10-13",) * 2
    holidays = [f"2026-10-0{day}" for day in range(1, 8)]
    unmoved = calendar(SHANGHAI, holidays)
    assert dates(due(start, 5, WORKING_DAY, unmoved)) == ("2026-10-14",) * 2
    bare = calendar(SHANGHAI)
    assert dates(due(start, 5, WORKING_DAY, bare)) == ("2026-10-07",) * 2


def test_ca_1_hours_run_through_the_weekend():
    start = datetime.fromisoformat("2026-11-20T17:30-05:00")
    found = due(start, 24, HOUR, calendar(TORONTO))
    assert found.due == found.last
    assert found.due.isoformat() == "2026-11-21T17:30:00-05:00"


def test_the_earliest_wins():
    """The same case, and the death known a day later."""
    serious = due(at("2022-07-01", BERLIN), 15, DAY, EU, ROLLED)
    death = due(at("2022-07-02", BERLIN), 10, DAY, EU, ROLLED)
    assert min(serious.due, death.due).date() == date(2022, 7, 12)


# -- further ways of counting --------------------------------------------------------


def test_one_day_in_china_is_read_twice():
    found = due(at("2026-11-21", SHANGHAI, "21:40"), 1, DAY, CN, TWICE)
    assert found.due.isoformat() == "2026-11-22T21:40:00+08:00"
    assert found.last.isoformat() == "2026-11-22T23:59:59+08:00"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-20T10:00", "2026-11-24T10:00"),  # Friday: the weekend does not count
        ("2026-11-21T15:00", "2026-11-25T00:00"),  # Saturday: from Monday on
        ("2026-11-17T10:00", "2026-11-19T10:00"),  # Tuesday
        ("2026-11-19T00:00", "2026-11-21T00:00"),  # the whole of Thursday and Friday
        ("2026-11-19T10:00", "2026-11-23T10:00"),  # Thursday: Monday
        ("2026-11-22T23:59", "2026-11-25T00:00"),  # Sunday
        ("2026-11-23T00:00", "2026-11-25T00:00"),  # Monday at midnight
    ],
)
def test_48_hours_are_two_weekdays(start, end):
    start = datetime.fromisoformat(start).replace(tzinfo=BERLIN)
    found = due(start, 48, HOUR, EU, WEEKDAYS)
    assert found.due == found.last == datetime.fromisoformat(end).replace(tzinfo=BERLIN)
    assert weekday_hours(start, 48, BERLIN) == found.due


def test_a_day_that_began_in_another_zone():
    """Seven in the morning in Shanghai is the day before in Washington."""
    start = at("2026-11-20", SHANGHAI, "07:00")
    assert dates(due(start, 10, WORKING_DAY, US)) == ("2026-12-04",) * 2
    assert dates(due(start, 1, DAY, CN)) == ("2026-11-21",) * 2


def test_hours_where_a_clock_is_put_back():
    start = datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    assert due(start, 24, HOUR, EU).due.isoformat() == "2026-10-25T11:00:00+01:00"


@pytest.mark.parametrize(
    ("limit", "unit", "end"),
    [
        (0, DAY, "2026-01-31"),
        (0, WORKING_DAY, "2026-01-31"),
        (4, WEEK, "2026-02-28"),
        (1, MONTH, "2026-02-28"),
        (11, MONTH, "2026-12-31"),
        (12, MONTH, "2027-01-31"),
        (2, YEAR, "2028-01-31"),
    ],
)
def test_longer_periods(limit, unit, end):
    assert dates(due(at("2026-01-31", BERLIN), limit, unit, EU)) == (end, end)


def test_the_last_of_february():
    found = due(at("2028-02-29", BERLIN), 1, YEAR, EU)
    assert dates(found) == ("2029-02-28",) * 2


@pytest.mark.parametrize("unit", sorted(AT_ONCE))
def test_no_number_is_due_at_once(unit):
    start = at("2026-11-20", UTC)
    found = due(start, 0, unit, US)
    assert found.due == found.last == start
    assert found.due.tzinfo == WASHINGTON


@pytest.mark.parametrize("unit", ["in_advance", "periodic", "none", "record", "rule"])
def test_what_has_no_moment(unit):
    assert due(at("2026-11-20", UTC), 0, unit, US) is None


def test_one_day_in_the_union_only_moves_on():
    assert dates(due(at("2026-11-20", BERLIN), 1, DAY, EU, ROLLED)) == (
        "2026-11-21",
        "2026-11-23",
    )


def test_another_weekend():
    riyadh = calendar(ZoneInfo("Asia/Riyadh"), weekend=frozenset((4, 5)))
    start = at("2026-11-19", riyadh.zone)
    assert dates(due(start, 2, WORKING_DAY, riyadh)) == ("2026-11-23",) * 2


@pytest.mark.parametrize(
    ("limit", "unit", "reading", "known"),
    [
        (10, WORKING_DAY, PLAIN, False),
        (20, DAY, ROLLED, False),
        (20, DAY, PLAIN, True),
        (240, HOUR, PLAIN, True),
        (2, WORKING_DAY, PLAIN, True),
        (2, DAY, ROLLED, True),
    ],
)
def test_a_table_that_ends_too_early_is_told(limit, unit, reading, known):
    short = calendar(BERLIN, years=frozenset((2026,)))
    start = at("2026-12-21", BERLIN)
    assert due(start, limit, unit, short, reading).known is known


def test_what_cannot_be_counted():
    start = at("2026-11-20", BERLIN)
    with pytest.raises(ValueError, match="zone"):
        due(start.replace(tzinfo=None), 1, DAY, EU)
    for limit, unit in [(-1, DAY), (MOST[HOUR] + 1, HOUR)]:
        with pytest.raises(ValueError, match="no number"):
            due(start, limit, unit, EU)
    with pytest.raises(ValueError, match="year"):
        due(start.replace(year=9999), 1, DAY, EU)
    with pytest.raises(ValueError, match="week"):
        calendar(BERLIN, weekend=frozenset(range(7)))


def test_working_days_left():
    now = at("2026-11-21", WASHINGTON, "16:00")
    assert days_left(now, due(now, 10, WORKING_DAY, US).due, US) == 10
    assert days_left(now, at("2026-11-21", WASHINGTON, "23:00"), US) == 0
    assert days_left(now, at("2026-11-01", WASHINGTON), US) == 0


# -- what holds always ---------------------------------------------------------------

ZONES = st.sampled_from([BERLIN, WASHINGTON, SHANGHAI, TORONTO, ZoneInfo("UTC")])
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
MOMENTS = st.datetimes(
    datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)
)
CALENDARS = st.builds(
    Calendar,
    ZONES,
    st.frozensets(DAYS, max_size=30),
    st.frozensets(DAYS, max_size=10),
    years=st.frozensets(st.integers(2024, 2031)),
)
LIMITS = st.integers(0, 60)
UNITS = st.sampled_from([HOUR, DAY, WORKING_DAY, WEEK, MONTH])
READINGS = st.sampled_from([PLAIN, ROLLED, WEEKDAYS, TWICE])


@given(MOMENTS, LIMITS, UNITS, CALENDARS, READINGS)
def test_never_before_the_start_and_never_last_before_due(
    start, limit, unit, where, reading
):
    found = due(start, limit, unit, where, reading)
    assert start <= found.due <= found.last
    assert found.due.tzinfo == where.zone


@given(MOMENTS, LIMITS, UNITS, CALENDARS, READINGS)
def test_a_longer_limit_is_never_due_earlier(start, limit, unit, where, reading):
    short = due(start, limit, unit, where, reading)
    long = due(start, limit + 1, unit, where, reading)
    assert short.due <= long.due
    assert short.last <= long.last


@given(MOMENTS, st.integers(1, 60), CALENDARS)
def test_the_last_working_day_is_worked_and_counts(start, limit, where):
    found = due(start, limit, WORKING_DAY, where)
    first, last = where.day(start), found.due.date()
    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert where.works(last)
    assert sum(map(where.works, between)) == limit
    assert days_left(start, found.due, where) == limit


@given(MOMENTS, st.integers(2, 60), CALENDARS)
def test_the_union_ends_on_a_working_day_and_holds_two(start, limit, where):
    found = due(start, limit, DAY, where, ROLLED)
    assert where.works(found.last.date())
    assert days_left(start, found.last, where) >= 2


@given(MOMENTS, st.integers(0, 200), ZONES)
def test_weekday_hours_hold_so_many_hours_of_weekdays(start, hours, zone):
    end = weekday_hours(start, hours, zone).replace(tzinfo=None)
    wall = start.astimezone(zone).replace(tzinfo=None)
    passed = timedelta()
    while wall < end:
        midnight = datetime.combine(
            wall.date() + timedelta(days=1), datetime.min.time()
        )
        if wall.weekday() < 5:
            passed += min(midnight, end) - wall
        wall = midnight
    assert passed == timedelta(hours=hours)
