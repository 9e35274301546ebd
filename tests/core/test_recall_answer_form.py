"""Whatever a browser sends: only clean values of the lines asked about come in."""

import base64
import json

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.answer_form import (
    LENGTHS,
    MOST_ONWARD,
    MOST_UNITS,
    all_as,
    day,
    from_form,
    merged,
    number,
    onward_rows,
    picture,
    text,
)
from odoo.addons.udi_recall.tools.answers import PARTS

ASKED = {7: 6.0, 8: 1.0}
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 20).decode()


def form(*pairs, actions=2):
    return from_form(pairs, ASKED, actions)


def test_a_serial_has_one_state():
    values = form(("s-8", "used"))
    assert values["lines"]["8"]["used"] == 1
    assert values["lines"]["8"]["held"] == 0
    assert sum(form(("s-8", ""))["lines"]["8"].values()) == 0
    assert sum(form(("s-8", "stolen"))["lines"]["8"].values()) == 0


def test_a_lot_has_numbers():
    cell = form(("q-7-held", "4"), ("q-7-used", "x"), ("h-7", "5"), ("n-7", "box"))
    assert cell["lines"]["7"] == {"held": 4, "used": 0, "on_hand": 5, "note": "box"}


def test_lines_of_others_and_unknown_fields_fall_out():
    values = form(
        ("s-9", "held"),
        ("s-x", "held"),
        ("q-7-stolen", "4"),
        ("z-7", "4"),
        ("csrf_token", "x"),
        ("s-", "held"),
        ("s-99999999999999", "held"),
    )
    assert values == {}


def test_instructions_and_who():
    values = form(
        ("a-1", "yes"),
        ("a-2", "maybe"),
        ("w-2", "no room"),
        ("a-3", "yes"),
        ("a-0", "yes"),
        ("a-x", "yes"),
        ("read_understood", "1"),
        ("return_label", ""),
        ("affected", "sure"),
        ("adverse_events", "no"),
        ("patients_to_follow", "2"),
        ("name", " Dr\x00 Ana "),
        ("signature", f"data:image/png;base64,{PNG}"),
    )
    assert values == {
        "actions": {"1": {"done": "yes"}, "2": {"done": None, "why": "no room"}},
        "read_understood": True,
        "return_label": False,
        "affected": None,
        "adverse_events": "no",
        "patients_to_follow": 2,
        "name": "Dr  Ana",
        "signature": PNG,
    }
    assert form(("patients_to_follow", "many")) == {"patients_to_follow": 0}


def test_takers():
    rows = form(
        ("o-0-name", "Ward 9"),
        ("o-0-line", "7"),
        ("o-0-quantity", "2"),
        ("o-0-passed_on", "2026-11-21"),
        ("o-1-name", ""),
        ("o-1-line", "7"),
        ("o-2-name", "No lot"),
        ("o-2-line", "99"),
        ("o-3-stolen", "x"),
        (f"o-{MOST_ONWARD}-name", "too far"),
        ("o-x-name", "nowhere"),
    )["onward"]
    assert [(row["name"], row["line"], row["quantity"]) for row in rows] == [
        ("Ward 9", 7, 2),
        ("No lot", None, 0),
    ]
    assert rows[0]["passed_on"] == "2026-11-21"
    assert (
        onward_rows([{"name": "A", "passed_on": "soon"}], ASKED)[0]["passed_on"] == ""
    )


@pytest.mark.parametrize("value", ["", "data:text/html;base64,AAAA", "%%%", PNG])
def test_only_a_picture_is_a_signature(value):
    assert picture(value) == ""
    assert picture(f"data:image/png;base64,{value[:-1]}") == ""


def test_dates():
    assert day("2026-02-30") == "", "a day that does not exist would break the record"
    assert day("2026-13-01") == ""
    assert day(None) == ""


words = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["nan", "inf", "-1", "1e99", "0x10", "１", "4", "yes", "held"]),
)
names = st.one_of(
    st.text(max_size=12),
    st.builds(
        "{}-{}-{}".format,
        st.sampled_from("sqhnawo"),
        st.sampled_from(["7", "8", "1", "0", "²", "x", "10000000000"]),
        st.sampled_from([*PARTS, "name", "line", "quantity", "passed_on", ""]),
    ),
    st.sampled_from([*LENGTHS, "affected", "read_understood", "signature"]),
)


@given(st.lists(st.tuples(names, words), max_size=30))
def test_nothing_that_comes_in_breaks_anything(pairs):
    values = from_form(pairs, ASKED, 2)
    json.dumps(values, allow_nan=False).encode()
    assert set(values.get("lines", {})) <= {"7", "8"}
    assert set(values.get("actions", {})) <= {"1", "2"}
    for cell in values.get("lines", {}).values():
        for part in PARTS:
            assert 0 <= (cell.get(part) or 0) <= MOST_UNITS
    for name, most in LENGTHS.items():
        assert len(values.get(name, "")) <= most
        assert "\x00" not in values.get(name, "")
    assert merged(values, values) == values
    assert merged(None, values) == values


@given(st.floats())
def test_numbers_are_finite_and_not_below_zero(value):
    found = number(value)
    assert found is None or 0 <= found <= MOST_UNITS


def test_words_no_paper_can_hold_go():
    assert text("a\x00b\ud800c", 10) == "a b c"
    assert text(None, 5) == ""


def test_all_in_one_state_keeps_notes():
    values = all_as({"lines": {"7": {"note": "box", "used": 2}}}, ASKED, "held")
    assert values["lines"]["7"]["held"] == 6
    assert values["lines"]["7"]["used"] == 0
    assert values["lines"]["7"]["note"] == "box"
    assert values["lines"]["8"]["held"] == 1
