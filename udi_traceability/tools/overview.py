"""What a card of the overview counts and draws: plain values, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Figure:
    """One number on a card, and the list that opens behind it.

    ``domain``  finds the rows in ``model``: the number is how many, and the list that
                opens is of the same domain
    ``label``   with the word "late" in it where ``late``: colour alone says nothing
    ``units``   fields whose sum is shown beside the number, ``-name`` taken off
    ``action``  the action that the list opens as, else a plain list
    ``whole``   finds the rows that the number is out of: shown as "3 of 4", 0 as well
    """

    key: str
    label: str
    model: str
    domain: Sequence
    late: bool = False
    units: tuple[str, ...] = ()
    action: str = ""
    whole: Sequence | None = None

    def of(self):
        """The figure that this one is a part of."""
        return replace(self, key=f"{self.key}/of", domain=self.whole, whole=None)


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page."""

    key: str
    label: str
    action: str
    params: Mapping = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trend:
    """What ``figure`` counts, by day or month of ``moment``, both ends included."""

    figure: Figure
    moment: str
    step: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Share:
    """How far something is: a part of a total, each a sum or a number of rows."""

    label: str
    part: Figure
    total: Figure


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on one card; ``main`` is the button."""

    main: Figure | None = None
    figures: tuple[Figure, ...] = ()
    links: tuple[Link, ...] = ()
    trend: Trend | None = None
    share: Share | None = None
    hint: str = ""
    box: bool = False

    def summed(self):
        """Every figure of which only the sum is shown, as a number or a share."""
        found = [self.main, *self.figures]
        if self.share:
            found += [self.share.part, self.share.total]
        figures = tuple(figure for figure in found if figure)
        return figures + tuple(
            figure.of() for figure in figures if figure.whole is not None
        )

    def doors(self):
        """Every figure that opens its rows."""
        return self.summed() + ((self.trend.figure,) if self.trend else ())


def percent(part: float, total: float) -> int:
    """A share in whole percent; 100 only if nothing lacks, 0 only if nothing is there.

    >>> percent(999, 1000), percent(1, 1000), percent(3, 3), percent(0, 0)
    (99, 1, 100, 100)
    """
    if part >= total:
        return 100
    if part <= 0:
        return 0
    return min(99, max(1, round(100 * part / total)))


def steps(first: date, last: date, step: str) -> tuple[date, ...]:
    """The first day of each day or month from ``first`` to ``last``.

    >>> [str(day) for day in steps(date(2026, 11, 20), date(2027, 1, 3), "month")]
    ['2026-11-01', '2026-12-01', '2027-01-01']
    """
    found = []
    day = first.replace(day=1) if step == "month" else first
    while day <= last:
        found.append(day)
        further = day + timedelta(days=31 if step == "month" else 1)
        day = further.replace(day=1) if step == "month" else further
    return tuple(found)


def filled(counts: Mapping[date, int], days: Sequence[date]) -> tuple[int, ...]:
    """The counts in the order of ``days``, 0 where nothing was counted."""
    return tuple(counts.get(day, 0) for day in days)
