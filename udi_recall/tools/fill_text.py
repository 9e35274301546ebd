"""Somebody else's form as a text (docx): ``{{US-CR.4}}`` becomes what we say there.

Word cuts what a person typed in one go into pieces of its own liking, so a place may
lie across several: each paragraph is read as one line.
"""

import io
import re
from collections.abc import Mapping

from .forms import MOST_PLACES, FormError, check_archive, clean, name_of, wanted

PLACE = re.compile(r"\{\{\s*([\w.\-]{1,60})\s*\}\}")


def fill(content: bytes, texts: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """The filled text, and the codes that found a place.

    :param texts: code of a heading -> what it says
    """
    document = _opened(content)
    codes = wanted(texts)
    filled = []
    for paragraph in _paragraphs(document):
        filled += _fill_paragraph(paragraph, codes, texts)
        if len(filled) > MOST_PLACES:
            raise FormError("too_big")
    if not filled:
        raise FormError("no_names")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue(), tuple(sorted(set(filled)))


def names(content: bytes) -> tuple[str, ...]:
    """The places of a text, by the name of their heading."""
    document = _opened(content)
    found = {
        name_of(place[1])
        for paragraph in _paragraphs(document)
        for place in PLACE.finditer(_line(_pieces(paragraph)))
    }
    return tuple(sorted(found))


def _opened(content):
    check_archive(content)
    try:
        from docx import Document
    except ImportError as error:
        raise FormError("no_package") from error
    try:
        return Document(io.BytesIO(content))
    except Exception as error:
        # python-docx lets whatever its parsers meet through
        raise FormError("broken") from error


def _paragraphs(document):
    """Of the page, its heads and feet, tables and boxes; in the order of the file."""
    from docx.oxml.ns import qn

    for part in document.part.package.iter_parts():
        root = getattr(part, "element", None)
        if root is not None:
            yield from root.iter(qn("w:p"))


def _pieces(paragraph):
    """Its own texts: what stands in a box inside it is another paragraph's."""
    from docx.oxml.ns import qn

    own = []
    for piece in paragraph.iter(qn("w:t")):
        holder = next(piece.iterancestors(qn("w:p")), None)
        if holder is paragraph:
            own.append(piece)
    return own


def _line(pieces):
    return "".join(piece.text or "" for piece in pieces)


def _fill_paragraph(paragraph, codes, texts):
    pieces = _pieces(paragraph)
    filled = []
    # from the end: what stands before keeps its place
    for place in reversed(list(PLACE.finditer(_line(pieces)))):
        code = codes.get(name_of(place[1]).upper())
        if code:
            _put(pieces, place.start(), place.end(), clean(texts[code]))
            filled.append(code)
    for piece in pieces if filled else ():
        _break(piece)
    return filled


def _put(pieces, start, end, text):
    """The text into the first piece of the place, the rest of the place away."""
    at = 0
    for piece in pieces:
        said = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(said))
        if first < last:
            piece.text = said[:first] + text + said[last:]
            text = ""
        at += len(said)


def _break(piece):
    """Lines of a text are lines on the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    first, *more = (piece.text or "").split("\n")
    piece.text = first
    piece.set(qn("xml:space"), "preserve")
    last = piece
    for line in more:
        text = OxmlElement("w:t")
        text.text = line
        text.set(qn("xml:space"), "preserve")
        for element in (OxmlElement("w:br"), text):
            last.addnext(element)
            last = element
