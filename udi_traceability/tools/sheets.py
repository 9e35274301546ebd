"""Rows as a workbook: written row by row to a file, so that many do not fill memory."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from tempfile import TemporaryFile

import xlsxwriter

MOST_ROWS = 1_000_000  # of one sheet; the format holds 1,048,576
WIDTH = 18
# A cell that begins like a formula or an address stays the text that it is
AS_TEXT = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook(
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence]]],
    most: int = MOST_ROWS,
) -> bytes:
    """The file of some sheets, each with its title, columns and rows.

    What does not go into one sheet goes on in the next: "Lots", "Lots 2".
    """
    with TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, AS_TEXT)
        bold = book.add_format({"bold": True})
        for title, columns, rows in sheets:
            for number, part in enumerate(_parts(rows, most), 1):
                name = title if number == 1 else f"{title} {number}"
                page = book.add_worksheet(name)
                page.set_column(0, max(0, len(columns) - 1), WIDTH)
                page.freeze_panes(1, 0)
                page.write_row(0, 0, columns, bold)
                for line, row in enumerate(part, 1):
                    page.write_row(line, 0, [_cell(value) for value in row])
        book.close()
        file.seek(0)
        return file.read()


def _cell(value):
    return "" if value is None else value


def _parts(rows, most):
    """The rows in runs of so many, at least one run."""
    rows = iter(rows)
    yield islice(rows, most)
    for first in rows:
        yield chain([first], islice(rows, most - 1))
