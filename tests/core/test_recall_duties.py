"""Which duties a recall has: classes as people write them, laws, implants, rounds."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.duties import (
    EACH,
    FIRST,
    LATER,
    Case,
    Duty,
    applies,
    level_of,
)
from odoo.addons.udi_recall.tools.regions import EUROPEAN, REGIONS
from odoo.addons.udi_recall.tools.zones import weekend_of, zone_of


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I", 1),
        ("Class II", 2),
        ("class iii", 3),
        ("Type II", 2),
        ("2", 2),
        ("二级", 2),
        ("三级召回", 3),
        ("Ⅱ", 2),
        ("first class", 1),
        ("ii?", 2),
        ("", None),
        (None, None),
        ("not yet", None),
        ("I or II", None),
        ("IIa", None),
        ("12", None),
    ],
)
def test_a_class_as_it_is_written(text, level):
    assert level_of(text) == level


@given(st.text())
def test_any_text_is_a_class_or_none(text):
    assert level_of(text) in (None, 1, 2, 3)


@pytest.mark.parametrize(
    ("duty", "case", "expected"),
    [
        (Duty(), Case(), True),
        (Duty(levels=frozenset((2,))), Case(level=2), True),
        (Duty(levels=frozenset((2,))), Case(level=1), False),
        # not given yet: the gravest
        (Duty(levels=frozenset((1, 2))), Case(), True),
        (Duty(levels=frozenset((3,))), Case(), False),
        (Duty(law="ivdr"), Case(laws=frozenset(("mdr",))), False),
        (Duty(law="ivdr"), Case(laws=frozenset(("mdr", "ivdr"))), True),
        (Duty(law="ivdr"), Case(), True),
        (Duty(implant=True), Case(), False),
        (Duty(implant=True), Case(implant=True), True),
        (Duty(rounds=FIRST), Case(round=1), True),
        (Duty(rounds=FIRST), Case(round=2), False),
        (Duty(rounds=LATER), Case(round=1), False),
        (Duty(rounds=LATER), Case(round=3), True),
        (Duty(rounds=EACH), Case(round=3), True),
    ],
)
def test_whose_duty_it_is(duty, case, expected):
    assert applies(duty, case) is expected


def test_each_place_has_a_clock():
    for code, _name in REGIONS:
        assert bool(zone_of(code)) == (code != "other")
        assert len(weekend_of(code)) == 2
    assert {zone_of("EU", country) for country in EUROPEAN} >= {
        "Europe/Brussels",
        "Europe/Athens",
    }
    assert weekend_of("SA") != weekend_of("CN")
