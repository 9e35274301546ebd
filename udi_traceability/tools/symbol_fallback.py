"""What can be made without ``zint-bindings``: GS1-128 and plain QR, both correct.

``reportlab`` and ``qrcode`` come with Odoo. Neither makes a GS1 DataMatrix or a GS1
QR: a symbol without its leading FNC1 is another symbol, so there is none at all.
"""

import qrcode
from qrcode.exceptions import DataOverflowError
from reportlab.graphics.barcode.code128 import Code128

from .symbol_code128 import characters
from .symbol_kind import SymbolError

_STOP = 106


class _Bars(Code128):
    """Bars by reportlab, code sets by us: its own choice loses characters."""

    def encode(self):
        values = characters(self.value)
        check = values[0] + sum(at * value for at, value in enumerate(values))
        self.encoded = [*values, check % 103, _STOP]


def rows(kind, data):
    """Modules of ``data`` as rows of ``0`` and ``1``; None if zint is needed."""
    if kind == "gs1_128":
        return (_code_128(data),)
    return _qr(data) if kind == "qr" else None


def _code_128(data):
    bars = _Bars(data, quiet=0)
    bars.validate()
    bars.encode()
    widths = bars.decompose()  # a to d: 1 to 4 modules, capitals dark
    return "".join(
        ("1" if letter.isupper() else "0") * (ord(letter.lower()) - 96)
        for letter in widths
    )


def _qr(data):
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(data)
    try:
        matrix = code.get_matrix()
    except (DataOverflowError, ValueError) as error:  # ValueError: its version 41
        raise SymbolError("too_long", "qr", len(data)) from error
    return tuple("".join("1" if dark else "0" for dark in row) for row in matrix)
