"""Rows as a sheet that may be opened anywhere: all text, no cell runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value) -> str:
    """The text of one cell; an apostrophe in front where a formula would begin.

    >>> cell("=1+1"), cell("LC2611A"), cell(None), cell(-2)
    ("'=1+1", 'LC2611A', '', '-2')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value.isoformat() if hasattr(value, "isoformat") else str(value)
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value


def sheet(columns: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """The file, in UTF-8 with the mark by which spreadsheets recognise it."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
