import csv
import io
from datetime import datetime

from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.safe_csv import FORMULA_STARTS, cell, sheet


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.text())
def test_no_text_runs(text):
    written = cell(text)
    assert not written.lstrip(" ").startswith(FORMULA_STARTS)
    assert written in (text, f"'{text}")


def test_what_is_no_text():
    assert cell(None) == ""
    assert cell(-2.5) == "-2.5"
    assert cell(datetime(2026, 11, 3, 10, 22)) == "2026-11-03T10:22:00"


def test_a_sheet():
    rows = [[1, "=HYPERLINK(1)"], [None, 'a "b",\n c']]
    assert read(sheet(["id", "reason"], rows)) == [
        ["id", "reason"],
        ["1", "'=HYPERLINK(1)"],
        ["", 'a "b",\n c'],
    ]
