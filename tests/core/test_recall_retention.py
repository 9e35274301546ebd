"""How long records are kept: the longest rule that applies, and no guessed dates."""

from datetime import date

import pytest
from hypothesis import given, strategies as st
from test_recall_deadline_table import RULES as TABLE

from odoo.addons.udi_recall.tools.retention import (
    FOR_EVER,
    RULES,
    Facts,
    keeps,
    longest,
    years_after,
)

DAY = date(2026, 11, 22)


def facts(*regions, **known):
    return Facts(frozenset(regions), **known)


@pytest.mark.parametrize(
    ("known", "until"),
    [
        # Order 29 Article 21: five years after the certificate ends
        (facts("CN", certificate_end=DAY, life_end=DAY), date(2031, 11, 22)),
        # a class I filing has no end: five years after the recall
        (facts("CN", filed=True, ended=DAY, life_end=DAY), date(2031, 11, 22)),
        # no expiry: five years at least
        (facts("CN", certificate_end=date(2020, 1, 1), last_sold=DAY), "2031-11-22"),
        # implants for ever, whatever else is known
        (facts("CN", "EU", implant=True), FOR_EVER),
        (facts("EU", last_sold=DAY), "2036-11-22"),
        (facts("EU", last_sold=DAY, implant=True), "2041-11-22"),
        # the IVDR knows no implants
        (facts("EU", last_sold=DAY, in_vitro=True), "2036-11-22"),
        # still sold: the ten years have not begun
        (facts("EU", last_sold=DAY, still_sold=True), None),
        (facts("US", life_end=DAY), "2028-11-22"),
        (facts("US"), None),
        # the useful life where that is longer
        (facts("CA", last_sold=DAY, life_end=date(2035, 1, 1)), "2035-01-01"),
        (facts("CA", last_sold=DAY), "2028-11-22"),
        (facts("KR", ended=DAY), "2028-11-22"),
        (facts("KR"), None),
        # two laws: the longer one
        (facts("US", "EU", life_end=DAY, last_sold=DAY), "2036-11-22"),
        (facts("US", "EU", last_sold=DAY), None),
        (facts("JP"), None),
    ],
)
def test_the_longest_that_applies(known, until):
    wanted = date.fromisoformat(until) if isinstance(until, str) else until
    assert longest(keeps(known)) == wanted


def test_each_law_says_what_the_table_says():
    """The same years and articles as the deadline table that people see."""
    told = {
        (row["region"], row["basis"], row["limit"])
        for row in TABLE
        if row["subject"] == "record" and row["unit"] == "year"
    }
    # the table says both beside the rule: "implants 15 years", "no expiry: 5 years",
    # "the useful life if that is longer"
    beside = {"eu_last_implant", "cn_no_expiry", "ca_life"}
    for rule in RULES:
        if rule.law not in beside:
            assert (rule.region, rule.basis, str(rule.years)) in told, rule.law


def test_a_leap_day():
    assert years_after(date(2028, 2, 29), 5) == date(2033, 2, 28)
    assert years_after(date(9990, 1, 1), 15) == FOR_EVER


@given(
    st.frozensets(st.sampled_from(["CN", "EU", "US", "CA", "KR", "JP"])),
    st.booleans(),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_one_more_place_never_shortens_it(regions, implant, day):
    known = {
        "implant": implant,
        "certificate_end": day,
        "life_end": day,
        "last_sold": day,
        "ended": day,
    }
    one = longest(keeps(Facts(regions, **known)))
    more = longest(keeps(Facts(regions | {"EU"}, **known)))
    assert more >= (one or date.min)


def test_the_longest_stands_first():
    found = keeps(facts("US", "EU", "KR", life_end=DAY, last_sold=DAY))
    assert [keep.law for keep in found] == ["eu_last_device", "us_life", "kr_end"]
