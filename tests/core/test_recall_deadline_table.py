"""The table that comes with the addon says what the reference data say."""

import csv
from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import shared_data

from odoo.addons.udi_recall.tools.deadlines import (
    AT_ONCE,
    MOST,
    WORKING_DAY,
    Calendar,
    due,
)
from odoo.addons.udi_recall.tools.regions import EUROPEAN, REGIONS
from odoo.addons.udi_recall.tools.zones import weekend_of, zone_of

DATA = shared_data.REPOSITORY / "udi_recall" / "data"


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RULES = read(DATA / "udi.deadline.rule.csv")
DAYS = read(DATA / "udi.working.day.csv")


def fact(row, region, name):
    words = {
        "working day": "working_day",
        "without delay": "without_delay",
        "in advance": "in_advance",
        "percent of consignees": "percent",
    }
    unit = words.get(row["unit"], row["unit"])
    return (
        region.replace("EU-IVDR", "EU"),
        name.casefold(),
        row["trigger"],
        row["limit"].split("-")[0] or "0",
        unit,
        row["who"],
        row["to_whom"],
        row["basis"],
        row["verified"],
    )


def test_each_row_of_the_reference_is_there(shared):
    theirs = read(shared("regulatory/recall/deadlines.csv"))
    ours = Counter(fact(row, row["region"], row["name"]) for row in RULES)
    asked = Counter(fact(row, row["region"], row["event"]) for row in theirs)
    # level E of the checks is a share of nothing: the reference gives it no unit
    gone = {key for key in asked - ours if "level e" not in key[1]}
    assert not gone
    assert len(ours) == len(asked) == len(theirs)


@pytest.mark.parametrize("rows", [RULES, DAYS], ids=["rules", "days"])
def test_each_row_has_its_own_name_and_place(rows):
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["region"] for row in rows} <= dict(REGIONS).keys()
    assert all(row["shipped"] == "True" for row in rows)


def test_what_is_copied_makes_a_clock_or_says_why_not():
    silent = {"in_advance", "periodic", "none"}
    for row in RULES:
        if row["is_automatic"] == "True":
            assert row["unit"] in {*MOST, *AT_ONCE, *silent}, row
            assert row["subject"] == "action"


def test_no_incident_is_a_limit_of_the_action():
    """Fifteen days are for incidents; a corrective action has no number in the EU."""
    for row in RULES:
        if row["region"] == "EU" and row["unit"] == "day":
            assert row["subject"] == "incident"
            assert row["is_automatic"] == "False"
            assert row["reading"] == "rolled"


def calendar(region, country=""):
    rows = [
        row
        for row in DAYS
        if (row["region"], row["country_id:id"]) == (region, country)
    ]
    days = {kind: set() for kind in ("holiday", "worked")}
    for row in rows:
        days[row["kind"]].add(date.fromisoformat(row["day"]))
    return days, rows


def test_worked_days_are_weekends_and_others_are_not_moved_twice():
    for region in {row["region"] for row in DAYS}:
        country = "base.de" if region == "EU" else ""
        days, rows = calendar(region, country)
        assert not days["holiday"] & days["worked"]
        assert len(days["holiday"] | days["worked"]) == len(rows)
        assert all(day.weekday() in weekend_of(region) for day in days["worked"])
    countries = {row["country_id:id"] for row in DAYS if row["region"] == "EU"}
    assert countries <= {f"base.{code.lower()}" for code in EUROPEAN}


@pytest.mark.parametrize(
    ("region", "start", "limit", "end"),
    [
        ("US", "2026-11-19T12:00-05:00", 10, "2026-12-04"),
        ("CN", "2026-09-30T12:00+08:00", 5, "2026-10-13"),
        ("UK", "2026-12-24T12:00+00:00", 2, "2026-12-30"),
    ],
)
def test_the_worked_cases_with_the_days_of_the_table(region, start, limit, end):
    days, rows = calendar(region)
    where = Calendar(
        ZoneInfo(zone_of(region)),
        frozenset(days["holiday"]),
        frozenset(days["worked"]),
        weekend_of(region),
        frozenset(date.fromisoformat(row["day"]).year for row in rows),
    )
    found = due(datetime.fromisoformat(start), limit, WORKING_DAY, where)
    assert found.due.date().isoformat() == end
    assert found.known
