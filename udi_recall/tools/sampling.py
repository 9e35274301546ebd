"""Which consignees an effectiveness check asks: a random share, drawn once.

The levels and shares are those of 21 CFR 7.42(b)(3). The draw starts from sorted
identifiers and a stored seed, so that anybody can draw the same sample again. A
consignee stands in the list once, however many of their addresses were written to.
"""

import random
from collections.abc import Collection
from fractions import Fraction
from math import ceil

SHARES = {"A": 100, "C": 10, "D": 2, "E": 0}
RAISED = {"D": "C", "C": "B", "B": "A"}
# What B asks after C failed, where nobody stated another share
SHARE_OF_B = 50


class ShareNeeded(ValueError):
    """Level B has no share of its own: more than 10 and less than 100 in 100."""


def share_of(level: str, stated: float = 0) -> Fraction:
    """How many in 100 are asked.

    >>> share_of("C"), share_of("B", 25)
    (Fraction(10, 1), Fraction(25, 1))
    """
    if level != "B":
        return Fraction(SHARES[level])
    if not 10 < stated < 100:
        raise ShareNeeded(stated)
    # as it was typed: 14.3 is no binary fraction
    return Fraction(str(stated))


def wanted(level: str, population: int, stated: float = 0) -> int:
    """So many are asked; at least one where anybody is asked at all.

    >>> wanted("D", 30), wanted("C", 41), wanted("E", 30), wanted("A", 0)
    (1, 5, 0, 0)
    """
    return ceil(share_of(level, stated) * population / 100)


def draw(
    level: str,
    population: Collection[int],
    seed: int,
    stated: float = 0,
    drawn: Collection[int] = (),
) -> tuple[int, ...]:
    """Who is asked besides those ``drawn`` before, in random order.

    Of a recall that grew, ``population`` are those that were added: the first sample
    stays as it was.
    """
    everybody = sorted(set(population))
    missing = wanted(level, len(everybody), stated) - len(set(drawn) & set(everybody))
    order = random.Random(seed).sample(everybody, len(everybody))
    return tuple(each for each in order if each not in set(drawn))[: max(0, missing)]


def raised(level: str) -> str | None:
    """The next level up when too many checks failed; none above A, and none for E.

    >>> raised("C"), raised("A"), raised("E")
    ('B', None, None)
    """
    return RAISED.get(level)


def too_many_failed(failed: int, ended: int, limit: float) -> bool:
    """Whether more than ``limit`` in 100 of the checks that ended have failed.

    >>> too_many_failed(1, 10, 10), too_many_failed(2, 10, 10), too_many_failed(0, 0, 0)
    (False, True, False)
    """
    return failed * 100 > limit * ended
