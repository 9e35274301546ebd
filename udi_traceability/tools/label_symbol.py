"""Symbols on a label: as large as their place and the printer's dots allow."""

import re
from math import floor

from .build import text_of
from .finding import STOP, Finding
from .label_fields import chosen
from .label_layout import SHARE, Box, Drawing, Placed, Text, dots_per_mm
from .label_text import ASCENT, DESCENT, MAY_BREAK
from .symbol import KINDS, SymbolError, encode, verdict
from .udi import UdiError

_SEGMENT = re.compile(r"(?<=[^$/(=&])(?:[/=&(]|\$)")
_ROUNDING = 1e-6
_TOUCH = 0.02  # mm that nobody sees


def place(element, kind, data, dpi):
    """Items and findings of one symbol; a crossed place where there can be none."""
    try:
        symbol = encode(kind, held(kind, element.content, data))
    except SymbolError as error:
        return (_crossed(element),), (error.finding,)
    except UdiError as error:
        return (_crossed(element),), (refused(error),)
    module, dots = _module(element, symbol, dots_per_mm(dpi))
    placed = _placed(element, symbol, module, dots, dots_per_mm(dpi))
    return (placed,), verdict(symbol, module, placed.height)


def held(kind, content, data):
    """What the symbol of an element holds. Raises ``UdiError``."""
    if kind not in KINDS or KINDS[kind].gs1:
        return chosen(content, data.udi)
    if data.carrier or data.udi.agency == "GS1":
        return data.carrier
    return text_of(data.udi)


def refused(error):
    """A ``UdiError`` as finding."""
    field = error.element or "udi"
    return Finding(error.code, STOP, field, error.found, error.expected)


def human(kind, content, data):
    """The interpretation beside the symbol; blanks part elements, no line does.

    Identifiers stand in brackets, which are not encoded (GS1 General Specifications
    4.14). The text of another agency may be broken before each of its segments.
    """
    told = held(kind, content, data)
    if not isinstance(told, str):
        return " ".join(f"({code}){value}" for code, value in told)
    if not data.carrier and told:
        told = text_of(data.udi, "readable")
    return _SEGMENT.sub(f"{MAY_BREAK}\\g<0>", told)


def _module(element, symbol, dense):
    """Module in mm and in printer dots: whole dots, or readers see uneven bars."""
    margin = 2 * symbol.kind.quiet
    most = min(element.module, element.width / (symbol.columns + margin))
    if not symbol.kind.linear:
        most = min(most, element.height / (len(symbol.rows) + margin))
    dots = floor(most * dense + _ROUNDING)
    return (dots / dense if dots else most), dots


def _placed(element, symbol, module, dots, dense):
    quiet = symbol.kind.quiet * module
    wide, high = symbol.size(module, element.height, quiet=True)
    x = element.x + (element.width - wide) * SHARE[element.align] + quiet
    y = element.y + (element.height - high) * SHARE[element.valign]
    if not symbol.kind.linear:
        y += quiet
    x, y = (floor(at * dense + 0.5) / dense for at in (x, y))
    return Placed(x, y, symbol, module, dots, element.height)


def _crossed(element):
    wide, high = element.width, element.height
    frame = ((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high), (0.0, 0.0))
    lines = frame, (frame[0], frame[2]), (frame[3], frame[1])
    paths = tuple((line, False) for line in lines)
    return Drawing(element.x, element.y, wide, high, paths, 0.2)


def covered(items):
    """The symbols among ``items`` whose quiet zone something else reaches into."""
    taken = [(item, area) for item in items for area in _areas(item)]
    found = []
    for symbol in items:
        if isinstance(symbol, Placed):
            zone = _zone(symbol)
            others = (area for item, area in taken if item is not symbol)
            if any(_meet(zone, area) for area in others):
                found.append(symbol)
    return tuple(found)


def _meet(one, other):
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > _TOUCH and high > _TOUCH


def _zone(placed):
    quiet = placed.symbol.kind.quiet * placed.module
    above = 0 if placed.symbol.kind.linear else quiet
    wide, high = placed.size
    x, y = placed.x, placed.y
    return x - quiet, y - above, x + wide + quiet, y + high + above


def _areas(item):
    """Rectangles (left, top, right, bottom) that are not light."""
    if isinstance(item, Text):
        top, bottom = item.y - ASCENT * item.size, item.y + DESCENT * item.size
        return ((item.x, top, item.x + item.width, bottom),)
    if isinstance(item, Box):
        return tuple(edges(item))
    wide, high = item.size if isinstance(item, Placed) else (item.width, item.height)
    return ((item.x, item.y, item.x + wide, item.y + high),)


def edges(box):
    """The lines of a frame or rule as rectangles, half the line on either side."""
    half = box.line / 2
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    if box.height:
        yield left - half, top - half, left + half, bottom + half
        if box.width:
            yield right - half, top - half, right + half, bottom + half
    if box.width:
        yield left - half, top - half, right + half, top + half
        if box.height:
            yield left - half, bottom - half, right + half, bottom + half
