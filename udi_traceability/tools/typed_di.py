"""A device identifier as people type it, and as it is kept.

>>> from datetime import date
>>> typed_di("950600013435 2", "GS1", date(2026, 1, 1))
TypedDi(agency='GS1', code='09506000134352', gtin_format='13')
>>> typed_di("+A123BJC5D6E71G", "GS1", date(2026, 1, 1)).code
'A123BJC5D6E71'
>>> proposal("GS1", "09506000134353")
'09506000134352'
"""

import re
from dataclasses import dataclass

from .check_digit import (
    GTIN_LENGTHS,
    gtin_check_digit,
    is_digits,
    mod10_is_valid,
    ppn_check_digits,
    pzn_check_digit,
)
from .parse import parse
from .udi import UdiError

# How a whole symbol or label text begins; a DI alone begins otherwise
_SYMBOL = re.compile(r"[\]+=*(&]|\[\)>|MA\.|https?://")
_BRACKETED = re.compile(r"\(01\)([0-9]{14})(?![0-9])")
_PPN = re.compile(r"([0-9A-Z]{2}[0-9A-Z._-]{1,18})[0-9]{2}")
_BLANK = " \t\r\n"  # str.strip() would eat GS and RS as well
LONGEST = 500


@dataclass(frozen=True, slots=True)
class TypedDi:
    """``agency`` as the text shows it, else as it was given."""

    agency: str
    code: str
    gtin_format: str | None = None


def typed_di(text, agency, as_of):
    """The identifier in a typed or scanned text, in the form in which it is kept.

    Spaces, a bracketed (01), a whole label text and missing leading zeros are
    spelling only. What cannot be read stays as typed, without spaces.

    :param str agency: what the caller holds it for, such as ``GS1``
    :param as_of: the day by which the dates of a whole label are read
    """
    code = re.sub(r"\s", "", text)
    if agency == "GS1" and is_digits(code) and len(code) in GTIN_LENGTHS:
        return TypedDi("GS1", code.zfill(14), str(len(code)))
    if not _SYMBOL.match(code) or len(text) > LONGEST:
        return TypedDi(agency, code)
    try:
        udi = parse(text.strip(_BLANK), as_of=as_of)
    except UdiError:
        bracketed = _BRACKETED.match(code)
        return TypedDi("GS1", bracketed[1]) if bracketed else TypedDi(agency, code)
    if udi.di is None or udi.agency is None:
        return TypedDi(agency, code)
    return TypedDi(udi.agency, udi.di, "14" if udi.agency == "GS1" else None)


def proposal(agency, code):
    """The identifier with right check digits; None if they are right or not ours.

    Only GS1 and IFA end a DI in check digits that anybody may compute.
    """
    if agency == "GS1" and is_digits(code) and len(code) == 14:
        right = code[:-1] + gtin_check_digit(code[:-1])
        return None if mod10_is_valid(code) else right
    ppn = _PPN.fullmatch(code) if agency == "IFA" else None
    if ppn and _product_number_is_right(ppn[1]):
        right = ppn[1] + ppn_check_digits(ppn[1])
        return None if right == code else right
    return None


def _product_number_is_right(body):
    """A PZN inside a PPN has a check digit of its own: which one is wrong then?"""
    if not body.startswith("11"):
        return True
    return (
        len(body) == 10 and is_digits(body) and body[-1] == pzn_check_digit(body[2:-1])
    )
