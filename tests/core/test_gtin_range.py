"""Numbers below a company prefix."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.check_digit import (
    gtin14_of_package,
    gtin_is_valid,
)
from odoo.addons.udi_traceability.tools.gtin_range import (
    INDICATORS,
    capacity,
    free_items,
    gtin,
    item_of,
)

prefixes = st.from_regex(r"[0-9]{4,12}", fullmatch=True)


@given(prefixes, st.data())
def test_a_number_is_found_again(prefix, data):
    item = data.draw(st.integers(0, capacity(prefix) - 1))
    code = gtin(prefix, item)
    assert gtin_is_valid(code)
    assert item_of(prefix, code) == item
    for indicator in INDICATORS:
        package = gtin(prefix, item, indicator)
        assert package == gtin14_of_package(code, indicator)
        assert item_of(prefix, package) == item


@pytest.mark.parametrize(
    ("prefix", "many"),
    [("9506", 10**8), ("950600013", 1000), ("95060001343", 10), ("950600013435", 1)],
)
def test_capacity(prefix, many):
    assert capacity(prefix) == many


@pytest.mark.parametrize("code", ["", "9506000134352", "09507000134352", "A" * 14])
def test_a_foreign_number_has_no_item(code):
    assert item_of("9506000", code) is None


def test_used_ones_are_stepped_over_and_the_end_is_the_end():
    assert free_items("95060001343", 0, {0, 2, 3}, 3) == [1, 4, 5]
    assert free_items("95060001343", 7, {8}, 5) == [7, 9]
    assert free_items("95060001343", 10, set(), 1) == []
