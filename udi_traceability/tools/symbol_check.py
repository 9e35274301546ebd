"""What a symbol may hold, and how large it must be.

Checked before any library sees the data: a refusal names the identifier, what is
wrong and what is expected.
"""

import re
from datetime import date

from .check_digit import mod43
from .finding import STOP, WARN, Finding
from .gs1_element import AIS
from .gs1_value import judge
from .symbol_code128 import FNC1
from .symbol_kind import BAR_HEIGHT, SymbolError
from .udi import UdiError

MINIMUM_MODULE = 0.25  # mm: what thermal printers and hospital readers both manage
# GS1-128: at most 48 characters and 165.1 mm (GS1 General Specifications 5.4.4.3).
MOST_CHARACTERS, WIDEST = 48, 165.1
# The SSCC of a logistic unit is read from afar: table 5 of 5.5.
LOGISTIC_BAR_HEIGHT, LOGISTIC_MODULE = 31.75, 0.495
_DATES = frozenset(("11", "12", "13", "15", "16", "17"))
_HIBC_FORM = re.compile(r"\+[A-Z0-9$][A-Z0-9-. $/+%]{2,}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ANY_DAY = date(2000, 1, 1)  # the century does not matter for the form of a date
_ROUNDING = 1e-9


def check(kind, payload):
    """Raise ``SymbolError`` for data that this kind of symbol must not hold."""
    if not payload:
        raise SymbolError("nothing_to_encode", kind.code)
    if kind.gs1:
        for identifier, value in payload:
            _check_element(identifier, value)
    elif kind.code == "hibc_datamatrix":
        _check_hibc(payload)
    elif _SURROGATE.search(payload):
        raise SymbolError("bad_charset", kind.code, payload, "Unicode")
    if kind.linear and (length := len(carried(payload))) > MOST_CHARACTERS:
        raise SymbolError("too_long", kind.code, length, MOST_CHARACTERS)


def carried(elements):
    """The characters after the leading FNC1, with FNC1 only where it separates.

    >>> carried((("10", "A"), ("21", "7"))).split(FNC1)
    ['10A', '217']
    """
    written = "".join(
        f"{code}{value}" + ("" if AIS[code].predefined else FNC1)
        for code, value in elements
    )
    return written.removesuffix(FNC1)


def _check_element(identifier, value):
    ai = AIS.get(identifier)
    if ai is None:
        raise SymbolError("unknown_ai", identifier, value)
    match = ai.pattern.fullmatch(value)
    try:
        if match is None or match[1] != value:
            raise ai.refusal(value, 0)
        judge(ai, value, 0, _ANY_DAY)
    except UdiError as error:
        raise SymbolError(error.code, identifier, value, error.expected) from error
    if identifier in _DATES and value.endswith("00"):
        # Not on regulated healthcare items since 2025 (GSCN 21-040).
        raise SymbolError("day_zero", identifier, value)


def _check_hibc(text):
    if not _HIBC_FORM.fullmatch(text):
        raise SymbolError("bad_syntax", "HIBC", text, "+, data, check character")
    expected = mod43(text[:-1])
    if text[-1] != expected:
        raise SymbolError("bad_check_digit", "HIBC", text[-1], expected)


def verdict(symbol, module, height=BAR_HEIGHT):
    """Findings about a symbol at this module and, for bars, this height (mm)."""
    found = [_below("module_too_small", STOP, "module", module, MINIMUM_MODULE)]
    if symbol.kind.linear:
        width = symbol.size(module, quiet=True)[0]
        if width > WIDEST + _ROUNDING:
            size = round(width, 1)
            found.append(Finding("symbol_too_wide", STOP, "width", size, WIDEST))
        logistic = symbol.payload[0][0] == "00"
        least = LOGISTIC_BAR_HEIGHT if logistic else BAR_HEIGHT
        found.append(_below("bars_too_low", WARN, "height", height, least))
        if logistic:
            least = LOGISTIC_MODULE
            found.append(_below("module_below_logistic", WARN, "module", module, least))
    return tuple(finding for finding in found if finding)


def _below(code, severity, field, value, least):
    if value < least - _ROUNDING:
        return Finding(code, severity, field, round(value, 2), least)
    return None
