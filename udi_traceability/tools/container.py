"""Shipping containers: their number (SSCC), and what their label says of the content.

>>> sscc("0950600013", 7)
'009506000130000071'
>>> capacity("0950600013")
1000000
>>> from .gs1 import bracketed
>>> held = container("009506000130000071", content="19506000134359", count=24, lot="A")
>>> bracketed(held)
'(00)009506000130000071(02)19506000134359(37)24(10)A'
"""

from .check_digit import gtin_check_digit, is_digits
from .udi import Udi, UdiError

PREFIX_LENGTHS = range(4, 13)
_BODY = 17  # extension digit, prefix and serial reference; the check digit follows


def capacity(prefix):
    """How many containers one extension digit of this company prefix can number."""
    _check_prefix(prefix)
    return 10 ** (_BODY - 1 - len(prefix))


def sscc(prefix, number, extension="0"):
    """The 18 digits of container ``number`` of a company, check digit included.

    Raises ``UdiError`` where the prefix, the number or the extension has no place.
    """
    width = len(str(capacity(prefix) - 1))
    if len(extension) != 1 or not is_digits(extension):
        raise UdiError("bad_value", 0, "SSCC", "one digit", extension)
    if not 0 <= number < 10**width:
        raise UdiError("bad_length", 1, "SSCC", f"{width} digits", str(number))
    body = f"{extension}{prefix}{number:0{width}d}"
    return body + gtin_check_digit(body)


def container(number, *, article="", content="", count=None, lot="", expiry=None):
    """The ``Udi`` of a package: its number, and what all units in it share.

    ``article``  GTIN of the package itself, where it is sold as it is: AI 01
    ``content``  GTIN of what it holds, ``count`` times: AI 02 and 37, which need each
                 other and never stand beside AI 01 (GS1 General Specifications 4.13)
    ``lot``      and ``expiry`` belong to one of these GTIN, never to the SSCC alone
    """
    told = [("00", number)] if number else []
    if article:
        told.append(("01", article))
    elif content and count:
        told += [("02", content), ("37", str(count))]
    else:
        return Udi(sscc=number or None, elements=tuple(told))
    if expiry:
        told.append(("17", f"{expiry:%y%m%d}"))
    if lot:
        told.append(("10", lot))
    return Udi(
        di=article or None,
        lot=lot or None,
        expiry=expiry,
        quantity=None if article else count,
        sscc=number or None,
        elements=tuple(told),
    )


def _check_prefix(prefix):
    if not is_digits(prefix) or len(prefix) not in PREFIX_LENGTHS:
        lengths = f"{PREFIX_LENGTHS[0]} to {PREFIX_LENGTHS[-1]} digits"
        raise UdiError("bad_length", 0, "GS1 Company Prefix", lengths, prefix)
