"""What the value of a GS1 element must fulfil beyond length and character set.

The checks bear the names of the GS1 Barcode Syntax Dictionary. Each takes its part
of the value and the day of reading; it returns None, or what is wrong: class of the
refusal, place within the part, what should stand there.
"""

import re
from functools import partial

from . import dates
from .check_digit import check_pair, gtin_check_digit, mod10_is_valid
from .udi import UdiError

# Lists that others keep (countries, currencies, packages, media, banks, coupons):
# none is part of a UDI, so these values pass unjudged.
NOT_JUDGED = frozenset(
    ("iso3166", "iso3166999", "iso3166alpha2", "iso4217", "packagetype", "mediatype")
    + ("iban", "couponcode", "couponposoffer")
)
_PREFIX = "a company prefix of four digits or more"
_FORMS = {
    "gcppos1": (r"[0-9]{4}.*", _PREFIX),
    "gcppos2": (r".[0-9]{4}.*", _PREFIX),
    "hasnondigit": (r"[0-9]*[^0-9].*", "one character that is no digit"),
    "hyphen": (r"-+", "-"),
    "importeridx": (r"[-0-9A-Z_a-z]", "letter, digit, - or _"),
    "iso5218": (r"[0129]", "0, 1, 2 or 9"),
    "latitude": (r"0[0-9]{9}|1[0-7][0-9]{8}|180{8}", "at most 1800000000"),
    "longitude": (r"[0-2][0-9]{9}|3[0-5][0-9]{8}|360{8}", "at most 3600000000"),
    "nonzero": (r"0*[1-9][0-9]*", "more than zero"),
    "nozeroprefix": (r"[1-9][0-9]*", "no leading zero"),
    "pcenc": (r"(?:[^%]|%[0-9A-Fa-f]{2})*", "% and two hexadecimal digits"),
    "winding": (r"[019]", "0, 1 or 9"),
    "yesno": (r"[01]", "0 or 1"),
    "zero": (r"0+", "0"),
}
_PREFIXED = ("gcppos1", "gcppos2")
_TIMES = {"hh": r"[01][0-9]|2[0-3]", "mi": r"[0-5][0-9]", "ss": r"[0-5][0-9]"}
_TIMES["hhmi"] = f"({_TIMES['hh']})({_TIMES['mi']})"


def _form(part, as_of, pattern, expected, code="bad_syntax"):
    return None if pattern.fullmatch(part) else (code, 0, expected)


def _check_digit(part, as_of):
    if not mod10_is_valid(part):
        return "bad_check_digit", len(part) - 1, gtin_check_digit(part[:-1])
    return None


def _check_pair(part, as_of):
    if len(part) < 3:
        return "bad_length", 0, "3 to 25 characters"
    expected = check_pair(part[:-2])
    return None if part.endswith(expected) else ("bad_check_digit", -2, expected)


def _date(part, as_of, month_only):
    try:
        dates.yymmdd(part, as_of, month_only=month_only)
    except ValueError:
        return "bad_date", 0, "YYMMDD" if month_only else "YYMMDD, day 01 to 31"
    return None


def _birth(part, as_of):
    try:
        dates.yyyymmdd(part)
    except ValueError:
        return "bad_date", 0, "YYYYMMDD"
    return None


def _piece(part, as_of):
    piece, total = part[:2], part[2:]
    return None if "00" < piece <= total else ("bad_syntax", 0, "piece of total")


def _sequence(part, as_of):
    found = re.fullmatch(r"([1-9])/([1-9])", part)
    return None if found and found[1] <= found[2] else ("bad_syntax", 0, "1/2")


CHECKS = {
    "csum": _check_digit,
    "csumalpha": _check_pair,
    "yymmd0": partial(_date, month_only=True),
    "yymmdd": partial(_date, month_only=False),
    "yyyymmdd": _birth,
    "pieceoftotal": _piece,
    "posinseqslash": _sequence,
}
for _name, (_pattern, _expected) in _FORMS.items():
    _compiled = re.compile(_pattern)
    CHECKS[_name] = partial(_form, pattern=_compiled, expected=_expected)
for _name, _pattern in _TIMES.items():
    _compiled = re.compile(_pattern)
    _said = _name.upper()
    CHECKS[_name] = partial(_form, pattern=_compiled, expected=_said, code="bad_date")


def steps(parts):
    """``(slice, check)`` for every part of a value that is judged.

    What has digits only has a company prefix: that is no step.
    """
    at, found = 0, []
    for part in parts:
        where = slice(at, at + part.longest)
        for name in part.checks:
            if name in CHECKS and not (part.charset == "N" and name in _PREFIXED):
                found.append((where, CHECKS[name]))
        at += part.longest
    return tuple(found)


def judge(ai, value, position, as_of):
    """Refuse a value whose content is wrong; ``position`` is where it starts."""
    for where, check in ai.steps:
        part = value[where]
        wrong = part and check(part, as_of)
        if wrong:
            code, place, expected = wrong
            place %= len(part)
            at = position + where.start + place
            raise UdiError(code, at, ai.code, expected, part[place:])
