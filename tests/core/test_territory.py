"""Where a dealer may sell: by country, product, brand and day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.territory import Territory, outside

DAY = date(2026, 6, 15)
IBERIA = Territory(frozenset(("ES", "PT")))


def sold(territories, country="FR", product=7, brand="PumpOne", day=DAY):
    return outside(territories, product, brand, country, day)


def test_who_never_had_a_territory_sells_everywhere():
    assert sold([]) is None


def test_in_one_of_several_is_inside():
    france = Territory(frozenset(("FR",)))
    assert sold([IBERIA]) == ("ES", "PT")
    assert sold([IBERIA, france]) is None


@pytest.mark.parametrize(
    ("changes", "inside"),
    [
        ({"products": frozenset((7,))}, True),
        ({"products": frozenset((8,))}, False),
        ({"brands": frozenset(("pumpone",))}, True),
        ({"brands": frozenset(("other",))}, False),
        ({"products": frozenset((8,)), "brands": frozenset(("pumpone",))}, True),
        ({"start": DAY}, True),
        ({"end": DAY}, True),
        ({"start": date(2026, 6, 16)}, False),
        ({"end": date(2026, 6, 14)}, False),
    ],
)
def test_what_and_when(changes, inside):
    found = sold([replace(IBERIA, **changes)], country="ES")
    assert found == (None if inside else ())


def test_an_address_without_a_country_is_outside():
    assert sold([IBERIA], country="") == ("ES", "PT")


COUNTRIES = st.sampled_from(("ES", "PT", "FR", "CH"))


@given(st.lists(st.frozensets(COUNTRIES, min_size=1), min_size=1), COUNTRIES)
def test_more_territories_never_take_a_country_away(groups, country):
    territories = [Territory(group) for group in groups]
    answer = sold(territories, country)
    assert (answer is None) == any(country in group for group in groups)
    more = sold([*territories, Territory(frozenset((country,)))], country)
    assert more is None
