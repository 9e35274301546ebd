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
from .gs1_element import AIS, GS
from .gs1_item import add, assemble
from .gs1_scan import read_elements
from .gs1_value import judge
from .udi import UdiError

BLANK = " \t\r\n"
GTIN_LENGTHS = (8, 12, 13, 14)
SSCC_LENGTH = 18
_DATED = frozenset(("11", "13", "15", "16", "17"))
_BRACKET = re.compile(r"\(([0-9]{2,4})\)")
_OPENING = re.compile(r"\(([^()]*)(\)?)")
# A label carries fixed lengths first: it saves separators.
_WRITTEN = {"sscc": "00", "di": "01", "mfg_date": "11", "expiry": "17", "lot": "10"}
_WRITTEN |= {"serial": "21", "software_version": "8012", "quantity": "30"}
_FORM_ONLY = date(2000, 1, 1)  # dates were dates when they were read


def read_bracketed(text, start, as_of, aim=None, separators=(), warnings=()):
    """The ``Udi`` of text as printed for people, e.g. ``(01)09506000134352(10)A``.

    Blanks around identifiers and values are dropped: CSET 82 has none. A value that
    itself holds ``(10)`` cannot be told from an element; the symbol has no such
    doubt.
    """
    marks = list(_BRACKET.finditer(text, start))
    if not marks or marks[0].start() != start:
        raise _unopened(text, start)
    values = {}
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        ai = AIS.get(mark[1])
        if ai is None:
            raise UdiError("unknown_ai", mark.start(1), None, "identifier", mark[1])
        value = text[mark.end() : end].lstrip(BLANK)
        position = end - len(value)
        value = value.rstrip(BLANK)
        match = ai.pattern.fullmatch(value)
        if match is None:
            raise ai.refusal(value, position)
        judge(ai, match[1], position, as_of)
        add(values, ai, match[1], position)
        if "(" in value or ")" in value:
            warnings = (*warnings, "bracket_in_value")
    return assemble(values, as_of, aim=aim, warnings=warnings, raw=text)


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
        return read_elements(text, start, as_of, aim, separators, warnings)
    elements = _dated_elements(text, start, as_of, aim, warnings)
    if elements and not mod10_is_valid(text[start:]):
        return elements
    if elements:
        warnings = (*warnings, "ambiguous_number")
    return read_number(text, start, as_of, lengths, aim, warnings)


def _dated_elements(text, start, as_of, aim, warnings):
    if text[start : start + 2] not in _DATED:
        return None
    try:
        return read_elements(text, start, as_of, aim, (), warnings)
    except UdiError:
        return None


def elements_of(udi):
    """``(identifier, value)`` pairs of a GS1 ``Udi``: as read, or from its fields."""
    if udi.agency != "GS1":
        raise UdiError("unrecognised", element=udi.agency, expected="GS1")
    if udi.elements:
        return udi.elements
    stated = {code: getattr(udi, name) for name, code in _WRITTEN.items()}
    pairs = [(code, _value(value)) for code, value in stated.items() if value]
    for code, value in pairs:
        match = AIS[code].pattern.fullmatch(value)
        if match is None or match[1] != value:
            raise AIS[code].refusal(value, 0)
        judge(AIS[code], value, 0, _FORM_ONLY)
    return tuple(pairs)


def _value(value):
    return f"{value:%y%m%d}" if isinstance(value, date) else str(value)


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
