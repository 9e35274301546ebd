"""Text into a box: lines broken at blanks, shrunk until they fit, never cut.

>>> from .label_fonts import Fonts
>>> fitted = fit((("", "Infusion pump IP-200"),), 20, 5, 3, 2, Fonts())
>>> [line for _faces, line in fitted.lines], round(fitted.size, 1), fitted.fits
(['Infusion pump', 'IP-200'], 2.3, True)
"""

import re
from dataclasses import dataclass
from unicodedata import normalize

from .label_fonts import faces, width
from .label_layout import Face

LEADING = 1.18  # from one base line to the next, in sizes of the text
ASCENT, CAPITALS, DESCENT = 0.76, 0.72, 0.22
_STEP, _SMALLEST = 0.1, 0.5  # mm
_ROUNDING = 1e-6
MAY_BREAK = "\u200b"  # a place for a line to end that takes no room
# Scripts without blanks break anywhere, but not before a closing mark.
_WIDE = "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff01-\uffef"
_CLOSING = "、。，．：；！？）】〕》」』”’"
_TOKEN = re.compile(
    rf"([ {MAY_BREAK}]*)([{_WIDE}\U00020000-\U0003fffd][{_CLOSING}]*"
    rf"|[^ {MAY_BREAK}{_WIDE}\U00020000-\U0003fffd]+)"
)
_BLANK = re.compile(r"[\x00-\x09\x0b-\x20\x7f\xa0]+")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines with the fonts to try for each, at the size that fits, if one does."""

    lines: tuple[tuple[tuple[Face, ...], str], ...]
    size: float
    fits: bool


def fit(paragraphs, wide, high, size, least, fonts, bold=False):
    """(language, text) pairs as lines within ``wide`` by ``high`` mm.

    Tried from ``size`` down to ``least``. What does not fit then is given at the
    least size, whole, with ``fits`` False.
    """
    split = [
        (faces(fonts, bold, language), _TOKEN.findall(_BLANK.sub(" ", line).strip()))
        for language, text in paragraphs
        for line in normalize("NFC", text).split("\n")
    ]
    least = max(least, _SMALLEST)
    size = max(size, least)
    while True:
        lines, within = _wrapped(split, wide / size + _ROUNDING)
        tall = size * (ASCENT + DESCENT + LEADING * (len(lines) - 1))
        fits = within and tall <= high + _ROUNDING
        if fits or size <= least:
            return Fitted(tuple(lines), size, fits)
        size = max(least, size - _STEP)


def _wrapped(split, limit):
    """Lines no wider than ``limit`` where a single word allows it, and whether."""
    lines, within = [], True
    for tried, tokens in split:
        line, filled = "", 0.0
        for blank, token in tokens:
            wide = width(token, tried)
            within = within and wide <= limit
            gap = width(" ", tried) if " " in blank and line else 0.0
            if line and filled + gap + wide > limit:
                lines.append((tried, line))
                line, filled, gap = "", 0.0, 0.0
            line += (" " if gap else "") + token
            filled += gap + wide
        if line:
            lines.append((tried, line))
    return lines, within
