"""Which font shows which character, and how wide text is.

A PDF may name 14 fonts without embedding them; they hold the characters of Western
Europe. Font files (TrueType) are embedded and hold what they hold. For Chinese,
Japanese and Korean without a file there are Adobe's CID fonts, which the reading
program must have: said as a finding, since a print server may not.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from unicodedata import east_asian_width

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import (
    getFont,
    getRegisteredFontNames,
    registerFont,
    stringWidth,
)
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from .label_layout import Face

REGULAR = Face("Helvetica", charset="cp1252")
BOLD = Face("Helvetica-Bold", charset="cp1252")
# The same character is written differently in China, Taiwan, Japan and Korea.
_CID = {
    "zh_CN": Face("STSong-Light", charset="gbk", embedded=False),
    "zh_TW": Face("MSung-Light", charset="big5", embedded=False),
    "ja": Face("HeiseiKakuGo-W5", charset="cp932", embedded=False),
    "ko": Face("HYGothic-Medium", charset="euc_kr", embedded=False),
}
# Scripts written from the right, or whose letters change with their neighbours: PDF
# and ZPL draw letter by letter, so these would come out wrong rather than not at all.
_SHAPED = re.compile(
    "[\u0590-\u0dff\u0f00-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefe]"
)
_CID_OF = {"zh": "zh_CN", "zh_HK": "zh_TW", "zh_MO": "zh_TW"}


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font files by path; ``others`` are asked for what the first ones lack."""

    regular: str = ""
    bold: str = ""
    others: tuple[str, ...] = ()


class FontError(ValueError):
    """A font file that cannot be read or embedded; ``path`` names it."""

    def __init__(self, path):
        self.path = path
        super().__init__(path)


@lru_cache(maxsize=64)
def faces(fonts, bold=False, language=""):
    """The fonts to try for text, in order."""
    path = fonts.bold or fonts.regular if bold else fonts.regular
    found = [_of_file(path)] if path else [BOLD if bold else REGULAR]
    found += [_of_file(other) for other in fonts.others]
    return tuple(found + _cid_faces(language))


def _cid_faces(language):
    base = language.split("_")[0]
    first = next((c for c in (language, base) if c in _CID or c in _CID_OF), "zh")
    first = _CID_OF.get(first, first)
    ordered = sorted(_CID, key=lambda code: code != first)
    known = getRegisteredFontNames()
    for code in ordered:
        if _CID[code].name not in known:
            registerFont(UnicodeCIDFont(_CID[code].name))
    return [_CID[code] for code in ordered]


@lru_cache(maxsize=32)
def _of_file(path):
    name = f"udi-{sha256(path.encode()).hexdigest()[:12]}"
    try:
        registerFont(TTFont(name, path))
    except (TTFError, OSError) as error:
        raise FontError(path) from error
    return Face(name, path=path)


@lru_cache(maxsize=4096)
def _covers(face, character):
    if _SHAPED.match(character):
        return False
    if not face.embedded and east_asian_width(character) not in "WFH":
        return False  # they have Greek and Russian too, as wide as ideographs
    if face.charset:
        try:
            character.encode(face.charset)
        except UnicodeEncodeError:
            return False
        return True
    return ord(character) in _glyphs(face)


def _glyphs(face):
    return getFont(face.name).face.charToGlyph


@lru_cache(maxsize=8192)
def measured(text, tried):
    """Runs of ``text`` as (face, text, width at size 1), and what no face shows.

    >>> runs, missing = measured("pump 泵", faces(Fonts()))
    >>> [(face.name, run) for face, run, _width in runs], missing
    ([('Helvetica', 'pump '), ('STSong-Light', '泵')], '')
    """
    runs, missing = [], ""
    for character in text:
        face = next((each for each in tried if _covers(each, character)), None)
        if face is None:
            missing, face = missing + character, tried[0]
        if runs and runs[-1][0] is face:
            runs[-1][1] += character
        else:
            runs.append([face, character])
    return tuple((f, run, stringWidth(run, f.name, 1)) for f, run in runs), missing


def width(text, tried):
    """Width of ``text`` at size 1."""
    return sum(run[2] for run in measured(text, tried)[0])
