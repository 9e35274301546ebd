"""Somebody else's form as a workbook: our texts into the cells it names.

A name of the workbook such as ``US_CR_4`` or ``CN_R_8`` says which heading goes there.
The file is a stranger's: its size, its parts and its text are limited.
"""

import io
import re
import zipfile
from collections.abc import Mapping

from openpyxl import load_workbook
from openpyxl.cell import Cell

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 2_000
MOST_CELL = 32_767
FIRST_CELL = re.compile(r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}")
# what a cell cannot hold
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class SheetError(ValueError):
    """``code``: too_big, broken, no_names."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def name_of(code: str) -> str:
    """The name of the cell for a heading.

    >>> name_of("US-CR.4"), name_of("EU-FSCA.1-7")
    ('US_CR_4', 'EU_FSCA_1_7')
    """
    return re.sub(r"\W", "_", code)


def fill(content: bytes, texts: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """The filled workbook, and the codes that found a cell.

    :param texts: code of a heading -> what it says
    """
    book = _opened(content)
    wanted = {name_of(code).upper(): code for code in texts}
    filled = set()
    for name, defined in _names(book):
        code = wanted.get(name.upper())
        cell = _cell(book, defined) if code else None
        if cell is not None:
            cell.value = CONTROL.sub(" ", texts[code])[:MOST_CELL]
            # a text that begins like a formula stays a text
            cell.data_type = "s"
            filled.add(code)
    if not filled:
        raise SheetError("no_names")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), tuple(sorted(filled))


def cell_names(content: bytes) -> tuple[str, ...]:
    """The names of a workbook that stand for a cell."""
    book = _opened(content)
    found = {name for name, defined in _names(book) if _cell(book, defined)}
    return tuple(sorted(found))


def _opened(content):
    if len(content) > MOST_BYTES:
        raise SheetError("too_big")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
        if size > MOST_UNPACKED or len(parts) > MOST_PARTS:
            raise SheetError("too_big")
        return load_workbook(io.BytesIO(content))
    except SheetError:
        raise
    except Exception as error:
        # openpyxl lets whatever its parsers meet through
        raise SheetError("broken") from error


def _names(book):
    yield from book.defined_names.items()
    for sheet in book.worksheets:
        yield from sheet.defined_names.items()


def _cell(book, defined):
    """The first cell of a name: a range may span a million of them."""
    titles = {sheet.title for sheet in book.worksheets}
    for title, place in defined.destinations:
        first = FIRST_CELL.match(place)
        if first and title in titles:
            found = book[title][first[0].replace("$", "")]
            return found if isinstance(found, Cell) else None
    return None
