"""Two states of a record compared, whatever the regulator; and any two at all."""

from dataclasses import fields
from datetime import date
from typing import get_type_hints

import pytest
from formats_any import any_of
from formats_laws import KINDS
from formats_sample import PRIMARY, change
from hypothesis import HealthCheck, given, settings, strategies as st

from odoo.addons.udi_regulatory_export.formats.difference import (
    Fact,
    Row,
    plain,
    rows,
    same_number,
)
from odoo.addons.udi_regulatory_export.formats.eudamed import difference
from odoo.addons.udi_regulatory_export.formats.eudamed.messages import MESSAGES
from odoo.addons.udi_regulatory_export.formats.findings import CODES
from odoo.addons.udi_regulatory_export.formats.record import (
    DeviceRecord,
    EudamedRecord,
)


def test_rows_in_the_order_of_our_facts():
    ours = [
        Fact(field="a", value="1"),
        Fact(field="b", value="2", ref="x", carrier="M"),
        Fact(field="b", value="3", ref="x", carrier="M"),
        Fact(field="c", value=""),
    ]
    theirs = [Fact(field="d", value="4", carrier="N"), Fact(field="a", value="0")]
    found = rows(ours, theirs, lambda row: "why" if row.field == "a" else "")
    assert found == (
        Row(field="a", ref="", ours="1", theirs="0", locked="why"),
        Row(field="b", ref="x", ours="2", theirs="", carrier="M"),
        Row(field="b", ref="x (2)", ours="3", theirs="", carrier="M"),
        Row(field="d", ref="", ours="", theirs="4", carrier="N"),
    )
    assert [each.change for each in found] == ["changed", "added", "added", "removed"]
    assert rows(ours, ours) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("90.0", "90"),
        ("0090.50", "90.5"),
        ("-1.50", "-1.5"),
        ("+2", "2"),
        ("0", "0"),
        ("000.000", "0"),
        ("100", "100"),
        ("32/6", "32/6"),
        ("7,5", "7,5"),
        ("1e999999999", "1e999999999"),
        (".5", ".5"),
        ("", ""),
    ],
)
def test_numbers_without_their_zeros(text, number):
    assert same_number(text) == number


def test_plain_values():
    values = (True, False, None, "x", 3, date(2026, 6, 1), PRIMARY, ("a", None, 1))
    assert list(map(plain, values)) == [
        "yes",
        "no",
        "",
        "x",
        "3",
        "2026-06-01",
        PRIMARY.code,
        "a, , 1",
    ]


ANY = any_of(DeviceRecord)
KEPT = {"model", "odoo_names"}
EUDAMED = sorted(each.name for each in fields(EudamedRecord))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(ANY, ANY)
def test_any_two_records_can_be_compared(one, other):
    """Half filled in, or with keys that nobody knows: a screen shows it."""
    assert difference(one, one) == ()
    for each in difference(one, other):
        assert each.carrier in MESSAGES or each.locked


NAMES = st.sampled_from(sorted(KINDS))
HINTS = get_type_hints(DeviceRecord)
OF_REGISTRATION = get_type_hints(EudamedRecord)


@st.composite
def damaged(draw):
    """A sound record with some of its facts replaced by anything."""
    record = KINDS[draw(NAMES)]
    for name in draw(
        st.lists(st.sampled_from(sorted(HINTS.keys() - KEPT)), max_size=4)
    ):
        record = change(record, **{name: draw(any_of(HINTS[name]))})
    for name in draw(st.lists(st.sampled_from(EUDAMED), max_size=3)):
        if record.eudamed:
            value = draw(any_of(OF_REGISTRATION[name]))
            record = change(record, **{f"eudamed__{name}": value})
    return record


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(damaged(), damaged())
def test_damaged_records_can_be_compared(one, other):
    for each in difference(one, other):
        assert each.locked in CODES if each.locked else each.carrier in MESSAGES


@settings(max_examples=60, deadline=None)
@given(NAMES, NAMES)
def test_two_kinds_are_locked_or_carried(one, other):
    for each in difference(KINDS[one], KINDS[other]):
        assert each.locked in CODES if each.locked else each.carrier in MESSAGES
