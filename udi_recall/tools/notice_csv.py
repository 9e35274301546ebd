"""The lines of a notice as a sheet: one header line, everything quoted, all text.

A cell that begins like a formula would run when a hospital opens the sheet (CSV
injection), and a HIBC code does begin with "+". Such a cell gets an apostrophe in
front, which spreadsheets show as text; a cell that already begins with an apostrophe
gets one too, so that ``plain`` gives back every text.
"""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"


def safe(value) -> str:
    """The text of one cell, harmless in a spreadsheet."""
    text = "" if value is None else str(value)
    begins = text.lstrip(" ")[:1]
    return f"'{text}" if begins and begins in _FORMULA_STARTS + "'" else text


def plain(cell: str) -> str:
    """What a cell written by ``safe`` stood for."""
    return cell.removeprefix("'")


def sheet(columns: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """The file, in UTF-8 with the mark by which spreadsheets recognise it."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
