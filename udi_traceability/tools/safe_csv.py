"""Rows as a sheet that may be opened anywhere: one header line, everything quoted.

A cell that begins like a formula would run when somebody opens the sheet (CSV
injection), and a HIBC code does begin with "+". Such a cell gets an apostrophe in
front, which spreadsheets show as text; a text that begins with an apostrophe gets one
too, so that ``plain`` gives back every text.
"""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "'"


def cell(value) -> str:
    """The text of one cell, harmless in a spreadsheet; a number stays one.

    >>> cell("=1+1"), cell("LC2611A"), cell(None), cell(-2)
    ("'=1+1", 'LC2611A', '', '-2')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value.isoformat() if hasattr(value, "isoformat") else str(value)
    begins = value.lstrip(" ").startswith((*FORMULA_STARTS, MARK))
    return f"{MARK}{value}" if begins else value


def plain(written: str) -> str:
    """The text that ``cell`` wrote so."""
    return written.removeprefix(MARK)


def sheet(columns: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """The file, in UTF-8 with the mark by which spreadsheets recognise it."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
