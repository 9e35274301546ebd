"""What one cell of a table says, as the value of its column."""

import re

from .columns import CHOICE, DAY, FLAG, MANY, WHOLE, YES_NO
from .correction import unit
from .finding import STOP, WARN, Finding
from .published import whole

# fmt: off
YES = (
    "yes", "y", "true", "1", "x", "✓", "ja", "j", "wahr", "oui", "o", "vrai", "sí",
    "si", "s", "sim", "da", "tak", "是", "有",
)
NO = (
    "no", "n", "false", "0", "-", "✗", "nein", "falsch", "non", "faux", "não", "nao",
    "ne", "nie", "否", "无",
)
UNITS = (
    "mm", "cm", "m", "um", "[in_i]", "[ft_i]", "[yd_i]", "mm2", "[sin_i]", "mL", "cL",
    "L", "[foz_us]", "[qt_us]", "[gal_us]", "mg", "g", "kg", "[lb_av]", "deg", "gauge",
    "[Ch]", "Cel", "[degF]", "K", "%", "kPa", "hPa", "mbar",
)
# fmt: on
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def read_cell(column, text, words):
    """(value, finding) of one cell; no value where it cannot be read."""
    readers = {YES_NO: _yes_no, FLAG: _flag, WHOLE: _whole, DAY: _day}
    if column.key.endswith(".unit_id"):
        fixed = unit(text, UNITS)
        return (fixed[1] if fixed else text), None
    if column.kind in readers:
        value, wanted = readers[column.kind](text)
        if value is None:
            return None, Finding("unreadable", STOP, column.key, text, wanted)
        return value, None
    if column.kind == CHOICE:
        return _choice(column, text, words)
    if column.kind == MANY:
        known = words.get(column.key, {})
        parts = [part.strip() for part in re.split(r"[;|\n]", text) if part.strip()]
        return [known.get(part.lower(), part) for part in parts], None
    return text, None


def _choice(column, text, words):
    known = words.get(_family(column.key), {})
    found = known.get(text.strip().lower())
    if found is None:
        wanted = ", ".join(dict.fromkeys(known.values()))
        return None, Finding("unknown_value", WARN, column.key, text, wanted)
    return found, None


def _family(key):
    """Where the words of a column stand: all agencies share theirs."""
    return key.rpartition(".")[2]


def _yes_no(text):
    said = text.strip().lower()
    if said in YES:
        return "yes", ""
    return ("no", "") if said in NO else (None, "yes, no")


def _flag(text):
    value, wanted = _yes_no(text)
    return (None if value is None else value == "yes"), wanted


def _whole(text):
    digits = text.strip().removesuffix(".0").replace(" ", "")
    return whole(digits), "1, 2, 3"


def _day(text):
    iso, dotted = _DAY.match(text), _DOTTED.fullmatch(text)
    if iso:
        year, month, number = iso.groups()
    elif dotted:
        number, month, year = dotted.groups()
    else:
        return None, "2026-12-31"
    if not 1 <= int(month) <= 12 or not 1 <= int(number) <= 31:
        return None, "2026-12-31"
    return f"{year}-{int(month):02d}-{int(number):02d}", ""
