r"""GS1 element strings: what a reader sends for GS1 DataMatrix, GS1-128, GS1 QR Code.

Identifiers and values stand in a row; FNC1, sent as GS, ends values of variable
length (General Specifications 7.8).

    >>> from datetime import date
    >>> udi = read_elements("]d2010950600013435210A\x1d17271231", 3, date(2026, 1, 1))
    >>> udi.di, udi.lot, udi.expiry
    ('09506000134352', 'A', datetime.date(2027, 12, 31))
"""

import re

from .check_digit import mod10_is_valid
from .dates import yymmdd
from .gs1_ai import CHARSETS
from .gs1_element import GS, find
from .gs1_item import add, assemble
from .gs1_value import judge
from .udi import Udi, UdiError

_COMMON_CODES = ("01", "11", "17", "10", "21")
_X = f"[{CHARSETS['X']}]"
_COMMON = re.compile(
    f"01([0-9]{{14}}){GS}?(?:11([0-9]{{6}}){GS}?)?(?:17([0-9]{{6}}){GS}?)?"
    f"(?:10({_X}{{1,20}})(?:{GS}|\\Z))?(?:21({_X}{{1,20}})(?:{GS}|\\Z))?"
)
_MONTH_DAY = "(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])"
_LOST = re.compile(f"(10|21).|(11|17)[0-9]{{2}}{_MONTH_DAY}")


def read_elements(text, start, as_of, aim=None, separators=(), warnings=()):
    """The ``Udi`` of an element string that begins at ``start``.

    ``separators`` are texts that a reader sends in the place of GS. Positions in
    errors count each of them as one character.
    """
    raw = text
    for separator in separators:
        if separator:
            text = text[:start] + text[start:].replace(separator, GS)
    if text.startswith(GS, start):
        start += 1
        warnings = (*warnings, "redundant_separator") if aim else warnings
    if start >= len(text):
        raise UdiError("empty", start)
    common = _COMMON.fullmatch(text, start)
    udi = common and _common(common.groups(), text, as_of, aim, warnings, raw)
    if udi:
        return udi
    values = _scan(text, start, as_of)
    warnings = (*warnings, *_lost_separator(text, values))
    return assemble(values, as_of, aim=aim, warnings=warnings, raw=raw)


def _common(values, text, as_of, aim, warnings, raw):
    """The shape that nearly every device carries; None: leave it to ``_scan``."""
    di, made, expires, lot, serial = values
    if not mod10_is_valid(di):
        return None
    try:
        mfg_date, made_precision = yymmdd(made, as_of) if made else (None, "day")
        expiry, precision = yymmdd(expires, as_of) if expires else (None, "day")
    except ValueError:
        return None
    if made_precision != "day":
        return None
    elements = tuple(
        [pair for pair in zip(_COMMON_CODES, values, strict=True) if pair[1]]
    )
    if GS not in text:
        warnings = (*warnings, *_lost_separator(text, dict(elements)))
    return Udi(
        aim=aim,
        di=di,
        lot=lot,
        serial=serial,
        expiry=expiry,
        expiry_precision=precision,
        mfg_date=mfg_date,
        elements=elements,
        warnings=warnings,
        raw=raw,
    )


def _scan(text, start, as_of):
    """``{identifier: value}`` of an element string, every value checked."""
    values, position = {}, start
    while position < len(text):
        ai = find(text, position)
        if ai is None:
            found = text[position : position + 4]
            raise UdiError("unknown_ai", position, None, "identifier", found)
        position += len(ai.code)
        match = ai.pattern.match(text, position)
        if match is None:
            raise ai.refusal(_value(text, position, ai), position)
        judge(ai, match[1], position, as_of)
        add(values, ai, match[1], position)
        position = match.end()
    return values


def _value(text, position, ai):
    """What stands in the place of a value that could not be read."""
    end = text.find(GS, position)
    value = text[position:] if end < 0 else text[position:end]
    return value[: ai.longest] if ai.predefined else value


def _lost_separator(text, values):
    """Warn where the last value may hold an element whose separator was lost.

    Syntax cannot tell: ``10AB121S9`` is the lot AB121S9, or lot AB1 and serial S9.
    """
    code, value = next(reversed(values.items()))
    if code not in ("10", "21") or GS in text:
        return ()
    for match in _LOST.finditer(value, 1):
        if (match[1] or match[2]) not in values:
            return ("possible_missing_separator",)
    return ()
