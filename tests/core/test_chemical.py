"""Numbers of substances: their form and check digits."""

import pytest

from odoo.addons.udi_traceability.tools.chemical import cas_problem, ec_problem


# water, ethanol, DEHP, lead, and a long one
@pytest.mark.parametrize(
    "number", ["7732-18-5", "64-17-5", "117-81-7", "7439-92-1", "1333-86-4"]
)
def test_cas_numbers_in_use(number):
    assert cas_problem(number) == ""


# formaldehyde, DEHP, lead
@pytest.mark.parametrize("number", ["200-001-8", "204-211-0", "231-100-4"])
def test_ec_numbers_in_use(number):
    assert ec_problem(number) == ""


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("64-17-6", "64-17-5"),
        ("64175", "a number like 50-00-0"),
        ("64-17-", "a number like 50-00-0"),
        ("12345678-17-5", "a number like 50-00-0"),
        ("٦٤-17-5", "a number like 50-00-0"),
        ("64-17-5\n", "a number like 50-00-0"),
    ],
)
def test_cas_misspelt(number, expected):
    assert cas_problem(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("200-001-9", "200-001-8"),
        ("2000018", "a number like 200-001-8"),
        # the sum leaves 10: no digit can end it
        ("200-005-0", "a number like 200-001-8"),
    ],
)
def test_ec_misspelt(number, expected):
    assert ec_problem(number) == expected
