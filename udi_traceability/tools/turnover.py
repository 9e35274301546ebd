"""How often a stock is sold in a year, month by month."""

from collections.abc import Sequence

YEAR = 12


def turns(
    stock_now: float,
    changes: Sequence[float],
    sold: Sequence[float],
    part: float = 1.0,
) -> list[float | None]:
    """For each month, what was sold in the year up to it over the mean of the stock.

    The mean is of the stocks at the end of each month of that year. Where fewer months
    are known, what was sold in them is taken as their share of a year. Nothing on the
    shelf in all that time: None.

    :param stock_now: units on the shelf
    :param changes: by how much the stock grew in each month, oldest first, the
        running one last
    :param sold: units sold less units that came back, in the same months
    :param part: how much of the running month has passed, from 0 to 1

    >>> turns(50, [50, 0, 0], [10, 10, 10])
    [2.4, 2.4, 2.4]
    """
    ends = _stock_at_the_ends(stock_now, changes)
    found = []
    for last in range(len(changes)):
        first = max(0, last - YEAR + 1)
        months = last - first + (part if last == len(changes) - 1 else 1.0)
        stock = sum(ends[first : last + 1]) / (last + 1 - first)
        if stock <= 0 or months <= 0:
            found.append(None)
        else:
            found.append(sum(sold[first : last + 1]) * YEAR / months / stock)
    return found


def _stock_at_the_ends(stock_now, changes):
    ends, stock = [], stock_now
    for change in reversed(changes):
        ends.append(stock)
        stock -= change
    return ends[::-1]
