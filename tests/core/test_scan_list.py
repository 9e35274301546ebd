"""Which cells of a file are codes."""

import io
from datetime import date

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook

from odoo.addons.udi_traceability.tools.published import ImportFileError
from odoo.addons.udi_traceability.tools.scan_list import MOST, scan_texts

TODAY = date(2026, 11, 22)
GS = "\x1d"
ONE = "(01)09506000134352(21)A"
TWO = f"]d2010950600013435210LOT1{GS}21B"


def texts(content):
    if isinstance(content, str):
        content = content.encode()
    return scan_texts(content, as_of=TODAY)


def book(*rows):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def test_one_code_a_line():
    assert texts(f"{ONE}\r\n\r\n{TWO}\r\nhello\r\n") == [ONE, TWO, "hello"]


def test_a_separator_does_not_part_a_line():
    assert texts(f"{TWO}\n{TWO}") == [TWO, TWO]


def test_a_heading_is_no_code():
    assert texts(f"Code\n{ONE}\n{TWO}") == [ONE, TWO]


def test_the_column_with_the_codes():
    assert texts(f"No;Where;UDI\n1;A1;{ONE}\n2;A2;hello\n3") == [ONE, "hello"]


def test_a_spreadsheet():
    escaped = TWO.replace(GS, "_x001D_")
    content = book(["No", "UDI"], [1, ONE], [2, escaped], [3, None])
    assert texts(content) == [ONE, TWO]


def test_nothing_that_reads_is_given_as_it_stands():
    assert texts("a;b\nc;d\n") == ["a", "c"]


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_nothing_at_all(content):
    assert texts(content) == []


def test_too_many():
    with pytest.raises(ImportFileError, match="too_many"):
        texts(f"{ONE}\n" * (MOST + 1))


def test_what_no_program_can_read():
    with pytest.raises(ImportFileError):
        texts(b"PK\x03\x04 no zip")
    with pytest.raises(ImportFileError, match="broken"):
        texts("x;" + "y" * 200_000)


@given(st.binary(max_size=400))
def test_any_bytes_give_texts_or_one_refusal(content):
    try:
        found = texts(content)
    except ImportFileError:
        return
    assert all(text.strip() for text in found)
