"""Dates as carriers write them; the day of reading decides the century.

No clock is read here: ``as_of`` is passed in, so that an old scan can be read
again the way it was read then.

    >>> from datetime import date
    >>> yymmdd("280200", date(2026, 6, 15))
    (datetime.date(2028, 2, 29), 'month')
"""

from calendar import monthrange
from datetime import date, time, timedelta
from functools import lru_cache

from .check_digit import is_digits


def full_year(two_digits, as_of):
    """The year nearest to ``as_of``: 49 years back, 50 ahead (7.12).

    >>> full_year(76, date(2026, 1, 1)), full_year(77, date(2026, 1, 1))
    (2076, 1977)
    """
    return nearest_year(two_digits, as_of.year)


def nearest_year(two_digits, current):
    """The same for a year that is known already."""
    ahead = two_digits - current % 100
    shift = (ahead <= -50) - (ahead >= 51)
    return current - current % 100 + two_digits + 100 * shift


def yymmdd(text, as_of, *, month_only=True):
    """``(date, precision)`` of six digits; ValueError if there is no such day.

    Day 00 is the last day of the month, at precision ``month``. It is not allowed
    on regulated healthcare items since 2025 (GSCN 21-040): accepted on reading,
    never to be printed. ``month_only=False`` refuses it, as AI 7003 must.
    """
    found = _yymmdd(text, as_of.year)
    if found[1] == "month" and not month_only:
        raise ValueError("day 00")
    return found


@lru_cache(maxsize=4096)
def _yymmdd(text, current_year):
    if len(text) != 6 or not is_digits(text):
        raise ValueError("not six digits")
    year, month = nearest_year(int(text[:2]), current_year), int(text[2:4])
    day = int(text[4:])
    if day:
        return date(year, month, day), "day"
    return month_end(year, month), "month"


def year_day(year, text):
    """The date of three digits, the day of that year; ValueError if there is none.

    >>> year_day(2024, "366")
    datetime.date(2024, 12, 31)
    """
    if len(text) != 3 or not is_digits(text) or not int(text):
        raise ValueError("not the day of a year")
    day = date(year, 1, 1) + timedelta(days=int(text) - 1)
    if day.year != year:
        raise ValueError("the year is shorter")
    return day


def month_end(year, month):
    """The last day of a month; ValueError if there is no such month."""
    first = date(year, month, 1)
    return first.replace(day=monthrange(year, month)[1])


def yyyymmdd(text):
    """The date of eight digits; ValueError if there is no such day."""
    if len(text) != 8 or not is_digits(text):
        raise ValueError("not eight digits")
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def eight_digits(day):
    """YYYYMMDD; ``strftime`` leaves out the zeros of an early year.

    >>> eight_digits(date(202, 1, 31))
    '02020131'
    """
    return f"{day.year:04d}{day:%m%d}"


def hhmm(text):
    """The time of four digits; ValueError if there is no such time."""
    if len(text) != 4 or not is_digits(text):
        raise ValueError("not four digits")
    return time(int(text[:2]), int(text[2:]))
