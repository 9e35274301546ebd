"""The only way from the text of a carrier to a ``Udi``.

The AIM symbology identifier decides where a reader sends it, else the head of the
text. A further issuing agency is a module with a reader and one line in ``_FORMS``.

    >>> from datetime import date
    >>> parse("]d20109506000134352", as_of=date(2026, 1, 1)).di
    '09506000134352'
"""

import re
from dataclasses import replace
from functools import partial

from . import code39, gs1, gs1_item, gs1_link, hibcc, iccbba, ifa, item, ma
from .gs1_scan import read_elements
from .udi import UdiError

MAX_LENGTH = 7089  # digits in the largest QR Code symbol: no scan is longer
_LINE_END = "\r\n\t"  # what readers append; str.strip() would eat GS and RS as well
_NOTHING = gs1.BLANK + "\x1c\x1d\x1e\x1f"
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_BRACKETS_INSIDE = re.compile(r"\([0-9]{2,4}\)")


def parse(text, *, as_of, separators=()):
    """Read one carrier; raise ``UdiError`` if it must be refused.

    ``as_of``       the day of reading: it decides the century of two-digit years
    ``separators``  texts that this reader sends for FNC1, e.g. ``("<GS>", "^]")``
    """
    if len(text) > MAX_LENGTH:
        expected, found = f"at most {MAX_LENGTH} characters", text[:40]
        raise UdiError("bad_length", MAX_LENGTH, None, expected, found)
    text = text.rstrip(_LINE_END)
    aim = text[:3] if text.startswith("]") else None
    start = len(aim or "")
    if not text[start:].strip(_NOTHING):
        raise UdiError("empty", start)
    read = _SYMBOLS.get(aim, _by_head)
    return read(text, start, as_of, aim, separators)


def combine(udis):
    """Join the scans of one item, e.g. DI and PI in two symbols, in their order.

    What is said twice must agree (``di_mismatch``, ``repeated_ai``); pairs of
    identifiers are judged over the whole.
    """
    udis = tuple(udis)
    if not udis:
        raise UdiError("empty")
    agencies = {udi.agency for udi in udis}
    if len(agencies) > 1:
        expected, found = sorted(agencies)[:2]
        raise UdiError("di_mismatch", None, "agency", expected, found)
    return _COMBINERS.get(udis[0].agency, item.combine)(udis)


def _by_head(text, start, as_of, aim, separators):
    """Read what no GS1 symbol vouches for, by the characters it begins with."""
    if aim and not _AIM.match(aim):
        raise UdiError("bad_symbology", 0, "AIM", "] letter digit", aim)
    if separators and text.startswith(tuple(filter(None, separators)), start):
        return _gs1(text, start, as_of, aim, separators, read=read_elements)
    while text[start] in gs1.BLANK:
        start += 1
    for head, read in _HEADS.get(text[start], ()):
        match = head.match(text, start)
        if match:
            return read(text, match.end(), as_of, aim, separators)
    code = "bad_syntax" if _BRACKETS_INSIDE.search(text, start) else "unrecognised"
    raise UdiError(code, start, None, "a UDI carrier", text[start:])


def _gs1(text, start, as_of, aim, separators, *, read):
    """GS1 data typed by hand, or in a symbol that does not declare it as such."""
    warnings = ("gs1_data_in_non_gs1_symbol",) if aim else ()
    return read(text.rstrip(" "), start, as_of, aim, separators, warnings)


def _number(text, start, as_of, aim, separators, *, length):
    return gs1.read_number(text, start, as_of, (length,), aim)


def _no_add_on(text, start, as_of, aim, separators):
    raise UdiError("bad_symbology", 0, aim, "EAN without add-on", text)


def _address(text, start, as_of, aim, separators):
    """A web address: around an MA code, or a Digital Link."""
    wrapped = _WRAPPED_MA.search(text, start)
    if wrapped:
        begin, end = wrapped.span(1)
        return ma.read_ma(text, begin, as_of, aim, end=end)
    return gs1_link.read_link(text, start, as_of, aim)


def _code39(text, start, as_of, aim, separators):
    """HIBC through a reader set to Full ASCII: only if it is right to the end."""
    symbol = code39.restored(text[start:])
    try:
        udi = hibcc.read_hibc(symbol, 0, as_of, aim, warnings=("full_ascii_reader",))
    except UdiError:
        expected = "a UDI carrier"
        raise UdiError("unrecognised", start, None, expected, text[start:]) from None
    return replace(udi, raw=text)


def _ahm(text, start, as_of, aim, separators):
    expected = "a carrier whose format is published"
    raise UdiError("unrecognised", start, "AHM", expected, text[start:])


_SYMBOLS = dict.fromkeys(("]d2", "]C1", "]Q3", "]J1", "]e0"), read_elements)
_SYMBOLS |= dict.fromkeys(("]E1", "]E2", "]E3"), _no_add_on)
_SYMBOLS |= dict.fromkeys(("]I0", "]I1"), partial(_number, length=14))
_SYMBOLS |= {"]E0": partial(_number, length=13), "]E4": partial(_number, length=8)}
_WRAPPED_MA = re.compile(r"[=/](MA\.[^&#/?\s]*)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FORMS = (
    ("0123456789\x1d", r"", partial(_gs1, read=gs1.read_digits)),
    ("(", r"", partial(_gs1, read=gs1.read_bracketed)),
    ("*+", r"\*?(?=\+)", hibcc.read_hibc),
    ("=&", r"", iccbba.read_isbt),
    ("[", r"(?=\[\)>)", ifa.read_message),
    ("M", r"(?=MA\.)", ma.read_ma),
    ("M", r"(?=MF[0-9A-Z]{1,13}B[AN])", _ahm),
    ("hH", r"(?i:(?=https?://))", _address),
    (_LETTERS, r"(?=[a-z][0-9A-Z]{5,22}[0-9A-Z$%+/. -]\Z)", _code39),
)
_HEADS = {}
for _characters, _head, _read in _FORMS:
    for _character in _characters:
        _HEADS.setdefault(_character, []).append((re.compile(_head), _read))
_COMBINERS = {"GS1": gs1_item.combine, "HIBCC": hibcc.combine}
