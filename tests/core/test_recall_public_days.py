"""Public holidays of a package against our own table, and where neither knows."""

import builtins
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from test_recall_deadline_table import DAYS

from odoo.addons.udi_recall.tools.deadlines import WORKING_DAY, Calendar, due
from odoo.addons.udi_recall.tools.public_days import PLACES, public_days
from odoo.addons.udi_recall.tools.regions import EUROPEAN, REGIONS
from odoo.addons.udi_recall.tools.zones import weekend_of, zone_of

TABLE = defaultdict(dict)
for row in DAYS:
    country = row["country_id:id"].removeprefix("base.").upper() or None
    key = row["region"], country, int(row["day"][:4])
    TABLE[key][date.fromisoformat(row["day"])] = row["kind"]


@pytest.fixture(autouse=True)
def fresh():
    public_days.cache_clear()
    yield
    public_days.cache_clear()


def works(day, holidays, worked, region):
    if day in worked:
        return True
    return day.weekday() not in weekend_of(region) and day not in holidays


@pytest.mark.parametrize("key", sorted(TABLE, key=str), ids=str)
def test_the_same_days_are_worked_as_in_our_table(key):
    """Two sources, one answer: also for the weekends that China works."""
    region, _country, year = key
    found = public_days(*key)
    ours = TABLE[key]
    holidays = {day for day, kind in ours.items() if kind == "holiday"}
    day = date(year, 1, 1)
    while day.year == year:
        said = works(day, holidays, ours.keys() - holidays, region)
        assert works(day, found.holidays, found.worked, region) == said, day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("region", "start", "limit", "end"),
    [
        ("US", "2026-11-19T12:00-05:00", 10, "2026-12-04"),
        ("CN", "2026-09-30T12:00+08:00", 5, "2026-10-13"),
        ("UK", "2026-12-24T12:00+00:00", 2, "2026-12-30"),
        # Canada Day; a federal day that not every province keeps
        ("CA", "2026-09-29T12:00-04:00", 1, "2026-10-01"),
        # Friday and Saturday are the weekend there; the national day
        ("SA", "2026-09-22T12:00+03:00", 1, "2026-09-24"),
    ],
)
def test_worked_cases_without_a_table(region, start, limit, end):
    start = datetime.fromisoformat(start)
    days = public_days(region, None, start.year)
    where = Calendar(
        ZoneInfo(zone_of(region)),
        days.holidays,
        days.worked,
        weekend_of(region),
        frozenset((start.year,)),
    )
    found = due(start, limit, WORKING_DAY, where)
    assert (found.due.date().isoformat(), found.known) == (end, True)


@pytest.mark.parametrize("year", [2026, 2030])
def test_each_place_is_known(year):
    for code, _name in REGIONS:
        if code in PLACES and code != "CN":
            assert public_days(code, None, year).holidays, code
    for country in EUROPEAN:
        assert public_days("EU", country, year).holidays, country


def test_what_nobody_knows_is_not_guessed():
    # China's moved weekends are published in the autumn before
    assert public_days("CN", None, 2045) is None
    assert public_days("EU", None, 2026) is None
    assert public_days("EU", "QQ", 2026) is None
    assert public_days("other", None, 2026) is None
    assert public_days("US", None, 1700) is None


def test_northern_ireland_has_its_own_days():
    assert date(2026, 7, 13) in public_days("EU", "XI", 2026).holidays
    assert date(2026, 7, 13) not in public_days("UK", None, 2026).holidays


def test_without_the_package_nothing_is_known(monkeypatch):
    monkeypatch.delitem(sys.modules, "holidays", raising=False)
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "holidays":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert public_days("US", None, 2026) is None
