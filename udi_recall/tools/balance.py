"""Where the units at consignees have gone: rows, sums, and both shares of them.

    asked = used + returned + destroyed + passed on + held + lost + no word

Units passed on stand again in the rows of those who got them, so totals take them off
once.

Two denominators: used goods cannot come back. ``accounted`` is a share of all that was
shipped, ``recovered`` of what was still unused.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

SAID = ("used", "returned", "destroyed", "passed_on", "held", "lost")
FIGURES = ("asked", *SAID, "received", "passed_in", "corrected")


@dataclass(frozen=True, slots=True)
class Row:
    """One lot at one consignee, in the country and the round it belongs to.

    ``passed_in`` of ``asked`` came from another consignee; ``received`` of
    ``returned`` is in our own stock; ``corrected`` of ``held`` was put right there.
    """

    lot: str = ""
    product: str = ""
    consignee: str = ""
    country: str = ""
    region: str = ""
    round: int = 1
    asked: float = 0.0
    used: float = 0.0
    returned: float = 0.0
    destroyed: float = 0.0
    passed_on: float = 0.0
    held: float = 0.0
    lost: float = 0.0
    received: float = 0.0
    passed_in: float = 0.0
    corrected: float = 0.0

    @property
    def told(self):
        return _rounded(sum(getattr(self, name) for name in SAID))

    @property
    def no_word(self):
        """Nobody said what became of them."""
        return max(0.0, _rounded(self.asked - self.told))

    @property
    def too_many(self):
        """More than went there: somebody counted wrong, or has another's units."""
        return max(0.0, _rounded(self.told - self.asked))


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of some rows, each unit once."""

    rows: int = 0
    shipped: float = 0.0
    used: float = 0.0
    returned: float = 0.0
    destroyed: float = 0.0
    passed_on: float = 0.0
    held: float = 0.0
    lost: float = 0.0
    no_word: float = 0.0
    too_many: float = 0.0
    received: float = 0.0
    corrected: float = 0.0

    @property
    def accounted(self):
        return _rounded(self.returned + self.destroyed + self.used + self.corrected)

    @property
    def unused(self):
        return max(0.0, _rounded(self.shipped - self.used))

    @property
    def accounted_share(self):
        """In 100 of what was shipped; none where nothing was."""
        return _share(self.accounted, self.shipped)

    @property
    def recovered_share(self):
        """In 100 of what was not used before the notice came."""
        return _share(self.returned + self.destroyed, self.unused)

    @property
    def unknown_share(self):
        return _share(self.no_word + self.lost, self.shipped)


def total(rows: Iterable[Row]) -> Total:
    """Each unit once: what was passed on is counted where it arrived."""
    sums = dict.fromkeys((*FIGURES, "no_word", "too_many"), 0.0)
    count = 0
    for row in rows:
        count += 1
        for name in sums:
            sums[name] += getattr(row, name)
    return of_sums(sums, count)


def of_sums(sums: Mapping[str, float], count: int = 0) -> Total:
    """The same from sums that a database made: ``FIGURES``, no_word and too_many."""
    sums = dict(sums)
    passed_in = min(sums.pop("passed_in"), sums["passed_on"])
    sums["passed_on"] -= passed_in
    sums["shipped"] = sums.pop("asked") - passed_in
    return Total(count, **{name: _rounded(sum_) for name, sum_ in sums.items()})


def totals_by(rows: Iterable[Row], key: Callable[[Row], object]) -> dict:
    """The totals of the rows of each key, in the order in which they first come."""
    groups: dict[object, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {each: total(group) for each, group in groups.items()}


def percentile(values: Iterable[float], share: int) -> float | None:
    """The nearest rank: a value that was really measured.

    >>> percentile([5, 1, 3], 50), percentile([5, 1, 3], 90), percentile([], 50)
    (3, 5, None)
    """
    ordered = sorted(values)
    if not ordered:
        return None
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def _share(part, whole):
    return round(100.0 * part / whole, 1) if whole > 0 else None


def _rounded(quantity):
    # "+ 0.0" turns the negative zero of round(-1e-9, 6) into a plain one.
    return round(quantity, 6) + 0.0
