"""Somebody else's form as a PDF with fields: our texts into the fields it names.

A field ``US_CR_4`` takes heading US-CR.4, wherever in the form it hangs; forms made by
designers' programs call it ``form1[0].page[0].US_CR_4[0]``.
"""

import io
import re
from collections.abc import Mapping

from .forms import MOST_PLACES, FormError, check_size, clean, wanted

COUNTED = re.compile(r"\[[0-9]+\]")
TEXT = "/Tx"


def fill(content: bytes, texts: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """The filled form, and the codes that found a field.

    :param texts: code of a heading -> what it says
    """
    codes = wanted(texts)
    reader, fields = _opened(content)
    places = {
        name: codes[short.upper()]
        for name, short in fields.items()
        if short.upper() in codes
    }
    if not places:
        raise FormError("no_names")
    values = {name: clean(texts[code]) for name, code in places.items()}
    return _written(reader, values), tuple(sorted(set(places.values())))


def names(content: bytes) -> tuple[str, ...]:
    """The fields of a form that take a text, by their own last name."""
    _reader, fields = _opened(content)
    return tuple(sorted(set(fields.values())))


def _opened(content):
    """The form, and {whole name: last name} of its text fields."""
    check_size(content)
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise FormError("no_package") from error
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise FormError("locked")
        found = reader.get_fields() or {}
        fields = {
            name: COUNTED.sub("", name.rpartition(".")[2])
            for name, field in found.items()
            if field.get("/FT") == TEXT
        }
    except FormError:
        raise
    except Exception as error:
        # pypdf lets whatever its parsers meet through
        raise FormError("broken") from error
    if len(fields) > MOST_PLACES:
        raise FormError("too_big")
    return reader, fields


def _written(reader, values):
    """Readers draw the fields anew: a form's own font may lack our signs."""
    from pypdf import PdfWriter

    try:
        writer = PdfWriter(clone_from=reader)
        for page in writer.pages:
            writer.update_page_form_field_values(page, values, auto_regenerate=True)
        file = io.BytesIO()
        writer.write(file)
    except Exception as error:
        raise FormError("broken") from error
    return file.getvalue()
