"""Check digits: worked values of the standard, and what a refusal tells."""

import json
import pickle

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import check_digit
from odoo.addons.udi_traceability.tools.udi import UdiError

DIGITS = st.text("0123456789", min_size=1, max_size=40)


@pytest.fixture(scope="module")
def worked(shared):
    return json.loads(shared("vectors/check_digits.json").read_text())


def by_hand(body):
    """The rule of the General Specifications, as slowly as it is written there."""
    weighted = [int(d) * (1, 3)[i % 2] for i, d in enumerate(reversed(body), start=1)]
    return str((10 - sum(weighted) % 10) % 10)


def test_worked_mod10(worked):
    assert len(worked["gs1_mod10"]) >= 9
    for row in worked["gs1_mod10"]:
        assert check_digit.gtin_check_digit(row["data"]) == row["check"]
        assert check_digit.mod10_is_valid(row["data"] + row["check"])


def test_worked_pairs(worked):
    assert len(worked["gmn_mod1021"]) >= 20
    for row in worked["gmn_mod1021"]:
        code = row["data"] + row["check"]
        assert check_digit.gmn_is_valid(code) is row.get("valid", True), code


def test_worked_mod43(worked):
    assert len(worked["hibc_mod43"]) >= 12
    for row in worked["hibc_mod43"]:
        assert check_digit.mod43(row["data"]) == row["check"]


def test_worked_mod37_2(worked):
    assert len(worked["iso7064_mod37_2"]) >= 3
    for row in worked["iso7064_mod37_2"]:
        value = check_digit.mod37_2(row["data"])
        assert (value, f"{value:02d}") == (row["value"], row["two_digit"])
        assert check_digit.CSET_37[value] == row["check"]


def test_worked_ppn_and_pzn(worked):
    assert len(worked["ppn_mod97"]) >= 4
    for row in worked["ppn_mod97"]:
        assert check_digit.ppn_check_digits(row["data"]) == row["check"]
    assert len(worked["pzn8_mod11"]) >= 3
    for row in worked["pzn8_mod11"]:
        assert check_digit.pzn_check_digit(row["data"]) == row["check"]


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", max_size=20))
def test_mod37_2_is_that_of_the_standard(text):
    module = pytest.importorskip("stdnum.iso7064.mod_37_2")
    expected = module.calc_check_digit(text)
    assert check_digit.CSET_37[check_digit.mod37_2(text)] == expected


@pytest.mark.parametrize(
    ("check", "text", "code", "position"),
    [
        (check_digit.mod43, "+A1b", "bad_charset", 3),
        (check_digit.mod43, "+A*", "bad_charset", 2),
        (check_digit.mod43, "é", "bad_charset", 0),
        (check_digit.mod37_2, "A1-", "bad_charset", 2),
        (check_digit.mod37_2, "١", "bad_charset", 0),
        (check_digit.pzn_check_digit, "123456", "bad_length", None),
        (check_digit.pzn_check_digit, "123456X", "bad_length", None),
    ],
)
def test_what_has_no_check_character(check, text, code, position):
    with pytest.raises(UdiError) as caught:
        check(text)
    assert (caught.value.code, caught.value.position) == (code, position)


def test_a_place_before_the_text_counts():
    with pytest.raises(UdiError) as caught:
        check_digit.mod43("+a", 10)
    assert caught.value.position == 11


@given(st.text("0123456789", min_size=7, max_size=7))
def test_pzn_has_one_digit_or_none(body):
    digit = check_digit.pzn_check_digit(body)
    total = sum(int(d) * (i + 1) for i, d in enumerate(body)) % 11
    assert digit == (None if total == 10 else str(total))


@given(DIGITS)
def test_mod10_follows_the_rule(body):
    digit = check_digit.gtin_check_digit(body)
    assert digit == by_hand(body)
    assert check_digit.mod10_is_valid(body + digit)


