"""Somebody else's form as a workbook: our texts into the cells it names.

A name of the workbook such as ``US_CR_4`` or ``CN_R_8`` says which heading goes there.
"""

import io
import re
from collections.abc import Mapping

from openpyxl import load_workbook
from openpyxl.cell import Cell

from .forms import FormError, check_archive, clean, wanted

FIRST_CELL = re.compile(r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}")


def fill(content: bytes, texts: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """The filled workbook, and the codes that found a cell.

    :param texts: code of a heading -> what it says
    """
    book = _opened(content)
    codes = wanted(texts)
    filled = set()
    for name, defined in _names(book):
        code = codes.get(name.upper())
        cell = _cell(book, defined) if code else None
        if cell is not None:
            cell.value = clean(texts[code])
            # a text that begins like a formula stays a text
            cell.data_type = "s"
            filled.add(code)
    if not filled:
        raise FormError("no_names")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), tuple(sorted(filled))


def names(content: bytes) -> tuple[str, ...]:
    """The names of a workbook that stand for a cell."""
    book = _opened(content)
    found = {name for name, defined in _names(book) if _cell(book, defined)}
    return tuple(sorted(found))


def _opened(content):
    check_archive(content)
    try:
        return load_workbook(io.BytesIO(content))
    except Exception as error:
        # openpyxl lets whatever its parsers meet through
        raise FormError("broken") from error


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
