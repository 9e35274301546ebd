"""Basic UDI-DI: the form and the check characters of each agency."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import UdiError
from odoo.addons.udi_traceability.tools.basic_udi import (
    check,
    check_characters,
    complete,
    is_valid,
    of_legacy_di,
)
from odoo.addons.udi_traceability.tools.check_digit import CSET_82, gmn_is_valid

WORKED = [
    ("GS1", "1987654Ad4X4bL5ttr2310c", "2K"),
    ("GS1", "5050649ECHELONVAC", "NL"),
    ("HIBCC", "++A999MODELIDENTIFIER11", "S8"),
    ("ICCBBA", "A9990ABC123T0480", "08"),
    ("IFA", "PP12345ABCD.12345678.90", "04"),
    ("EUDAMED", "B-BEMF000000106CR023335", "WE"),
    ("EUDAMED", "D-BEMF000000106CR023335", "WE"),
]


@pytest.mark.parametrize(("agency", "body", "characters"), WORKED)
def test_worked_examples(agency, body, characters):
    assert check_characters(agency, body) == characters
    code = complete(agency, body)
    assert code == body + characters
    assert is_valid(agency, code)
    wrong = body + characters[::-1]
    assert not is_valid(agency, wrong)
    with pytest.raises(UdiError) as caught:
        check(agency, wrong)
    error = caught.value
    assert (error.code, error.expected) == ("bad_check_digit", characters)
    assert (error.found, error.position) == (characters[::-1], len(body))


@pytest.mark.parametrize(
    ("agency", "body"),
    [
        ("GS1", "12345"),
        ("GS1", "1234A5"),
        ("GS1", "1" * 24),
        ("GS1", "12345#A"),
        ("HIBCC", "+A999MODEL"),
        ("HIBCC", "++A999"),
        ("HIBCC", "++9999MODEL"),
        ("HIBCC", "++A999" + "1" * 18),
        ("ICCBBA", "A9990ABC123T048"),
        ("ICCBBA", "O9990ABC123T0480"),
        ("IFA", "PP1234"),
        ("IFA", "11" + "2345ABCD"),
        ("IFA", "PP12345" + "A" * 17),
        ("EUDAMED", "C-BEMF"),
        ("EUDAMED", "B-"),
        ("EUDAMED", "B-" + "1" * 22),
        ("GS1", ""),
    ],
)
def test_misshapen(agency, body):
    with pytest.raises(UdiError) as caught:
        complete(agency, body)
    assert caught.value.code == "bad_syntax"
    assert caught.value.element == f"Basic UDI-DI of {agency}"
    assert not is_valid(agency, f"{body}XX")


def test_unknown_agency():
    with pytest.raises(UdiError) as caught:
        check("MA", "MA.156.M0.100472.11103316")
    assert (caught.value.code, caught.value.found) == ("unrecognised", "MA")
    assert not is_valid("", "")


@given(st.text("0123456789", min_size=5, max_size=5), st.text(CSET_82, max_size=18))
def test_gmn_is_one_rule(prefix, rest):
    body = prefix + (rest or "A")
    code = complete("GS1", body)
    assert gmn_is_valid(code)
    assert is_valid("GS1", code)
    assert len(code) <= 25


@given(
    st.sampled_from([row[:2] for row in WORKED]),
    st.integers(0, 30),
    st.sampled_from("0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ"),
)
def test_one_wrong_character_is_found(row, place, character):
    """But B and D before it: a legacy device's DI and ID share the rest."""
    agency, body = row
    code = complete(agency, body)
    place %= len(code)
    is_kind = agency == "EUDAMED" and place == 0
    if code[place] != character and not is_kind:
        assert not is_valid(agency, code[:place] + character + code[place + 1 :])


def test_legacy_device_with_a_udi_di():
    assert of_legacy_di("M991CVS12130NES2") == "B-M991CVS12130NES2"
