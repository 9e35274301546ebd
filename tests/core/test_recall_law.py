"""What the law wants in a notice, and how long an authority may comment on it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.comment_time import comments_until
from odoo.addons.udi_recall.tools.law import (
    ALWAYS,
    DEMANDS,
    demanded,
)
from odoo.addons.udi_recall.tools.regions import EUROPEAN, REGIONS
from odoo.addons.udi_recall.tools.tongues import (
    DEMANDS as TONGUES,
    source,
    understood,
    unwritten,
    wanted,
)


def test_demands_are_of_known_places():
    assert DEMANDS.keys() <= {code for code, _name in REGIONS}
    assert demanded("other") == ()


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        ("EU", {"srn", "udi", "language", "actions", "contact"}),
        ("CN", {"registration", "udi", "level", "identity", "reason", "handling"}),
        ("US", {"codes", "depth", "reply"}),
    ],
)
def test_what_each_law_names(region, codes):
    assert codes <= set(demanded(region))


def test_every_european_state_has_a_language():
    assert TONGUES.keys() >= EUROPEAN
    for demand in TONGUES.values():
        assert demand.source
        assert bool(demand.every) != bool(demand.one)


@pytest.mark.parametrize(
    ("country", "written", "missing"),
    [
        ("BE", ["fr_BE"], ("nl", "de")),
        ("BE", ["fr_BE", "nl_NL", "de_DE"], ()),
        ("FI", ["fi_FI"], ("sv",)),
        ("CH", ["de_CH", "fr_CH", "it_IT"], ()),
        ("LU", ["de_DE"], ()),
        ("IE", ["en_GB"], ()),
        ("MT", ["en_GB"], ()),
        ("US", [], ()),
        (None, [], ()),
    ],
)
def test_where_a_state_wants_each_of_several(country, written, missing):
    assert unwritten(country, written) == missing
    assert set(missing) <= set(wanted(country))


def test_the_rule_is_named():
    assert "three national languages" in source("BE")
    assert source("US") == source(None) == ""


@pytest.mark.parametrize(
    ("country", "language", "written", "expected"),
    [
        ("DE", "de_DE", {"en_US", "de_DE"}, True),
        ("AT", "de_DE", {"de_DE"}, True),
        ("DE", "en_US", {"en_US", "de_DE"}, False),
        ("DE", "de_DE", {"en_US"}, False),
        ("IE", "en_GB", {"en_GB"}, True),
        ("BE", "fr_BE", {"fr_BE"}, True),
        ("US", "en_US", {"en_US"}, True),
        ("JP", "ja_JP", {"en_US"}, False),
        (None, "en_US", {"en_US"}, True),
    ],
)
def test_a_notice_is_read_where_it_goes(country, language, written, expected):
    assert understood(country, language, written) is expected


@pytest.mark.parametrize(
    ("sent", "until"),
    [
        ("2026-11-18 10:00", "2026-11-20 10:00"),  # Wednesday: Friday
        ("2026-11-19 10:00", "2026-11-23 10:00"),  # Thursday: Monday
        ("2026-11-20 10:00", "2026-11-24 10:00"),  # Friday: Tuesday
        ("2026-11-21 15:00", "2026-11-25 00:00"),  # Saturday: as from Monday 0:00
        ("2026-11-22 23:59", "2026-11-25 00:00"),  # Sunday
        ("2026-11-23 00:00", "2026-11-25 00:00"),  # Monday at midnight
    ],
)
def test_the_weekend_does_not_count(sent, until):
    assert comments_until(datetime.fromisoformat(sent)) == datetime.fromisoformat(until)


def test_in_the_time_of_the_place():
    """Friday 23:30 in Berlin: the hours before midnight count, in Lisbon one more."""
    sent = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    berlin = comments_until(sent.astimezone(ZoneInfo("Europe/Berlin")))
    assert berlin == datetime(2026, 11, 24, 22, 30, tzinfo=UTC)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.integers(0, 200))
def test_never_less_and_never_on_a_weekend(sent, hours):
    until = comments_until(sent, hours)
    assert until - sent >= timedelta(hours=hours)
    last = until - timedelta(microseconds=1)
    assert not hours or last.weekday() < 5


def test_what_always_stands_in_a_notice():
    assert {"reason", "hazard", "actions", "contact"} <= set(ALWAYS)
