"""Whom a customer names instead: a name, an address, their own house."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.named import (
    house,
    mail_problem,
    same_house,
    spoken_name,
)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Sister Ruth", "Sister Ruth"),
        ("  Dr.  Kim \n", "Dr. Kim"),
        ("李明", "李明"),
        (None, ""),
        ("Buy now www.x.example", ""),
        ("http://x.example", ""),
        ("<b>Ruth</b>", ""),
        ("Ruth, call 0900 1234", ""),
        ("pills.com for you", ""),
        ("x" * 121, ""),
    ],
)
def test_a_name_and_no_more(said, name):
    assert spoken_name(said) == name


@pytest.mark.parametrize(
    ("email", "wrong"),
    [
        ("ruth@anna.example", False),
        ("r.u+th@a.b-c.example", False),
        ("ruth", True),
        ("ruth@anna", True),
        ("a@b.example,c@d.example", True),
        ("a@b.example\nBcc: c@d.example", True),
        ("Ruth <ruth@anna.example>", True),
        ("rüth@anna.example", True),
        ("a@" + "b" * 130 + ".example", True),
    ],
)
def test_one_mail_address(email, wrong):
    assert mail_problem(email) is wrong


def test_the_same_house():
    assert same_house("x@anna.example", ["", "q@anna.example"])
    assert not same_house("x@evil.example", ["q@anna.example"])
    assert not same_house("x@anna.example.evil.example", ["q@anna.example"])
    assert not same_house("x@gmail.com", ["q@gmail.com"])
    assert not same_house("", [""])
    assert house("x@GMX.de") == ""


@given(st.text(max_size=200))
def test_whatever_is_typed(text):
    name = spoken_name(text)
    assert "@" not in name and "\n" not in name
    assert spoken_name(name) == name
    if not mail_problem(text):
        assert text.count("@") == 1 and " " not in text
