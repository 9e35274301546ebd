"""Pasted lists as letters and real records have them: read, never guessed."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.scope_codes import listed, meant

GS = "\x1d"


def texts(text):
    return [line.text for line in listed(text)]


@pytest.mark.parametrize(
    ("text", "lots"),
    [
        ("13F18C0374, 13F18H0580,  13F18E0380", 3),
        ("0312200152", 1),
        ("A\r\nB\n\n  C  \n", 3),
        ("A;B\tC", 3),
        ("", 0),
    ],
)
def test_lists_of_real_records(text, lots):
    assert len(texts(text)) == lots


def test_leading_zeros_and_sixteen_digits_stay():
    assert texts("064900\n1234567890123456") == ["064900", "1234567890123456"]


def test_doubles_are_told_with_their_first_line():
    lines = listed("A\nB\nA")
    assert [(line.number, line.first) for line in lines] == [
        (1, None),
        (2, None),
        (3, 1),
    ]


def test_a_udi_is_not_parted_at_its_commas():
    code = f"]d201095060001343521,2{GS}10A,B"
    assert texts(f"{code}\n(01)1,2\n+A99;1") == [code, "(01)1,2", "+A99;1"]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("1703516.0", ("number", "1703516")),
        ("20118000.", ("stop", "20118000")),
        ("07110002 thru 07110009", ("range", "07110002 – 07110009")),
        ("4013JAAA – 4013JABG", ("range", "4013JAAA – 4013JABG")),
        ("00-5001-038", None),
        ("...", None),
        ("LC2611A", None),
    ],
)
def test_what_it_may_have_meant(text, suggestion):
    assert meant(text) == suggestion


def test_the_twelve_digits_of_an_official_record_stay_twelve():
    assert texts("061058603532") == ["061058603532"]


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    lines = listed(text)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert line.text.strip() == line.text != ""
        meant(line.text)
