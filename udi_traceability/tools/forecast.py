"""How many units of a device the coming months ask for, from what the past ones did.

A few plain methods, each with a name, are tried on the past: each says every month of
the last year from the months before it alone. The one that was wrong least is taken,
and its error goes along with what it says.

>>> [round(value) for value in forecast([10, 12, 11, 13, 12, 11, 12, 10], 3).values]
[11, 11, 11]
>>> forecast([6, 0, 9], 2)
Forecast(method='average', values=(5.0, 5.0), error=None, share=None, tested=0)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

YEAR = 12
# Fewer months than this and no method can be tried on any of them
WARM_UP = 3
TESTS = 12
WINDOW = 3
WEIGHTS = (0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of each coming month, how it was found, and how wrong it was.

    ``error`` is the mean absolute error of one month, in units; ``share`` the sum of
    the errors over the sum of what was asked (both None where nothing could be tried,
    the share also where nothing was asked); ``tested`` the months it was tried on.
    """

    method: str
    values: tuple[float, ...]
    error: float | None
    share: float | None
    tested: int


def forecast(history: Sequence[float], months: int) -> Forecast:
    """What the next months ask for.

    :param history: units of each full month, oldest first, no month left out
    :param months: how many to say
    """
    known = [max(0.0, float(units)) for units in history]
    tested = min(TESTS, max(0, len(known) - WARM_UP))
    if not tested:
        return Forecast("average", (_average(known),) * months, None, None, 0)
    found = {name: _errors(known, tested, ask) for name, ask in METHODS.items()}
    # the first of equals: the plainer method stands earlier
    best = min(METHODS, key=lambda name: sum(found[name]))
    wrong, asked = sum(found[best]), sum(known[-tested:])
    return Forecast(
        method=best,
        values=tuple(METHODS[best](known, ahead) for ahead in range(months)),
        error=wrong / tested,
        share=wrong / asked if asked else None,
        tested=tested,
    )


def _errors(known, tested, ask):
    """How wrong a method was in each of the last months, from those before it."""
    return [
        abs(known[month] - ask(known[:month], 0))
        for month in range(len(known) - tested, len(known))
    ]


def _average(known, _ahead=0):
    return sum(known) / len(known) if known else 0.0


def _recent(known, _ahead):
    """The mean of the last months."""
    return _average(known[-WINDOW:])


def _same_month(known, ahead):
    """What the same month of the last year asked for ("seasonal naive")."""
    if len(known) < YEAR:
        return _average(known)
    return known[len(known) - YEAR + ahead % YEAR]


def _smoothed(weight):
    def ask(known, _ahead):
        """Simple exponential smoothing (Brown 1956)."""
        level = _average(known[:WARM_UP])
        for units in known[WARM_UP:]:
            level += weight * (units - level)
        return level

    return ask


def _sparse(known, _ahead):
    """Now and then a large order: size and interval apart (Croston 1972).

    With the correction of Syntetos and Boylan (2005); Croston's own says too much.
    """
    weight, size, interval, since = 0.1, 0.0, 1.0, 1
    for units in known:
        if not units:
            since += 1
            continue
        if not size:
            size, interval = units, float(since)
        else:
            size += weight * (units - size)
            interval += weight * (since - interval)
        since = 1
    return (1 - weight / 2) * size / interval


METHODS: dict[str, Callable[[Sequence[float], int], float]] = {
    "average": _average,
    "recent": _recent,
    "same_month": _same_month,
    **{f"smoothing_{round(weight * 100)}": _smoothed(weight) for weight in WEIGHTS},
    "sparse": _sparse,
}
