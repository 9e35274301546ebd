"""Identifiers as people type them."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.check_digit import (
    gtin_check_digit,
    gtin_is_valid,
    gtin_spellings,
)
from odoo.addons.udi_traceability.tools.typed_di import (
    LONGEST,
    TypedDi,
    proposal,
    typed_di,
)

DAY = date(2026, 11, 22)
CODE = "09506000134352"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        f" {CODE[:7]} {CODE[7:]}\n",
        f"(01){CODE}",
        f"(01){CODE}(17)291120(10)LC2611A",
        f"]d201{CODE}10LC2611A",
        f"https://id.gs1.org/01/{CODE}/10/A1",
        f"(01){CODE}(17)999999",
    ],
)
def test_every_form_of_a_gtin(text):
    typed = typed_di(text, "GS1", DAY)
    assert (typed.agency, typed.code) == ("GS1", CODE)


@pytest.mark.parametrize(("text", "length"), [(CODE[1:], "13"), (CODE, "14")])
def test_the_issued_length_is_told(text, length):
    assert typed_di(text, "GS1", DAY).gtin_format == length


@pytest.mark.parametrize(
    ("text", "agency", "code"),
    [
        ("+A123BJC5D6E71G", "HIBCC", "A123BJC5D6E71"),
        ("[)>\x1e06\x1d9N110375286414\x1d1TL1\x1e\x04\r", "IFA", "110375286414"),
        ("=/A9997XYZ100T0479", "ICCBBA", "A9997XYZ100T0479"),
        ("MA.156.M0.123456.01234565.LA1", "MA", "MA.156.M0.123456.01234565"),
    ],
)
def test_a_symbol_tells_its_agency(text, agency, code):
    assert typed_di(text, "GS1", DAY) == TypedDi(agency, code)


@pytest.mark.parametrize(
    "text",
    [
        "ABC",
        "123456789",
        "+?",
        "]d210LOT",
        "(01)1",
        "0950600013435X",
        "MA." + "1" * 600,
    ],
)
def test_what_cannot_be_read_stays_as_typed(text):
    assert typed_di(text, "GS1", DAY) == TypedDi("GS1", text)
    assert len("MA." + "1" * 600) > LONGEST


def test_digits_of_another_agency_are_not_padded():
    assert typed_di("12345678", "IFA", DAY) == TypedDi("IFA", "12345678")


@pytest.mark.parametrize(
    ("agency", "code", "right"),
    [
        ("GS1", CODE, None),
        ("GS1", CODE[:-1] + "3", CODE),
        ("GS1", CODE[1:], None),
        ("GS1", "٠٩٥٠٦٠٠٠١٣٤٣٥٣", None),
        ("IFA", "110375286414", None),
        ("IFA", "110375286415", "110375286414"),
        ("IFA", "110375286514", None),
        ("IFA", "1103752", None),
        ("IFA", "PPABC12", f"PPABC{'%02d'}"),
        ("HIBCC", "A123BJC5D6E71", None),
        ("MA", "MA.156.M0.123456.01234565", None),
    ],
)
def test_proposals(agency, code, right):
    if right and "%" in right:
        proposed = proposal(agency, code)
        assert proposed != code
        assert proposed[:-2] == code[:-2]
        assert proposal(agency, proposed) is None
    else:
        assert proposal(agency, code) == right


@given(st.from_regex(r"[0-9]{13}", fullmatch=True), st.integers(0, 9))
def test_the_proposal_is_right_and_one_click_is_enough(body, last):
    proposed = proposal("GS1", f"{body}{last}")
    if str(last) == gtin_check_digit(body):
        assert proposed is None
    else:
        assert gtin_is_valid(proposed)
        assert proposal("GS1", proposed) is None


@given(st.text(max_size=60), st.sampled_from(["GS1", "HIBCC", "IFA", "MA", "AHM"]))
def test_any_text_is_survived(text, agency):
    typed = typed_di(text, agency, DAY)
    proposal(typed.agency, typed.code)


@given(st.integers(0, 10**13 - 1))
def test_spellings_are_the_same_number(number):
    body = f"{number:013d}"
    code = body + gtin_check_digit(body)
    spellings = gtin_spellings(code)
    assert spellings[0] == code
    assert {each.zfill(14) for each in spellings} == {code}
    assert all(gtin_is_valid(each) for each in spellings)
