"""Ranges of serial numbers, against counting them one by one."""

import doctest

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import serial_range as module
from odoo.addons.udi_traceability.tools.serial_range import serial_range


@given(
    st.sampled_from(["", "SN", "2026-", "A1B"]),
    st.integers(0, 999),
    st.integers(0, 999),
    st.integers(3, 6),
)
def test_counts_as_people_count(prefix, low, high, digits):
    found = serial_range(f"{prefix}{low:0{digits}}", f"{prefix}{high:0{digits}}")
    if low > high:
        assert found is None
        return
    assert int(found.first) == int(f"{low:0{digits}}")
    assert int(found.last) - int(found.first) == high - low
    assert found.digits == digits
    assert found.prefix == prefix or prefix == ""


@given(st.text(max_size=8), st.text(max_size=8))
def test_any_two_texts_are_a_range_or_none(first, last):
    found = serial_range(first, last)
    if found:
        assert found.prefix + found.first == first.strip()
        assert found.prefix + found.last == last.strip()


@pytest.mark.parametrize(
    "first, last",
    [
        ("SN1", "SM2"),  # another prefix
        ("SN9", "SN10"),  # another length
        ("SN2", "SN1"),  # backwards
        ("SNA", "SNB"),  # letters
        ("", ""),
        ("1\u0663", "1\u0664"),  # digits of another script
    ],
)
def test_no_guess(first, last):
    assert serial_range(first, last) is None


def test_examples():
    assert doctest.testmod(module).failed == 0
