"""Until when EUDAMED must have a device: every rule, and its edges."""

from datetime import date

import pytest

from odoo.addons.udi_regulatory_export.formats.eudamed.due import (
    RULES,
    Due,
    due,
    first_placing,
    update_due,
)

END = date(2026, 11, 27)


def when(placed=None, *, status="on_market", legislation="mdr", special="", **facts):
    told = {"status": status, "legislation": legislation, "special": special}
    return due(placed=placed, **told, **facts)


@pytest.mark.parametrize("status", ["not_intended", "no_longer"])
def test_what_is_not_placed_on_the_market_is_not_due(status):
    assert when(date(2026, 1, 1), status=status) is None


@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        (None, Due(END, "unknown_placing")),
        (date(2020, 1, 1), Due(END, "transition")),
        (date(2026, 5, 27), Due(END, "transition")),
        (date(2026, 5, 28), Due(date(2026, 5, 28), "placing")),
        (date(2027, 3, 1), Due(date(2027, 3, 1), "placing")),
    ],
)
@pytest.mark.parametrize("legislation", ["mdr", "ivdr", "spp", "mdd", "aimdd", "ivdd"])
def test_by_the_day_it_was_placed(placed, expected, legislation):
    assert when(placed, legislation=legislation) == expected


@pytest.mark.parametrize(
    ("special", "placed", "expected"),
    [
        ("soft_contact_lens", None, Due(date(2026, 11, 9), "lenses")),
        ("made_to_order_rgp", date(2026, 11, 9), Due(date(2026, 11, 9), "lenses")),
        ("rgp_contact_lens", date(2026, 11, 10), Due(date(2026, 11, 10), "placing")),
        ("spectacle_frame", date(2026, 6, 1), Due(date(2028, 11, 1), "spectacles")),
        ("ready_made_spectacle", date(2029, 1, 1), Due(date(2029, 1, 1), "placing")),
        ("software", date(2026, 6, 1), Due(date(2026, 6, 1), "placing")),
    ],
)
def test_a_master_udi_di_has_days_of_its_own(special, placed, expected):
    assert when(placed, special=special) == expected


@pytest.mark.parametrize("legislation", ["mdr", "ivdr", "spp", "mdd", "aimdd", "ivdd"])
def test_a_legacy_device_that_eudamed_has_anew_is_not_due(legislation):
    found = when(legislation=legislation, has_successor=True)
    assert (found is None) == legislation.endswith("dd")


def test_a_legacy_lens_has_no_master_udi_di():
    found = when(special="soft_contact_lens", legislation="mdd")
    assert found == Due(END, "unknown_placing")


def test_the_first_day_on_the_eu_market_counts():
    markets = [
        ("US", date(2019, 1, 1)),
        ("GR", date(2026, 7, 1)),
        ("DE", date(2026, 6, 1)),
        ("FR", None),
    ]
    assert first_placing(markets) == date(2026, 6, 1)
    assert first_placing([("FR", None)]) is None


def test_a_change_is_told_within_thirty_days():
    assert update_due(date(2026, 11, 22)) == Due(date(2026, 12, 22), "update")


def test_every_rule_is_named():
    assert {"transition", "lenses", "update"} <= set(RULES)
