"""Public holidays as the package ``holidays`` knows them, where a table has no row.

The days are those of the place in which the authority sits. Of a year that is not
sure nothing is said: China moves weekends, and tells which only in the autumn before.

>>> day = date(2026, 11, 26)
>>> day in public_days("US", None, 2026).holidays, public_days("EU", None, 2026)
(True, None)
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

# region -> country, its part with the authority, which kinds of days
PLACES = {
    "CN": ("CN", None, ("public",)),
    "US": ("US", None, ("public",)),
    "UK": ("GB", "ENG", ("public",)),
    "CH": ("CH", "BE", ("public",)),
    "CA": ("CA", None, ("government", "public")),
    "AU": ("AU", "ACT", ("public",)),
    "JP": ("JP", None, ("public",)),
    "KR": ("KR", None, ("public",)),
    "SA": ("SA", None, ("public",)),
    "BR": ("BR", "DF", ("public",)),
}
NORTHERN_IRELAND = ("GB", "NIR", ("public",))


@dataclass(frozen=True, slots=True)
class Days:
    """The holidays of a year, and the days of weekends worked in it."""

    holidays: frozenset[date]
    worked: frozenset[date] = frozenset()


@lru_cache(maxsize=2_000)
def public_days(region: str, country: str | None, year: int) -> Days | None:
    """The days of one year; None: not known.

    :param country: in the Union the country whose authority waits
    """
    place = _place(region, country)
    known = _known(place, year) if place else None
    if known is None:
        return None
    moved = getattr(known, "weekend_workdays", ())
    worked = frozenset(day for day in moved if day.year == year)
    if region == "CN" and not worked:
        return None
    return Days(frozenset(known) - worked, worked)


def _place(region, country):
    if region != "EU":
        return PLACES.get(region)
    if country == "XI":
        return NORTHERN_IRELAND
    return (country, None, ("public",)) if country else None


def _known(place, year):
    """None where the package is not there, or does not know the place or year."""
    try:
        import holidays
    except ImportError:
        return None
    country, part, kinds = place
    try:
        known = holidays.country_holidays(
            country, subdiv=part, years=year, categories=kinds
        )
    except NotImplementedError:
        return None
    return known if known.start_year <= year <= known.end_year else None
