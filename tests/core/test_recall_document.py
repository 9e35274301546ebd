"""Reports as values: no heading without a word, no code made a number."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.document import (
    Section,
    completed,
    differences,
    from_json,
    plain,
    section,
    table,
    to_json,
    to_sheets,
    unexplained,
)
from odoo.addons.udi_recall.tools.report_number import report_number

FULL = section("US-CR.3", "Product", "Pump")
EMPTY = section("US-CR.8", "Illness or injuries")
LOTS = table("US-CR.5", "Lots", ("Lot", "Units"), [("0312200152", 3.0), (None, 1)])


def test_a_code_stays_a_text():
    assert LOTS.rows == (("0312200152", "3"), ("", "1"))


def test_an_empty_heading_wants_a_word():
    parts = (FULL, EMPTY, LOTS, section("CN-S.8", "Other", optional=True))
    assert unexplained(parts) == ("US-CR.8",)
    why = {"US-CR.8": {"why_missing": "Not known yet"}}
    explained = completed(parts, why)
    assert unexplained(explained) == ()
    assert unexplained(explained, dated=True) == ("US-CR.8",)
    why["US-CR.8"]["missing_until"] = "2026-12-04"
    assert unexplained(completed(parts, why), dated=True) == ()


def test_an_answer_replaces_the_reason():
    answer = {"text": "None known.", "why_missing": "later", "missing_until": "x"}
    [part] = completed([EMPTY], {"US-CR.8": answer})
    assert (part.text, part.why_missing, part.missing_until) == ("None known.", "", "")


def test_what_is_known_is_not_typed_over():
    assert completed([FULL], {"US-CR.3": {"text": "Glove"}}) == (FULL,)
    assert completed([EMPTY], {}) == (EMPTY,)
    assert completed([EMPTY], {"US-CR.8": {"text": None}}) == (EMPTY,)


def test_a_section_as_one_text():
    assert plain(FULL) == "Pump"
    assert plain(LOTS) == "0312200152 · 3\n1"
    assert plain(EMPTY) == ""
    [why] = completed(
        [EMPTY], {"US-CR.8": {"why_missing": "Asked", "missing_until": "2026-12-04"}}
    )
    assert plain(why) == "Asked – 2026-12-04"


def test_the_sheets():
    again = table("US-CR.5", "More", ("Lot",), [("1",)], text="Two lots")
    long = table("X" * 40, "Long", ("A",), [("1",)])
    same = table("X" * 40, "Long", ("A",), [("1",)])
    sheets = to_sheets("806: [R/1]", [("No.", "R-1")], (FULL, LOTS, again, long, same))
    names = [name for name, _columns, _rows in sheets]
    assert names[:3] == ["806- -R-1-", "US-CR.5", "US-CR.5 2"]
    assert names[3:] == ["X" * 31, "X" * 28 + " 2"]
    overview = sheets[0][2]
    assert overview[0] == ("No.", "R-1", "")
    assert overview[1] == ("US-CR.3", "Product", "Pump")
    assert overview[2][2] == "→ US-CR.5 (2)"
    assert overview[3][2] == "Two lots → US-CR.5"


def test_kept_and_read_again():
    parts = (FULL, EMPTY, LOTS)
    assert from_json(to_json(parts)) == parts


@given(
    st.lists(
        st.builds(
            Section,
            code=st.text(),
            heading=st.text(),
            text=st.text(),
            columns=st.tuples(st.text()),
            rows=st.lists(st.tuples(st.text()), max_size=3).map(tuple),
        ),
        max_size=5,
    )
)
def test_any_section_is_kept(parts):
    assert from_json(to_json(parts)) == tuple(parts)


def test_differences_to_the_last():
    last = {"sent": 2, "by": {"DE": {"back": 1}}, "gone": 1}
    now = {"sent": 4, "by": {"DE": {"back": 1}, "ES": {"back": 2}}}
    assert differences(last, now) == (
        ("sent", 2, 4),
        ("by.ES.back", None, 2),
        ("gone", 1, None),
    )
    assert differences(now, now) == ()


@pytest.mark.parametrize(
    ("used", "number"),
    [
        ([], "1234567-12/4/26-001-R"),
        (["1234567-6/1/97-001-R", "1234567-6/1/97-002-R"], "1234567-12/4/26-003-R"),
        (["1234567-6/1/97-009-C", "7654321-6/1/97-005-R"], "1234567-12/4/26-001-R"),
        (["no number", "1234567-6/1/97-999-R"], "1234567-12/4/26-1000-R"),
    ],
)
def test_numbers_of_806_reports(used, number):
    assert report_number("1234567", date(2026, 12, 4), "R", used) == number


@pytest.mark.parametrize("firm", [None, "", "123", "12345678", "12345-7"])
def test_a_firm_without_a_registration_writes_zeros(firm):
    assert report_number(firm, date(1997, 6, 1), "C") == "0000000-6/1/97-001-C"
