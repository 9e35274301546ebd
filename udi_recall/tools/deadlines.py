"""When a duty is due: hours, calendar days, working days, and days of the Union.

All moments are aware; days begin and end in the zone of the jurisdiction, never in
that of the user. The day of the start does not count. A day ends at 23:59:59.

>>> from datetime import datetime, timezone
>>> start = datetime(2026, 11, 20, 9, tzinfo=timezone.utc)
>>> found = due(start, 2, DAY, Calendar(ZoneInfo("Europe/Berlin")), ROLLED)
>>> f"{found.due:%d %b}", f"{found.last:%d %b}", found.known
('22 Nov', '24 Nov', False)
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import chain, islice
from zoneinfo import ZoneInfo

HOUR, DAY, WORKING_DAY = "hour", "day", "working_day"
WEEK, MONTH, YEAR = "week", "month", "year"
# the law gives no number: it starts when the clock does
AT_ONCE = frozenset(("immediately", "promptly", "without_delay", "with"))
# more is a typing error, and would leave the calendar
MOST = {
    HOUR: 100_000,
    DAY: 36_500,
    WORKING_DAY: 5_000,
    WEEK: 5_000,
    MONTH: 1_200,
    YEAR: 100,
}
# How a limit is read. ROLLED: Regulation (EEC, Euratom) 1182/71, Article 3.
# WEEKDAYS: hours that pass on weekdays alone (MDCG 2023-3, note 34). TWICE: at the
# same hour, and at the end of that day, where a law leaves both readings open.
PLAIN, ROLLED, WEEKDAYS, TWICE = "plain", "rolled", "weekdays", "twice"
ONE = timedelta(days=1)
# of a period of two days or more in the Union
AT_LEAST = 2
# what a calendar can be asked about; further out somebody mistyped
YEARS = range(1900, 9000)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked at a place, and of which years that is known."""

    zone: ZoneInfo
    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset((5, 6))
    years: frozenset[int] = frozenset()

    def __post_init__(self):
        if len(self.weekend) > 6:
            raise ValueError("a week needs a day that is worked")

    def works(self, day: date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() not in self.weekend and day not in self.holidays

    def knows(self, first: date, last: date) -> bool:
        """Whether the holidays of all years in between are on the table."""
        return self.years.issuperset(range(first.year, last.year + 1))

    def end(self, day: date) -> datetime:
        return datetime.combine(day, time(23, 59, 59), self.zone)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Due:
    """``due`` is the strict date, ``last`` the latest that the rule allows.

    ``known`` is False where it hangs on holidays that the table does not have.
    """

    due: datetime
    last: datetime
    known: bool = True


def due(
    start: datetime, limit: int, unit: str, calendar: Calendar, reading: str = PLAIN
) -> Due | None:
    """When something is due that runs from ``start``; None: it has no such moment."""
    if start.tzinfo is None:
        raise ValueError("a start needs its zone")
    if start.year not in YEARS:
        raise ValueError(f"{start.year} is no year of a recall")
    if unit in AT_ONCE:
        return _at(start.astimezone(calendar.zone))
    if unit not in MOST:
        return None
    if not 0 <= limit <= MOST[unit]:
        raise ValueError(f"{limit} is no number of {unit}s")
    if unit == HOUR:
        return _at(_after_hours(start, limit, calendar, reading))
    if unit == WORKING_DAY:
        return _on_working_day(calendar.day(start), limit, calendar)
    return _on_day(start, _moved(calendar.day(start), limit, unit), calendar, reading)


def days_left(now: datetime, until: datetime, calendar: Calendar) -> int:
    """How many working days are left after today, the last one included."""
    last = calendar.day(until)
    today = calendar.day(now)
    return _worked(today, last, calendar)


def weekday_hours(start: datetime, hours: int, zone: ZoneInfo) -> datetime:
    """The end of ``hours`` that pass from Monday to Friday alone, by wall clock."""
    wall = start.astimezone(zone).replace(tzinfo=None)
    left = timedelta(hours=hours)
    while True:
        midnight = datetime.combine(wall.date() + ONE, time())
        if wall.weekday() < 5:
            if wall + left <= midnight:
                return (wall + left).replace(tzinfo=zone)
            left -= midnight - wall
        wall = midnight


def _at(moment):
    return Due(moment, moment)


def _after_hours(start, hours, calendar, reading):
    if reading == WEEKDAYS:
        return weekday_hours(start, hours, calendar.zone)
    # in UTC: hours pass also where a clock is put back
    passed = start.astimezone(timezone.utc) + timedelta(hours=hours)
    return passed.astimezone(calendar.zone)


def _on_working_day(first, limit, calendar):
    later = islice(chain((first,), _working_days(first, calendar)), limit, None)
    day = next(later)
    end = calendar.end(day)
    return Due(end, end, calendar.knows(first, day))


def _working_days(first: date, calendar: Calendar) -> Iterator[date]:
    day = first
    while True:
        day += ONE
        if calendar.works(day):
            yield day


def _moved(day, limit, unit):
    """So many calendar days, weeks, months or years later; 31 January + 1 month ends
    with February."""
    if unit in (DAY, WEEK):
        return day + timedelta(days=limit * (7 if unit == WEEK else 1))
    months = day.year * 12 + day.month - 1 + limit * (12 if unit == YEAR else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _on_day(start, day, calendar, reading):
    end = calendar.end(day)
    first = calendar.day(start)
    if reading == ROLLED:
        last = _rolled(first, day, calendar)
        return Due(end, calendar.end(last), calendar.knows(first, last))
    if reading == TWICE:
        hour = start.astimezone(calendar.zone).time()
        return Due(datetime.combine(day, hour, calendar.zone), end)
    return Due(end, end)


def _rolled(first, day, calendar):
    needed = AT_LEAST if (day - first).days >= AT_LEAST else 0
    worked = _worked(first, day, calendar)
    while not calendar.works(day) or worked < needed:
        day += ONE
        worked += calendar.works(day)
    return day


def _worked(first, last, calendar):
    """The working days after ``first`` up to ``last``."""
    days = range(1, (last - first).days + 1)
    return sum(calendar.works(first + timedelta(days=number)) for number in days)
