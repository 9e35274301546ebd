"""The sheet beside a notice: opens harmlessly, reads back exactly."""

import csv
import io

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.notice_csv import plain, safe, sheet

# What a CSV file can carry: Python's reader folds lone carriage returns.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"))


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+41 44",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "＝1",
        "'=1",
    ],
)
def test_a_formula_is_only_text(text):
    assert safe(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "(01)09506000134352(21)SN1", "SN-1", "0312200152", "12=3", " ok"]
)
def test_harmless_text_stays_as_it_is(text):
    assert safe(text) == text


def test_a_hibc_code_is_made_safe_and_comes_back():
    assert plain(safe("+A99912345/9901510X3")) == "+A99912345/9901510X3"


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (0, "0"), (2.5, "2.5")])
def test_values_become_text(value, cell):
    assert safe(value) == cell


def test_a_negative_number_is_text_too():
    assert safe(-2) == "'-2"


def test_every_cell_is_quoted_and_leading_zeros_stay():
    content = sheet(("lot", "quantity"), [("0312200152", 1)])
    assert content == b'\xef\xbb\xbf"lot","quantity"\r\n"0312200152","1"\r\n'


def test_separators_and_quotes_stay_inside_their_cell():
    row = ['a "b", c; d', "1,5"]
    assert read(sheet(("x", "y"), [row])) == [["x", "y"], row]


@given(texts)
def test_every_text_comes_back(text):
    assert plain(safe(text)) == text


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_no_cell_of_a_sheet_begins_like_a_formula(rows):
    header, *cells = read(sheet(("a", "b"), rows))
    assert header == ["a", "b"]
    for row, written in zip(rows, cells, strict=True):
        assert [plain(cell) for cell in written] == list(row)
        assert not any(
            cell.lstrip(" ")[:1] in tuple("=+-@＝＋－＠") for cell in written
        )
