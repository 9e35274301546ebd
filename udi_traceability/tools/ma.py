"""MA of ZIIOT, China (IDcode): parts with a dot and a letter before each.

``MA.156.M0.`` registrant ``.`` product names the device; then ``.M`` made, ``.L``
lot, ``.D`` lot of sterilisation, ``.S`` serial, ``.E`` expiry, ``.V`` last valid day,
``.P`` made (format V1.0), ``.Y`` code of the health insurance, ``.C`` check digit.
Codes in the field do not all follow the published check digit, and the issuer's
platform makes them: a wrong one is a warning.

    >>> from datetime import date
    >>> udi = read_ma("MA.156.M0.100761.21234563.LB1.E240117", 0, date(2026, 1, 1))
    >>> udi.di, udi.lot, udi.expiry
    ('MA.156.M0.100761.21234563', 'B1', datetime.date(2024, 1, 17))
    >>> written(udi)
    'MA.156.M0.100761.21234563.LB1.E20240117'
"""

import re

from . import dates, item
from .udi import UdiError

LONGEST = 20  # a lot, a serial
_DI = re.compile(
    r"MA\.[0-9]{3}\.M0\.[0-9A-Za-z]{6}\.([0-9])[0-9A-Za-z-]{7,19}(?=\.|\Z)"
)
_PARTS = (
    ("country", r"[0-9]{3}", "3 digits"),
    ("registrant", r"[0-9A-Za-z]{6}", "6 digits or letters"),
    ("product", r"[0-9][0-9A-Za-z-]{7,19}", "a digit and at least 7 characters"),
)
_VALUE = re.compile(r"[!-\-/-~]{1,20}")  # printable, no dot: it ends a value
_TEXTS = {"L": "lot", "S": "serial", "D": "sterilisation_lot", "Y": "nhsa_code"}
_TEXTS |= {"C": "pi_check"}
_DATES = {"M": "mfg_date", "P": "mfg_date", "E": "expiry", "V": "valid_until"}
# numbers of the characters, V1.0 of the format; 43 and 44 are left out there
_ORDER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg\0\0hijklmnopqrstuvwxyz"
_ORDER += "-.@$,*+%/#!^~"
_NUMBERS = {ord(character): str(number) for number, character in enumerate(_ORDER)}
_UNNUMBERED = re.compile(f"[^{re.escape(_ORDER)}]|\0")
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
_UNITS = (("M", "mfg_date"), ("L", "lot"), ("S", "serial"), ("E", "expiry"))


def check_digit(text):
    """The digit over all that stands before it; None where a character has no number.

    >>> check_digit("MA.156.M0.123456.0123456"), check_digit("MA.156.M0.100204.1335176")
    ('5', '4')
    """
    if _UNNUMBERED.search(text):
        return None
    digits = text.translate(_NUMBERS).encode()
    ones, twos = digits[-1::-2], digits[-2::-2]
    total = sum(ones) - 48 * len(ones) + sum(twos.translate(_DOUBLED))
    return str(-total % 10)


def read_ma(text, start, as_of, aim=None, separators=(), warnings=(), end=None):
    """The ``Udi`` of the code that begins at ``start``, up to ``end``."""
    end = len(text.rstrip(" ")) if end is None else end
    match = _DI.match(text, start, end)
    if match is None:
        raise _no_di(text[start:end], start)
    facts, at = item.Facts(), match.end()
    facts.put("di", match[0])
    facts.put("packaging_level", match[1])
    facts.elements.append(("MA", match[0]))
    for unit in text[at:end].split(".")[1:]:
        at += 1
        _put(unit, at, as_of, facts)
        facts.elements.append((unit[0], unit[1:]))
        at += len(unit)
    if "expiry" not in facts.values and "valid_until" in facts.values:
        facts.values["expiry"] = facts.values["valid_until"]
    warnings = (*warnings, *_doubts(match[0], text[match.end() : end], facts))
    return facts.udi("MA", aim, warnings, text)


def _doubts(di, units, facts):
    """Check digits that are not as published: of the product, of the units."""
    if check_digit(di[:-1]) not in (None, di[-1]):
        yield "check_digit_differs:di"
    printed = facts.values.get("pi_check")
    before, _mark, after = units.rpartition(".C")
    if printed and not after[1:] and check_digit(before) not in (None, printed):
        yield "check_digit_differs:pi"


def _no_di(code, start):
    parts = code.split(".")
    if parts[2:3] not in ([], ["M0"]):
        expected = "M0, medical devices"
        return UdiError("not_a_device_udi", start, "MA", expected, parts[2])
    del parts[2:3]
    at = start + len("MA.")
    for (name, form, expected), part in zip(_PARTS, parts[1:], strict=False):
        if not re.fullmatch(form, part):
            return UdiError("bad_syntax", at, name, expected, part)
        at += len(part) + len(".M0." if name == "country" else ".")
    return UdiError("bad_length", start, "MA", "country.M0.registrant.product", code)


def _put(unit, at, as_of, facts):
    mark, value = unit[:1], unit[1:]
    if not value:
        expected = "a letter and a value between two dots"
        raise UdiError("bad_syntax", at, "MA", expected, unit)
    if mark in _DATES:
        facts.put(_DATES[mark], _day(mark, value, at + 1, as_of), at + 1)
    elif mark in _TEXTS:
        _check_text(mark, value, at + 1)
        facts.put(_TEXTS[mark], value, at + 1)
    else:
        expected = f"one of {' '.join([*_DATES, *_TEXTS])}"
        raise UdiError("unknown_ai", at, "MA", expected, mark)


def _day(mark, value, at, as_of):
    try:
        if len(value) == 6:
            return dates.yymmdd(value, as_of, month_only=False)[0]
        return dates.yyyymmdd(value)
    except ValueError:
        raise UdiError("bad_date", at, mark, "YYMMDD or YYYYMMDD", value) from None


def _check_text(mark, value, at):
    longest = 1 if mark == "C" else LONGEST
    if len(value) > longest:
        expected = f"at most {longest} characters"
        raise UdiError("bad_length", at, mark, expected, value)
    if not _VALUE.fullmatch(value):
        raise UdiError("bad_charset", at, mark, "printable, no blank, no dot", value)


def written(udi):
    """The text of symbol and label; codes themselves come from ZIIOT's platform."""
    names = ("sscc", "software_version", "quantity", "expiry_datetime")
    item.refuse(udi, "MA", *names)
    di = udi.di or ""
    if not _DI.fullmatch(di):
        raise _no_di(di, 0)
    stated = [(mark, getattr(udi, name)) for mark, name in _UNITS]
    stated += [("V", udi.detail("valid_until")), ("D", udi.detail("sterilisation_lot"))]
    units = [di]
    for mark, value in stated:
        if value is None:
            continue
        if mark in _DATES:
            value = dates.eight_digits(value)
        _check_text(mark, value, 0)
        units.append(f"{mark}{value}")
    return ".".join(units)
