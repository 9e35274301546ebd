"""Answers that cannot all be true."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.consistency import (
    RISK_CLASSES,
    contradictions,
)

CASES = {
    "reuses_of_single_use": (
        {"single_use": "yes", "max_reuses": 3},
        {"single_use": "yes", "max_reuses": 0},
        {"single_use": "no", "max_reuses": 3},
    ),
    "warned_of_reuse": (
        {"single_use": "no", "warnings": ("CW009",)},
        {"single_use": "yes", "warnings": ("CW009",)},
        {"single_use": "no", "warnings": ("CW001",)},
    ),
    "methods_without_need": (
        {"sterilize_before_use": "no", "user_methods": True},
        {"sterilize_before_use": "yes", "user_methods": True},
        {"sterilize_before_use": False, "user_methods": True},
    ),
    "method_without_sterile": (
        {"sterile": "no", "sterile_method": True},
        {"sterile": "yes", "sterile_method": True},
        {"sterile": "no", "sterile_method": False},
    ),
    "warned_of_sterilising": (
        {"sterilize_before_use": "yes", "warnings": ("CW020",)},
        {"sterilize_before_use": "yes", "warnings": ("CW029",)},
        {"sterilize_before_use": "no", "warnings": ("CW001",)},
    ),
    "class_of_other_law": (
        {"legislation_eu": "ivdr", "risk_class_eu": "iib"},
        {"legislation_eu": "mdr", "risk_class_eu": "iib"},
        {"legislation_eu": False, "risk_class_eu": "iib"},
        {"legislation_eu": "ivdr", "risk_class_eu": False},
    ),
    "implant_of_class_i": (
        {"implantable": "yes", "legislation_eu": "mdr", "risk_class_eu": "i"},
        {"implantable": "yes", "legislation_eu": "spp", "risk_class_eu": "i"},
        {"implantable": "yes", "legislation_eu": "mdr", "risk_class_eu": "iib"},
    ),
    "mark_without_marking": (
        {"direct_marking": "exempt", "direct_mark_code": "1"},
        {"direct_marking": "other_di", "direct_mark_code": "1"},
        {"direct_marking": "none", "direct_mark_code": False},
    ),
    "mark_is_primary": (
        {"direct_marking": "other_di", "direct_mark_code": "1", "primary_code": "1"},
        {"direct_marking": "other_di", "direct_mark_code": "1", "primary_code": "2"},
        {"direct_marking": "other_di", "direct_mark_code": False, "primary_code": ""},
    ),
    "unit_of_use_of_one": (
        {"device_count": 1, "unit_of_use_code": "1"},
        {"device_count": 5, "unit_of_use_code": "1"},
        {"device_count": 1, "unit_of_use_code": False},
    ),
    "implant_without_number": (
        {"implantable": "yes", "has_pi": True},
        {"implantable": "yes", "has_pi": True, "pi_lot": True},
        {"implantable": "yes", "has_pi": True, "pi_serial": True},
        {"implantable": "yes", "has_pi": False},
    ),
    "unit_of_other_kind": (
        {"storage": (("humidity", "Cel"),)},
        {"storage": (("temperature", "Cel"), ("humidity", "%"))},
        {"storage": (("special", "Cel"), ("temperature", False))},
    ),
    "size_twice": (
        {"sizes": ("CST19", "CST33", "CST19")},
        {"sizes": ("CST19", "CST33")},
        {"sizes": ("CST999", "CST999")},
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_told_apart(code):
    wrong, *right = CASES[code]
    assert code in [finding.code for finding in contradictions(wrong)]
    for facts in right:
        assert code not in [finding.code for finding in contradictions(facts)]


def test_nothing_answered_contradicts_nothing():
    assert contradictions({}) == ()


def test_what_would_be_right_is_told():
    (finding,) = contradictions({"legislation_eu": "aimdd", "risk_class_eu": "i"})
    assert (finding.field, finding.value) == ("risk_class_eu", "i")
    assert finding.expected == RISK_CLASSES["aimdd"]


answer = st.sampled_from([False, "yes", "no"])


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "single_use": answer,
            "sterile": answer,
            "sterilize_before_use": answer,
            "implantable": answer,
            "max_reuses": st.integers(0, 99),
            "device_count": st.integers(1, 9),
            "legislation_eu": st.sampled_from([False, *RISK_CLASSES]),
            "risk_class_eu": st.sampled_from([False, "i", "a", "aimdd", "list_a"]),
            "warnings": st.lists(st.sampled_from(["CW001", "CW009", "CW999"])),
            "sizes": st.lists(st.sampled_from(["CST1", "CST999"])),
            "has_pi": st.booleans(),
            "pi_lot": st.booleans(),
        },
    )
)
def test_each_finding_once_and_of_a_known_code(facts):
    codes = [finding.code for finding in contradictions(facts)]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(CASES)
