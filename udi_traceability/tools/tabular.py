"""Spreadsheets and delimited text, every cell as the text a person sees.

A code is text: a number is written out, never as 9.506E+12, and a cell that holds such
a text is left as it is, for `correction` to judge. Excel drops leading zeros of
numbers: that is judged there too.
"""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import load_workbook

from .published import MOST_RECORDS, ImportFileError

MOST_COLUMNS = 500
MOST_CELL = 10_000
MOST_UNPACKED = 512 * 1024 * 1024
MOST_BLANK = 200
DELIMITERS = ";\t,|"
ENCODINGS = ("utf-8-sig", "gb18030", "cp1252")
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its header, and the rows below with their number in the file."""

    sheet: str
    header: tuple[str, ...]
    rows: object

    def samples(self, most=200):
        """Column -> the first three different values, from the rows at the top."""
        found = [{} for _name in self.header]
        for _number, cells in zip(range(most), self.rows, strict=False):
            for seen, text in zip(found, cells[1], strict=False):
                if text and len(seen) < SAMPLES:
                    seen[text] = None
        return [list(seen) for seen in found]


def sheets(content):
    """The names of the sheets; none of delimited text."""
    if not content.startswith(b"PK"):
        return []
    book = _book(content)
    names = list(book.sheetnames)
    book.close()
    return names


def table(content, sheet=""):
    """The header and rows of a sheet, or of delimited text."""
    lines = _sheet(content, sheet) if content.startswith(b"PK") else _text(content)
    lines = _limited(lines)
    for _number, cells in lines:
        if any(cells):
            header = cells
            break
    else:
        raise ImportFileError("empty")
    while header and not header[-1]:
        header = header[:-1]
    return Table(sheet, tuple(header), _below(lines, len(header)))


def _below(lines, width):
    for number, cells in lines:
        cells = (cells + [""] * width)[:width]
        if any(cells):
            yield number, cells


def _limited(lines):
    blank = 0
    for number, cells in enumerate(lines, 1):
        if number > MOST_RECORDS:
            raise ImportFileError("too_many", most=MOST_RECORDS)
        if len(cells) > MOST_COLUMNS:
            raise ImportFileError("too_wide", most=MOST_COLUMNS)
        texts = [_said(cell) for cell in cells]
        # sheets of a million formatted blank rows are common
        blank = 0 if any(texts) else blank + 1
        if blank > MOST_BLANK:
            return
        yield number, texts


def _said(cell):
    """The text of a cell: whole numbers without a point, dates as ISO writes them.

    >>> _said(9506000134352.0), _said(datetime(2026, 2, 1)), _said(True), _said(None)
    ('9506000134352', '2026-02-01', 'yes', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e18:
        return str(int(cell))
    if isinstance(cell, datetime):
        cell = cell.date() if cell.time() == datetime.min.time() else cell
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()[:MOST_CELL]


def _book(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > MOST_UNPACKED:
            raise ImportFileError("too_big", most=MOST_UNPACKED)
        return load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except ImportFileError:
        raise
    except Exception as error:
        # openpyxl lets whatever its parsers meet through
        raise ImportFileError("broken", line=0) from error


def _sheet(content, sheet):
    book = _book(content)
    if sheet and sheet not in book.sheetnames:
        raise ImportFileError("no_sheet", found=sheet)
    try:
        found = book[sheet] if sheet else book.worksheets[0]
        # what the file says of its own size is often wrong
        found.reset_dimensions()
        yield from (list(row) for row in found.iter_rows(values_only=True))
    except Exception as error:
        raise ImportFileError("broken", line=0) from error
    finally:
        book.close()


def _text(content):
    text = decoded(content)
    head = text[:20_000]
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(head))
    except csv.Error as error:
        raise ImportFileError("broken", line=0) from error


def decoded(content):
    """The text of a file: UTF-8, UTF-16 with its mark, else Chinese or Western.

    >>> decoded("品牌;Größe".encode()), decoded("品牌".encode("gb18030"))
    ('品牌;Größe', '品牌')
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030" or _chinese(text):
            return text
    return content.decode("latin-1")


def _chinese(text):
    """True if what is not ASCII is Chinese: cp1252 read so gives rare signs."""
    foreign = [sign for sign in text if not sign.isascii()]
    common = sum(
        "\u4e00" <= sign <= "\u9fff" or sign in "，。；：（）、" for sign in foreign
    )
    return common * 10 >= len(foreign) * 9 and len(foreign) > 1


def delimiter(text):
    """The sign that parts the columns: it stands equally often in the first lines.

    >>> delimiter("a;b;c\\n1,5;2;3"), delimiter("one column")
    (';', ',')
    """
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    best = (0, 0, ",")
    for sign in DELIMITERS:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign)]
        width = counts[0] if counts else 0
        same = counts.count(width)
        if width > 1:
            best = max(best, (same, width, sign))
    return best[2]
