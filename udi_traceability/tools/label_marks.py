"""Marks of ISO 15223-1 as device labels carry them: letters in a frame, and drawings.

The drawings are our own, after the symbols of the standard; a maker who must print
the registered artwork gives it as a picture of the same name.
"""

from functools import cache, lru_cache
from math import cos, pi, sin

from .label_fonts import Fonts, faces, width as text_width
from .label_layout import Box, Drawing, Text
from .label_text import CAPITALS

# Letters in one frame or, with a bar, in frames side by side.
LETTERS = {
    "ref": "REF",
    "lot": "LOT",
    "sn": "SN",
    "md": "MD",
    "udi": "UDI",
    "sterile": "STERILE",
    "sterile_eo": "STERILE|EO",
    "sterile_r": "STERILE|R",
    "ec_rep": "EC|REP",
    "ch_rep": "CH|REP",
    "ivd": "IVD",
}
_LINE, _SIZE, _PADDING = 0.075, 0.8, 0.17  # in heights of the mark


def _loop(*points):
    return (*points, points[0])


def _circle(x, y, radius):
    turns = (2 * pi * step / 32 for step in range(32))
    return _loop(*((x + radius * cos(t), y + radius * sin(t)) for t in turns))


def _box(left, top, right, bottom):
    return _loop((left, top), (right, top), (right, bottom), (left, bottom))


_FACTORY = _loop(
    *((0.05, 0.96), (0.08, 0.04), (0.23, 0.04), (0.26, 0.64), (0.6, 0.38)),
    *((0.6, 0.64), (0.95, 0.38), (0.95, 0.96)),
)
_HOURGLASS = _loop(
    *((0.2, 0.04), (0.8, 0.04), (0.8, 0.14), (0.55, 0.5), (0.8, 0.86)),
    *((0.8, 0.96), (0.2, 0.96), (0.2, 0.86), (0.45, 0.5), (0.2, 0.14)),
)
_TWO = ((0.36, 0.4), (0.38, 0.31), (0.45, 0.26), (0.55, 0.26), (0.62, 0.31))
_TWO += ((0.64, 0.4), (0.6, 0.48), (0.36, 0.73), (0.66, 0.73))
_SLASH = ((0.17, 0.17), (0.83, 0.83))
_TRIANGLE = _loop((0.5, 0.06), (0.97, 0.92), (0.03, 0.92))
_PAGE = ((0.5, 0.24), (0.3, 0.14), (0.04, 0.14), (0.04, 0.86), (0.3, 0.86), (0.5, 0.96))
_PAGES = (*_PAGE, *((1 - x, y) for x, y in reversed(_PAGE)))
_ROOF = _loop(
    *((0.5 - 0.45 * cos(pi * t / 16), 0.5 - 0.38 * sin(pi * t / 16)) for t in range(17))
)
_HANDLE = ((0.5, 0.04), (0.5, 0.86), (0.55, 0.95), (0.64, 0.95), (0.69, 0.86))
# Name -> (points, filled?) in a square of side 1; a loop ends where it began.
DRAWINGS = {
    "use_by": ((_HOURGLASS, False),),
    "made": ((_FACTORY, False),),
    "maker": ((_FACTORY, True),),
    "single_use": ((_circle(0.5, 0.5, 0.46), False), (_TWO, False), (_SLASH, False)),
    "caution": (
        (_TRIANGLE, False),
        (_box(0.47, 0.38, 0.53, 0.66), True),
        (_circle(0.5, 0.77, 0.04), True),
    ),
    "ifu": (
        (_PAGES, False),
        (((0.5, 0.24), (0.5, 0.96)), False),
        (_box(0.7, 0.46, 0.76, 0.76), True),
        (_circle(0.73, 0.36, 0.045), True),
    ),
    "keep_dry": ((_ROOF, False), (_HANDLE, False)),
}
NAMES = (*LETTERS, *DRAWINGS)


@lru_cache(maxsize=4096)
def width(name, height):
    """How wide one mark of this height is, in mm."""
    if name in DRAWINGS:
        return height
    letters = LETTERS[name].split("|")
    bare = sum(text_width(each, _bold()) for each in letters)
    return (_SIZE * bare + 2 * _PADDING * len(letters)) * height


@lru_cache(maxsize=4096)
def draw(name, height, x, y):
    """Items of one mark with its upper left corner at ``x``, ``y``."""
    if name in DRAWINGS:
        return (Drawing(x, y, height, height, _scaled(name, height), _LINE * height),)
    size, line, base = _SIZE * height, _LINE * height, y + height / 2
    base += CAPITALS / 2 * size
    items = []
    for letters in LETTERS[name].split("|"):
        taken = text_width(letters, _bold()) * size
        frame = taken + 2 * _PADDING * height
        items.append(Box(x, y, frame, height, line))
        left, face = x + _PADDING * height, _bold()[0]
        items.append(Text(left, base, letters, size, taken, face, True, "center"))
        x += frame
    return tuple(items)


def _bold():
    return faces(Fonts(), bold=True)


@cache
def _scaled(name, height):
    return tuple(
        (tuple((x * height, y * height) for x, y in points), filled)
        for points, filled in DRAWINGS[name]
    )
