"""A sheet opens harmlessly and reads back exactly."""

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.safe_csv import (
    FORMULA_STARTS,
    cell,
    plain,
    sheet,
)

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
    assert cell(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "(01)09506000134352(21)SN1", "SN-1", "0312200152", "12=3", " ok"]
)
def test_harmless_text_stays_as_it_is(text):
    assert cell(text) == text


def test_a_hibc_code_is_made_safe_and_comes_back():
    assert plain(cell("+A99912345/9901510X3")) == "+A99912345/9901510X3"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (0, "0"),
        (2.5, "2.5"),
        (-2.5, "-2.5"),
        (date(2026, 11, 3), "2026-11-03"),
        (datetime(2026, 11, 3, 10, 22), "2026-11-03T10:22:00"),
    ],
)
def test_what_is_no_text(value, written):
    assert cell(value) == written


def test_every_cell_is_quoted_and_leading_zeros_stay():
    content = sheet(("lot", "quantity"), [("0312200152", 1)])
    assert content == b'\xef\xbb\xbf"lot","quantity"\r\n"0312200152","1"\r\n'


def test_separators_quotes_and_lines_stay_inside_their_cell():
    row = ['a "b", c; d\n e', "1,5"]
    assert read(sheet(("x", "y"), [row])) == [["x", "y"], row]


@given(st.text())
def test_no_text_runs(text):
    assert not cell(text).lstrip(" ").startswith(FORMULA_STARTS)


@given(st.text())
def test_every_text_comes_back(text):
    assert plain(cell(text)) == text


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_every_row_of_a_sheet_comes_back(rows):
    header, *cells = read(sheet(("a", "b"), rows))
    assert header == ["a", "b"]
    for row, written in zip(rows, cells, strict=True):
        assert [plain(each) for each in written] == list(row)
        assert not any(each.lstrip(" ").startswith(FORMULA_STARTS) for each in written)
