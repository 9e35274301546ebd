"""What a card draws: whole percents, days without events, and nothing lost."""

import doctest
from datetime import date, timedelta

from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import overview
from odoo.addons.udi_traceability.tools.overview import (
    Card,
    Figure,
    Share,
    Trend,
    filled,
    percent,
    steps,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def figure(key):
    return Figure(key, key, "stock.lot", [])


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_percentage_is_whole_only_where_the_thing_is(part, total):
    found = percent(part, total)
    assert 0 <= found <= 100
    assert (found == 100) == (part >= total)
    assert (found == 0) == (part == 0 < total)
    if 0 < part < total:
        assert abs(found - 100 * part / total) < 1


@given(DAYS, st.integers(0, 800), st.sampled_from(["day", "month"]))
def test_every_day_is_in_one_step(first, length, step):
    last = first + timedelta(days=length)
    found = steps(first, last, step)
    assert list(found) == sorted(set(found))
    for number in range(length + 1):
        day = first + timedelta(days=number)
        begin = day.replace(day=1) if step == "month" else day
        assert begin in found
    assert len(found) == (
        length + 1
        if step == "day"
        else (last.year - first.year) * 12 + last.month - first.month + 1
    )


def test_no_steps_where_the_end_is_before_the_beginning():
    assert steps(date(2026, 3, 2), date(2026, 3, 1), "day") == ()


@given(st.dictionaries(DAYS, st.integers(1, 9)), st.lists(DAYS, unique=True))
def test_days_without_events_are_zero(counts, days):
    found = filled(counts, days)
    assert len(found) == len(days)
    assert sum(found) == sum(counts.get(day, 0) for day in days)


def test_everything_that_a_card_shows_is_a_door():
    one, two = figure("main"), figure("late")
    assert Card().summed() == Card().doors() == ()
    assert Card(main=one, figures=(two,)).doors() == (one, two)
    trend = Trend(figure("trend"), "date", "day", date.min, date.max)
    share = Share("done", figure("part"), figure("total"))
    card = Card(one, (two,), (), trend, share)
    assert [each.key for each in card.summed()] == ["main", "late", "part", "total"]
    assert card.doors() == (*card.summed(), trend.figure)


def test_the_examples_of_the_module_hold():
    assert doctest.testmod(overview).failed == 0


def test_a_part_of_a_whole():
    """3 of 4: the 4 are counted beside it, by their own domain."""
    answers = Figure("answers", "Answers", "m", [("a", "=", 1)], whole=[("b", "=", 2)])
    card = Card(figures=(figure("late"), answers))
    assert [each.key for each in card.summed()] == ["late", "answers", "answers/of"]
    assert answers.of().domain == [("b", "=", 2)]
    assert answers.of().whole is None
