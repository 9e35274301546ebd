"""Scans out of a file: the column that holds them, whatever stands beside it."""

import csv
import io

from .parse import parse
from .published import ImportFileError
from .tabular import decoded, delimiter, table
from .udi import UdiError

MOST = 5_000
GS_IN_XML = "_x001D_"  # how spreadsheets write what XML cannot hold


def scan_texts(content, *, as_of, separators=()):
    """The codes in a spreadsheet or a text file, in their order.

    >>> from datetime import date
    >>> scan_texts(b"No;Code\\n1;(01)09506000134352\\n2;hello", as_of=date(2026, 1, 1))
    ['(01)09506000134352', 'hello']
    """

    def reads(text):
        try:
            parse(text, as_of=as_of, separators=separators)
        except UdiError:
            return False
        return True

    rows = _rows(content, reads)
    if len(rows) > MOST:
        raise ImportFileError("too_many", most=MOST)
    column = _column(rows, reads)
    texts = [row[column] for row in rows if len(row) > column and row[column].strip()]
    if len(texts) > 1 and not reads(texts[0]) and reads(texts[1]):
        # a heading
        texts = texts[1:]
    return texts


def _rows(content, reads):
    if content.startswith(b"PK"):
        found = table(content)
        rows = [list(found.header), *(cells for _number, cells in found.rows)]
        return [[cell.replace(GS_IN_XML, "\x1d") for cell in row] for row in rows]
    # not splitlines: it would part a code at its separators
    lines = [line.rstrip("\r") for line in decoded(content).split("\n")]
    lines = [line for line in lines if line.strip()]
    if sum(map(reads, lines[:100])) * 2 >= len(lines[:100]):
        return [[line] for line in lines]
    text = io.StringIO("\n".join(lines), newline="")
    try:
        return list(csv.reader(text, delimiter=delimiter("\n".join(lines[:20]))))
    except csv.Error as error:
        raise ImportFileError("broken", line=0) from error


def _column(rows, reads):
    """Where most cells are codes; the first one if none is."""
    width = max(map(len, rows), default=1)
    counts = [
        sum(reads(row[place]) for row in rows[:100] if place < len(row))
        for place in range(width)
    ]
    return max(range(width), key=lambda place: counts[place], default=0)
