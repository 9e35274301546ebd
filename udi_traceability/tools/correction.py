"""Likely corrections of what people type, paste and let a spreadsheet spoil.

Each function gives ``(code, corrected)`` or nothing; a caller shows it and a person
decides. A correction that does not lead to a sound code is never proposed.

>>> identifier("9.50600013435E+12", "gs1")
('scientific', '09506000134352')
>>> identifier("0950600013435O", "gs1"), identifier("09506000134353", "gs1")
(None, ('check_digit', '09506000134352'))
"""

import re
import unicodedata
from decimal import Decimal

from .build import text_of
from .check_digit import gtin_check_digit, gtin_is_valid, is_digits
from .udi import Udi, UdiError

WRITTEN = {"hibcc": "HIBCC", "iccbba": "ICCBBA", "ifa": "IFA", "ma": "MA"}
ISSUED = (8, 12, 13, 14)
_SPACES = re.compile(r"[\s\u00a0\u200b-\u200f\u202f\u2060\ufeff]+")
_MARKS = re.compile(r"\s*(?:[®™℠©]|\((?:R|TM|SM|C)\))", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]{1,17})?[eE]\+?[0-9]{1,2}")
_BRACKETED = re.compile(r"^\(?01\)?(?=[0-9]{14}$)")
_LOOKALIKE = str.maketrans("OoQDIlizZSsB", "000011112558")
_UNITS = {
    "millimeter": "mm",
    "millimetre": "mm",
    "millimeters": "mm",
    "毫米": "mm",
    "centimeter": "cm",
    "centimetre": "cm",
    "厘米": "cm",
    "meter": "m",
    "metre": "m",
    "米": "m",
    "micrometer": "um",
    "micron": "um",
    "µm": "um",
    "μm": "um",
    "inch": "[in_i]",
    "inches": "[in_i]",
    "in": "[in_i]",
    '"': "[in_i]",
    "ml": "mL",
    "milliliter": "mL",
    "毫升": "mL",
    "l": "L",
    "liter": "L",
    "litre": "L",
    "gram": "g",
    "gramm": "g",
    "克": "g",
    "kilogram": "kg",
    "kgs": "kg",
    "千克": "kg",
    "gauge": "gauge",
    "ga": "gauge",
    "fr": "[Ch]",
    "french": "[Ch]",
    "ch": "[Ch]",
    "°c": "Cel",
    "℃": "Cel",
    "c": "Cel",
    "celsius": "Cel",
    "degrees celsius": "Cel",
    "deg c": "Cel",
    "摄氏度": "Cel",
    "°f": "[degF]",
    "℉": "[degF]",
    "f": "[degF]",
    "fahrenheit": "[degF]",
    "degrees fahrenheit": "[degF]",
    "kpa": "kPa",
    "hpa": "hPa",
    "%rh": "%",
    "% rh": "%",
    "percent": "%",
}


def spaces(text):
    """The text with single blanks, and none at its ends.

    >>> spaces(" Pump\\u00a0 One "), spaces("Pump One")
    (('spaces', 'Pump One'), None)
    """
    clean = _SPACES.sub(" ", text).strip()
    return None if clean == text else ("spaces", clean)


def marks(text):
    """A name without the signs of trade marks: FDA wants none in a brand name.

    >>> marks("PumpOne® (TM)"), marks("Plan (C) 2")
    (('marks', 'PumpOne'), ('marks', 'Plan 2'))
    """
    clean = _MARKS.sub("", text).strip()
    return None if clean == text or not clean else ("marks", clean)


def unit(text, known):
    """The key of a unit that was written in another way.

    >>> unit("Millimetre", ["mm"]), unit("mm", ["mm"]), unit("ell", ["mm"])
    (('unit', 'mm'), None, None)
    """
    if text in known:
        return None
    found = _UNITS.get(text.strip().lower().rstrip("."))
    return ("unit", found) if found in known else None


def canonical(code, agency):
    """The code without what is spelling only: blanks, dashes, brackets, full width."""
    if agency in ("ma", "eudamed", "ahm"):
        return unicodedata.normalize("NFKC", _SPACES.sub("", code))
    code = unicodedata.normalize("NFKC", code).strip().strip("'*")
    code = _SPACES.sub("", code)
    if agency != "gs1":
        return code.upper()
    code = code.replace("-", "")
    if code.endswith(".0") and is_digits(code[:-2]):
        code = code[:-2]
    return _BRACKETED.sub("", code)


def agency_of(code):
    """The agency whose codes look like this one, gs1 where nothing tells.

    >>> agency_of("MA.156.M0.1"), agency_of("+A123BJC5D6E7"), agency_of("0950")
    ('ma', 'hibcc', 'gs1')
    """
    if code.startswith("MA."):
        return "ma"
    if code.startswith(("+", "*+")) or re.fullmatch(r"[A-Z][0-9]{3}[0-9A-Z]+", code):
        return "hibcc"
    return "gs1"


def is_sound(code, agency):
    """True if its agency's standard has nothing against the code as it stands."""
    if agency == "gs1":
        return len(code) == 14 and gtin_is_valid(code)
    if agency not in WRITTEN:
        return bool(code)
    try:
        text_of(Udi(agency=WRITTEN[agency], di=code))
    except UdiError:
        return False
    return True


def identifier(code, agency):
    """(what was wrong, the DI it most likely is), or None where nobody can tell."""
    if is_sound(code, agency):
        return None
    if _SCIENTIFIC.fullmatch(code.strip()) and agency == "gs1":
        return _of_scientific(code.strip().replace(",", "."))
    clean = canonical(code, agency)
    if agency == "gs1":
        return _gtin(clean, code)
    return ("spelling", clean) if is_sound(clean, agency) else None


def _gtin(clean, code):
    if is_digits(clean):
        return _digits(clean, "spelling" if clean != code else "padding")
    read = clean.translate(_LOOKALIKE)
    if is_digits(read) and len(read) in ISSUED and gtin_is_valid(read):
        return "lookalike", read.zfill(14)
    return None


def _digits(digits, otherwise):
    if len(digits) == 14:
        if gtin_is_valid(digits):
            return otherwise, digits
        return "check_digit", digits[:-1] + gtin_check_digit(digits[:-1])
    if 7 <= len(digits) < 14 and gtin_is_valid(digits.zfill(14)):
        return "padding", digits.zfill(14)
    if len(digits) in ISSUED:
        body = digits.zfill(14)[:-1]
        return "check_digit", body + gtin_check_digit(body)
    return None


def _of_scientific(text):
    """The GTIN behind a number that Excel shortened, if at most one digit is lost.

    The last digit follows from the others; with two lost nobody can tell.
    """
    mantissa = text.lower().partition("e")[0].replace(".", "")
    digits = format(Decimal(text), "f")
    if not is_digits(digits) or len(digits) > 14:
        return None
    if len(digits) - len(mantissa) > 1:
        return None
    if gtin_is_valid(digits.zfill(14)):
        return "scientific", digits.zfill(14)
    if len(digits) == len(mantissa):
        return None
    body = digits.zfill(14)[:-1]
    return "scientific", body + gtin_check_digit(body)