@given(DIGITS, st.integers(0, 40), st.integers(1, 9))
def test_mod10_finds_every_single_wrong_digit(body, place, step):
    code = body + check_digit.gtin_check_digit(body)
    place %= len(code)
    wrong = str((int(code[place]) + step) % 10)
    assert not check_digit.mod10_is_valid(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("body", ["", "12A4", "１２３", "١٢٣", " 12"])
def test_only_ascii_digits_have_a_check_digit(body):
    with pytest.raises(UdiError) as caught:
        check_digit.gtin_check_digit(body)
    assert caught.value.code == "bad_charset"
    assert not check_digit.mod10_is_valid(body)
    assert not check_digit.gtin_is_valid(body)


@pytest.mark.parametrize(
    ("code", "stored"),
    [
        ("96385074", "00000096385074"),
        ("614141000012", "00614141000012"),
        ("9506000134352", "09506000134352"),
        ("19506000134359", "19506000134359"),
    ],
)
def test_gtin_is_stored_with_14_digits(code, stored):
    assert check_digit.gtin_is_valid(code)
    assert check_digit.gtin14(code) == stored


@pytest.mark.parametrize(
    ("code", "error", "expected", "position"),
    [
        ("9506000134353", "bad_check_digit", "2", 12),
        ("950600013430", "bad_check_digit", "9", 11),
        ("95060001343", "bad_length", "8, 12, 13 or 14 digits", None),
        ("950600013435X", "bad_charset", "digits", None),
    ],
)
def test_refused_gtin_tells_what_should_stand_there(code, error, expected, position):
    with pytest.raises(UdiError) as caught:
        check_digit.gtin14(code)
    refused = caught.value
    assert (refused.code, refused.expected) == (error, expected)
    assert refused.position == position


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(1, 8))
def test_package_has_its_own_check_digit(body, indicator):
    unit = body + check_digit.gtin_check_digit(body)
    package = check_digit.gtin14_of_package(unit, indicator)
    assert check_digit.gtin_is_valid(package)
    assert package[1:13] == body
    assert check_digit.gtin_indicator(package) == indicator
    assert check_digit.gtin14_of_package(check_digit.gtin14(unit), indicator) == package


@pytest.mark.parametrize("indicator", [0, 9, 10, -1])
def test_indicator_of_a_package_is_1_to_8(indicator):
    with pytest.raises(UdiError) as caught:
        check_digit.gtin14_of_package("9506000134352", indicator)
    assert caught.value.code == "bad_syntax"


@pytest.mark.parametrize(
    ("code", "kind", "indicator"),
    [
        ("00000096385074", "GTIN-8", None),
        ("00614141000012", "GTIN-12", None),
        ("09506000134352", "GTIN-13", None),
        ("19506000134359", "GTIN-14", 1),
        ("99506000117846", "GTIN-14", 9),
        ("00000000000000", "GTIN-8", None),
    ],
)
def test_what_14_digits_tell(code, kind, indicator):
    assert check_digit.gtin_format(code) == kind
    assert check_digit.gtin_indicator(code) == indicator


def test_check_pair_names_the_character_it_cannot_take():
    with pytest.raises(UdiError) as caught:
        check_digit.check_pair("12345 A")
    assert (caught.value.code, caught.value.position) == ("bad_charset", 5)
    assert not check_digit.gmn_is_valid("12345#AXX")


def test_check_pair_refuses_more_than_23_characters():
    with pytest.raises(UdiError) as caught:
        check_digit.check_pair("1" * 24)
    assert caught.value.code == "bad_length"


def test_error_reads_as_a_sentence_and_survives_pickling():
    error = UdiError("bad_check_digit", 15, "01", "2", "3" * 60)
    assert str(error) == (
        f"bad_check_digit, in 01, at 15, expected 2, found '{'3' * 40}'"
    )
    assert str(UdiError("empty")) == "empty"
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.code, copy.position, copy.element) == ("bad_check_digit", 15, "01")
    assert (copy.expected, copy.found) == (error.expected, error.found)
