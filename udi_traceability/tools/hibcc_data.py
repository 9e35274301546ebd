"""What stands behind the primary data of an HIBC: secondary data and supplements.

ANSI/HIBC 2.6, tables of the secondary data. ``$`` begins a lot, ``$+`` a serial,
``$$`` and ``$$+`` the same behind a date, whose form a digit tells; a quantity
before the date (``8qq``, ``9qqqqq``) and a date without ``$$5`` are superseded, but
still on labels. ``S``, ``16D``, ``14D`` and ``Q`` begin supplements.
"""

import re
from datetime import datetime, time
from functools import lru_cache

from . import dates
from .check_digit import is_digits
from .udi import UdiError

LONGEST = 18  # characters of a lot, a serial, a product number
_HEAD = re.compile(r"\$\$?\+?|[SQ]|1[46]D")
_OLD = re.compile(r"[0-9]{5}")
_COUNTS = {"8": 2, "9": 5}
_WRITTEN = {"": "MMYY", "2": "MMDDYY", "3": "YYMMDD", "4": "YYMMDDHH"}
_WRITTEN |= {"5": "YYJJJ", "6": "YYJJJHH", "7": ""}
_SIZES = {form: len(written) for form, written in _WRITTEN.items() if form}
_SIZES |= dict.fromkeys("01", 4)  # the month itself is the form


def put_segment(segment, at, as_of, facts, *, first):
    """Put one part into ``facts``; ``at`` is its place in what was read."""
    end = at + len(segment)
    match = _HEAD.match(segment)
    if match is None:
        head, rest = "", _old(segment, at, as_of, facts, first)
    else:
        head, rest = match[0], segment[match.end() :]
    if head in ("$$", "$$+"):
        head += rest[:1] if rest[:1] in "23456789" else ""
        rest = _dated(rest, at + match.end(), as_of, facts)
    facts.elements.append((head, segment[len(head) :]))
    if head.startswith("$") or not head:
        _numbered("serial" if "+" in head else "lot", rest, end - len(rest), facts)
    else:
        _SUPPLEMENTS[head](rest, end - len(rest), facts)


def _old(segment, at, as_of, facts, first):
    """A superseded date of form 5 without its head: only at the beginning."""
    if not first or not _OLD.match(segment):
        code = "bad_syntax" if segment else "bad_length"
        expected = "$, $$, S, Q, 14D or 16D and a value"
        raise UdiError(code, at, "HIBCC", expected, segment)
    return _expiry(f"5{segment}", at - 1, as_of, facts)


def _dated(value, at, as_of, facts):
    """What is left of ``value`` when quantity and date are taken from its front."""
    count = _COUNTS.get(value[:1])
    if count:
        facts.put("quantity", int(_digits("quantity", value[1:], count, at + 1)), at)
        value, at = value[1 + count :], at + 1 + count
        if not value:
            return value
    return _expiry(value, at, as_of, facts)


def _expiry(value, at, as_of, facts):
    size = _SIZES.get(value[:1])
    if size is None:
        code = "bad_syntax" if value else "bad_length"
        raise UdiError(code, at, "expiry", "a date format, 0 to 7", value)
    form = value[0] if value[0] > "1" else ""
    begin = len(form)
    if size:
        digits = _digits("expiry", value[begin:], size, at + begin)
        try:
            day, precision, moment = _date(form, digits, as_of.year)
        except ValueError:
            where, form = at + begin, _WRITTEN[form]
            raise UdiError("bad_date", where, "expiry", form, digits) from None
        facts.expires(day, precision, moment, at)
    return value[begin + size :]


def _digits(name, value, count, at):
    digits = value[:count]
    if not is_digits(digits):
        for place, character in enumerate(digits, at):
            if not is_digits(character):
                raise UdiError("bad_charset", place, name, "digits", character)
    if len(digits) < count:
        code = "bad_length" if name == "quantity" else "bad_date"
        raise UdiError(code, at, name, f"{count} digits", digits)
    return digits


@lru_cache(maxsize=4096)
def _date(form, digits, current_year):
    """``(day, precision, moment)``; a month without a day ends with its last one."""
    if form == "":
        year = dates.nearest_year(int(digits[2:]), current_year)
        return dates.month_end(year, int(digits[:2])), "month", None
    if form == "2":
        digits = digits[4:] + digits[:4]
    year = dates.nearest_year(int(digits[:2]), current_year)
    if form in "56":
        day = dates.year_day(year, digits[2:5])
    else:
        day = dates.yyyymmdd(f"{year:04d}{digits[2:6]}")
    if form in "46":
        return day, "hour", datetime.combine(day, time(int(digits[-2:])))
    return day, "day", None


def _numbered(name, value, at, facts):
    if len(value) > LONGEST:
        expected = f"at most {LONGEST} characters"
        raise UdiError("bad_length", at, name, expected, value)
    if value:
        facts.put(name, value, at)


def _serial(value, at, facts):
    if not value:
        raise UdiError("bad_length", at, "serial", f"1 to {LONGEST} characters", "")
    _numbered("serial", value, at, facts)


def _count(value, at, facts):
    if not 1 <= len(value) <= 9:
        raise UdiError("bad_length", at, "quantity", "1 to 9 digits", value)
    facts.put("quantity", int(_digits("quantity", value, len(value), at)), at)


def _made(value, at, facts):
    facts.put("mfg_date", _day("mfg_date", value, at), at)


def _expires(value, at, facts):
    facts.expires(_day("expiry", value, at), "day", position=at)


def _day(name, value, at):
    try:
        return _yyyymmdd(value)
    except ValueError:
        raise UdiError("bad_date", at, name, "YYYYMMDD", value) from None


_yyyymmdd = lru_cache(maxsize=4096)(dates.yyyymmdd)
_SUPPLEMENTS = {"S": _serial, "Q": _count, "16D": _made, "14D": _expires}
