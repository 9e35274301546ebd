r"""GS1 element strings: what a reader sends for GS1 DataMatrix, GS1-128, GS1 QR Code.

Identifiers and values stand in a row; FNC1, sent as GS, ends values of variable
length (General Specifications 7.8).

    >>> from datetime import date
    >>> udi = read_elements("]d2010950600013435210A\x1d17271231", 3, date(2026, 1, 1))
    >>> udi.di, udi.lot, udi.expiry
    ('09506000134352', 'A', datetime.date(2027, 12, 31))
"""

from .gs1_common import lost_separator, read_common
from .gs1_element import GS, find
from .gs1_item import add, assemble
from .gs1_value import judge
from .udi import UdiError


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
    udi = read_common(text, start, as_of, aim, warnings, raw)
    if udi is not None:
        return udi
    values = _scan(text, start, as_of)
    warnings = (*warnings, *lost_separator(text, values))
    return assemble(values, as_of, aim=aim, warnings=warnings, raw=raw)


def _scan(text, start, as_of):
    """``{identifier: value}`` of an element string, every value checked."""
    values, position, end = {}, start, len(text)
    while position < end:
        ai = find(text, position)
        if ai is None:
            found = text[position : position + 4]
            raise UdiError("unknown_ai", position, None, "identifier", found)
        position += len(ai.code)
        match = ai.pattern.match(text, position)
        if match is None:
            raise ai.refusal(_value(text, position, ai), position)
        if ai.steps:
            judge(ai, match[1], position, as_of)
        add(values, ai, match[1], position)
        position = match.end()
    return values


def _value(text, position, ai):
    """What stands in the place of a value that could not be read."""
    end = text.find(GS, position)
    value = text[position:] if end < 0 else text[position:end]
    return value[: ai.longest] if ai.predefined else value
