"""Corrections are proposed only where they lead to a sound code."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import correction
from odoo.addons.udi_traceability.tools.check_digit import gtin_check_digit

BODIES = st.text("0123456789", min_size=13, max_size=13)
GOOD = "09506000134352"


def gtin(body):
    return body + gtin_check_digit(body)


@pytest.mark.parametrize(
    "typed, expected",
    (
        ("9506000134352", ("padding", GOOD)),
        (" 0950 6000 1343 52", ("spelling", GOOD)),
        ("(01)09506000134352", ("spelling", GOOD)),
        ("0109506000134352", ("spelling", GOOD)),
        ("'09506000134352", ("spelling", GOOD)),
        ("9506000134352.0", ("padding", GOOD)),
        ("0950600013435２", ("spelling", GOOD)),
        ("0-9506000-13435-2", ("spelling", GOOD)),
        ("09506000134353", ("check_digit", GOOD)),
        ("9506000134353", ("check_digit", GOOD)),
        ("O95O6OOO134352", ("lookalike", GOOD)),
        ("9.506000134352E+12", ("scientific", GOOD)),
        ("9.50600013435E+12", ("scientific", GOOD)),
        ("9,50600013435E+12", ("scientific", GOOD)),
        ("9.506E+12", None),
        ("9.506000134352E+40", None),
        ("9.506E+1", None),
        ("1.0E+7", None),
        ("ABC", None),
        ("123", None),
        ("12345678901", None),
        ("", None),
        (GOOD, None),
    ),
)
def test_gtin(typed, expected):
    assert correction.identifier(typed, "gs1") == expected


@pytest.mark.parametrize(
    "typed, agency, expected",
    (
        ("b268y5288l0", "hibcc", ("spelling", "B268Y5288L0")),
        ("B268Y5288L0", "hibcc", None),
        ("B2", "hibcc", None),
        ("MA.156.M0.123456.0123 4565", "ma", ("spelling", "MA.156.M0.123456.01234565")),
        ("anything", "ahm", None),
        ("", "ndc", None),
    ),
)
def test_other_agencies(typed, agency, expected):
    assert correction.identifier(typed, agency) == expected


@given(BODIES, st.integers(0, 9))
def test_one_wrong_check_digit_is_always_mended(body, last):
    right = gtin(body)
    found = correction.identifier(body + str(last), "gs1")
    assert found is None if str(last) == right[-1] else found == ("check_digit", right)


@given(BODIES)
def test_a_shortened_number_comes_back(body):
    """Excel keeps 15 digits, and shows 12 of them: one is lost at most."""
    right = gtin("0" + body[1:])
    shown = f"{float(right):.11E}"
    found = correction.identifier(shown, "gs1")
    if found:
        assert correction.is_sound(found[1], "gs1")
        assert found[1][:-2] in (right[:-2], str(int(right[:-2]) + 1).zfill(12))


@given(st.text(max_size=40), st.sampled_from(("gs1", "hibcc", "ma", "ifa", "ahm", "x")))
def test_any_text_gives_a_sound_code_or_nothing(text, agency):
    found = correction.identifier(text, agency)
    assert found is None or correction.is_sound(found[1], agency)


@given(st.text(max_size=60))
def test_texts_are_mended_once(text):
    for mend in (correction.spaces, correction.marks):
        found = mend(text)
        if found:
            assert found[1] != text
            assert mend(found[1]) is None or found[1]


def test_units():
    assert correction.unit("inches", ["[in_i]"]) == ("unit", "[in_i]")
    assert correction.unit("°C", ["Cel"]) == ("unit", "Cel")
    assert correction.unit("inches", ["mm"]) is None


def test_marks_alone_are_no_name():
    assert correction.marks("®") is None
