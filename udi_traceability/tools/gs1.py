"""GS1 carriers: how each way of writing them is read, and the way back.

>>> from datetime import date
>>> udi = read_bracketed("(01)09506000134352(10)A(17)271231", 0, date(2026, 1, 1))
>>> udi.lot, element_string(udi).split(GS)
('A', ['010950600013435210A', '17271231'])
>>> bracketed(udi)
'(01)09506000134352(10)A(17)271231'
"""

import re
from datetime import date

from .check_digit import gtin_check_digit, is_digits, mod10_is_valid
from .dates import yymmdd
from .gs1_ai import KEYS
from .gs1_common import read_common
from .gs1_element import AIS, GS, find
from .gs1_item import add, assemble, pairs_of
from .gs1_scan import read_elements
from .gs1_value import judge
from .udi import UdiError

BLANK = " \t\r\n"
GTIN_LENGTHS = (8, 12, 13, 14)
SSCC_LENGTH = 18
_DATED = frozenset(("11", "13", "15", "16", "17"))
_BRACKET = re.compile(r"\(([0-9]{2,4})\)")
_OPENING = re.compile(r"\(([^()]*)(\)?)")
_FORM_ONLY = date(2000, 1, 1)  # the century of a date that was read already


def read_bracketed(text, start, as_of, aim=None, separators=(), warnings=()):
    """The ``Udi`` of text as printed for people, e.g. ``(01)09506000134352(10)A``.

    Blanks around identifiers and values are dropped: CSET 82 has none. A value that
    itself holds ``(10)`` cannot be told from an element; the symbol has no such
    doubt.
    """
    udi = read_common(text, start, as_of, aim, warnings, bracketed=True)
    if udi is not None:
        return udi
    values = {}
    for code, value, position in _pieces(text, start):
        ai = AIS[code]
        match = ai.pattern.fullmatch(value)
        if match is None:
            raise ai.refusal(value, position)
        judge(ai, match[1], position, as_of)
        add(values, ai, match[1], position)
        if "(" in value or ")" in value:
            warnings = (*warnings, "bracket_in_value")
    return assemble(values, as_of, aim=aim, warnings=warnings, raw=text)


def _pieces(text, start):
    """``(identifier, value, place)`` of what the brackets divide."""
    marks = list(_BRACKET.finditer(text, start))
    if not marks or marks[0].start() != start:
        raise _unopened(text, start)
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        if mark[1] not in AIS:
            raise UdiError("unknown_ai", mark.start(1), None, "identifier", mark[1])
        value = text[mark.end() : end].lstrip(BLANK)
        yield mark[1], value.rstrip(BLANK), end - len(value)


def _unopened(text, start):
    opening = _OPENING.match(text, start)
    found = opening[1] if opening else text[start:]
    if opening and opening[2] and is_digits(found):
        return UdiError("unknown_ai", start + 1, None, "identifier", found)
    return UdiError("bad_syntax", start, None, "(identifier) value", found)


def read_number(text, start, as_of, lengths, aim=None, warnings=()):
    """The ``Udi`` of a bare GTIN or SSCC: digits, check digit, nothing else."""
    code = text[start:]
    if not is_digits(code):
        place = next((i for i, c in enumerate(code) if not is_digits(c)), 0)
        found = code[place : place + 1]
        raise UdiError("bad_charset", start + place, "GTIN", "digits", found)
    element = "SSCC" if lengths == (SSCC_LENGTH,) else "GTIN"
    if len(code) not in lengths:
        expected = " or ".join(map(str, lengths)) + " digits"
        raise UdiError("bad_length", start, element, expected, code)
    if not mod10_is_valid(code):
        digit, last = gtin_check_digit(code[:-1]), start + len(code) - 1
        raise UdiError("bad_check_digit", last, element, digit, code[-1])
    values = {"00": code} if element == "SSCC" else {"01": code.zfill(14)}
    return assemble(values, as_of, aim=aim, warnings=warnings, raw=text)


_NUMBER_LENGTHS = dict.fromkeys(GTIN_LENGTHS, GTIN_LENGTHS)
_NUMBER_LENGTHS[SSCC_LENGTH] = (SSCC_LENGTH,)


def read_digits(text, start, as_of, aim=None, separators=(), warnings=()):
    """The ``Udi`` of text that begins with a digit and came without a GS1 symbol.

    A bare GTIN also reads as element string (13 digits: AI 95), so it is tried
    first. Where the digits begin with a date and read as elements to their end,
    a wrong check digit means elements, a right one is reported as ambiguous.
    """
    lengths = _NUMBER_LENGTHS.get(len(text) - start)
    if lengths is None or not is_digits(text[start:]):
        try:
            return read_elements(text, start, as_of, aim, separators, warnings)
        except UdiError as error:
            raise _no_element(error, text, start) or error from None
    elements = _dated_elements(text, start, as_of, aim, warnings)
    if elements and not mod10_is_valid(text[start:]):
        return elements
    if elements:
        warnings = (*warnings, "ambiguous_number")
    return read_number(text, start, as_of, lengths, aim, warnings)


def _no_element(error, text, start):
    """Digits that hold not one element, nor the beginning of a key, are no carrier."""
    ai = find(text, start)
    if error.code not in ("bad_length", "unknown_ai") or (ai and ai.code in KEYS):
        return None
    if error.position > start + (len(ai.code) if ai else 0):
        return None
    return UdiError("unrecognised", start, None, "a UDI carrier", text[start:])


def _dated_elements(text, start, as_of, aim, warnings):
    if text[start : start + 2] not in _DATED:
        return None
    try:
        return read_elements(text, start, as_of, aim, (), warnings)
    except UdiError:
        return None


def elements_of(udi):
    """``(identifier, value)`` pairs to be written.

    Day 00 is not allowed on regulated healthcare items (GSCN 21-040): the last day of
    the month, which it meant, stands in its place.
    """
    return tuple((code, _with_day(code, value)) for code, value in pairs_of(udi))


def _with_day(code, value):
    if value[4:6] != "00" or "yymmd0" not in AIS[code].parts[0].checks:
        return value
    day, _precision = yymmdd(value[:6], _FORM_ONLY)
    return f"{day:%y%m%d}{value[6:]}"


def element_string(udi):
    """What a reader sends for this UDI, without symbology identifier.

    Refuses a value that no carrier can hold, such as a lot of 21 characters.
    """
    written = "".join(
        f"{code}{value}" + ("" if AIS[code].predefined else GS)
        for code, value in elements_of(udi)
    )
    return written.removesuffix(GS)


def bracketed(udi):
    """The text that people read, beside the symbol: ``(01)09506000134352(10)A``."""
    return "".join(f"({code}){value}" for code, value in elements_of(udi))
