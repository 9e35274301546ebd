"""What is asked of a device, by whom, and when."""

import pytest

from odoo.addons.udi_traceability.tools.needs import (
    EU_MARKET,
    NEEDS,
    fields_of,
    market,
    missing,
)


def test_everything_is_missing_of_nothing():
    assert missing("label", {}) == fields_of("label")


@pytest.mark.parametrize("need", NEEDS)
def test_nothing_is_missing_of_everything(need):
    facts = dict.fromkeys(fields_of(need), "yes")
    assert missing(need, facts) == ()


@pytest.mark.parametrize("need", NEEDS)
def test_no_is_an_answer_and_empty_is_not(need):
    answered = {**dict.fromkeys(fields_of(need), "no"), "legislation_eu": "mdr"}
    assert "single_use" not in missing(need, answered)
    assert "single_use" in missing(need, {**answered, "single_use": False})


@pytest.mark.parametrize(
    ("need", "field", "asked", "not_asked"),
    [
        ("us", "unit_of_use_di_id", {"device_count": 5}, {"device_count": 1}),
        ("cn", "unit_of_use_di_id", {"device_count": 2}, {}),
        (
            "us",
            "sterilization_method_ids",
            {"sterilize_before_use": "yes"},
            {"sterilize_before_use": "no"},
        ),
        (
            "eu",
            "direct_marking_di_id",
            {"direct_marking": "other_di"},
            {"direct_marking": "none"},
        ),
        ("eu", "latex", {"legislation_eu": "mdr"}, {"legislation_eu": "ivdr"}),
        ("eu", "latex", {}, {"legislation_eu": "spp"}),
        ("eu", "implantable", {"legislation_eu": "mdd"}, {"legislation_eu": "ivdd"}),
        ("eu", "is_kit", {"legislation_eu": "ivdr"}, {"legislation_eu": "mdr"}),
        ("eu", "single_use", {"legislation_eu": "mdr"}, {"legislation_eu": "spp"}),
        ("eu", "pi_lot", {}, {"pi_manufacturing_date": True}),
        ("label", "latex", {"legislation_eu": "mdr"}, {"legislation_eu": "ivdr"}),
        ("label", "implantable", {}, {"legislation_eu": "ivdd"}),
        ("label", "mri_safety", {"legislation_eu": "mdd"}, {"legislation_eu": "spp"}),
        ("label", "single_use", {"legislation_eu": "ivdr"}, {"legislation_eu": "spp"}),
        ("label", "direct_marking", {}, {"legislation_eu": "spp"}),
    ],
)
def test_some_answers_are_asked_only_where_they_mean_something(
    need, field, asked, not_asked
):
    assert field in missing(need, asked)
    assert field not in missing(need, not_asked)


@pytest.mark.parametrize(
    ("country", "expected"),
    [("US", "us"), ("CN", "cn"), ("GR", "eu"), ("IS", "eu"), ("CH", ""), ("GB", "")],
)
def test_market_of_a_country(country, expected):
    assert market(country) == expected


def test_as_many_countries_as_eudamed_has():
    assert len(set(EU_MARKET)) == len(EU_MARKET) == 32
