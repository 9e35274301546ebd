"""Symbols that other readers accept: GS1 DataMatrix, GS1-128, GS1 QR, HIBC and plain.

    >>> symbol = encode("gs1_datamatrix", (("01", "09506000134352"), ("10", "LC2611A")))
    >>> symbol.title, round(symbol.size(0.38)[0], 2)
    ('GS1 DataMatrix 18×18', 6.84)

``zint`` (the wheel ``zint-bindings``) makes them all. Without it ``symbol_fallback``
makes GS1-128 and plain QR; the others are refused with ``library_missing``.
"""

import re

from . import symbol_fallback
from .symbol_check import carried, check, verdict
from .symbol_image import png, svg
from .symbol_kind import KINDS, Symbol, SymbolError

try:
    import zint
except ImportError:
    zint = None

__all__ = ["KINDS", "WHEEL", "Symbol", "SymbolError", "encode", "png", "svg", "verdict"]

WHEEL = "zint-bindings"
_SYMBOLOGIES = dict.fromkeys(KINDS, "DATAMATRIX")
_SYMBOLOGIES |= {"gs1_128": "GS1_128", "gs1_qr": "QRCODE", "qr": "QRCODE"}
_TOO_LONG = re.compile(r"too long|too big", re.IGNORECASE)
_UTF_8 = 26  # extended channel interpretation
_LEVEL_M = 2  # error correction of QR: 15 %
_ROW_BYTES = 144


def encode(kind, payload):
    """The ``Symbol`` of (identifier, value) pairs, or of text if not a GS1 kind.

    Text of HIBC is complete: ``+``, data, check character. Raises ``SymbolError``.
    """
    found = KINDS.get(kind)
    if found is None:
        raise SymbolError("unknown_symbol", kind, expected=", ".join(KINDS))
    check(found, payload)
    rows = _by_zint(found, payload) if zint else _by_fallback(found, payload)
    return Symbol(found, payload, rows)


def _by_fallback(kind, payload):
    data = carried(payload) if kind.gs1 else payload
    rows = symbol_fallback.rows(kind.code, data)
    if rows is None:
        raise SymbolError("library_missing", kind.code, expected=WHEEL)
    return rows


def _by_zint(kind, payload):
    symbol = zint.Symbol()
    symbol.symbology = getattr(zint.Symbology, _SYMBOLOGIES[kind.code])
    symbol.warn_level = zint.WarningLevel.FAIL_ALL
    text = payload
    if kind.gs1:
        symbol.input_mode = zint.InputMode.GS1
        # CSET 82 has no square bracket: no value can pass for an identifier.
        text = "".join(f"[{code}]{value}" for code, value in payload)
    elif not payload.isascii():
        symbol.eci = _UTF_8
    if symbol.symbology is zint.Symbology.DATAMATRIX:
        symbol.option_3 = zint.DataMatrixOptions.SQUARE
    elif symbol.symbology is zint.Symbology.QRCODE:
        symbol.option_1 = _LEVEL_M
    try:
        symbol.encode(text)
    except RuntimeError as error:
        code = "too_long" if _TOO_LONG.search(str(error)) else "symbol_refused"
        raise SymbolError(code, kind.code, str(error)) from error
    return tuple(_rows(bytes(symbol.encoded_data), symbol.rows, symbol.width))


def _rows(data, count, width):
    """Modules row by row; zint packs the first into the lowest bit of a byte."""
    for at in range(0, count * _ROW_BYTES, _ROW_BYTES):
        packed = int.from_bytes(data[at : at + _ROW_BYTES], "little")
        yield f"{packed:0{width}b}"[::-1]
