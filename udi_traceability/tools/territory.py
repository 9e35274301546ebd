"""May this dealer sell this device in that country on that day?

>>> from datetime import date
>>> iberia = Territory(frozenset(("ES", "PT")))
>>> outside([iberia], 7, "", "FR", date(2026, 1, 1))
('ES', 'PT')
>>> outside([iberia], 7, "", "PT", date(2026, 1, 1)) is None
True
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Territory:
    """Where a dealer sells, what, and when.

    ``products`` and ``brands``  one of them is enough; both empty: all devices
    """

    countries: frozenset[str]
    products: frozenset[int] = frozenset()
    brands: frozenset[str] = frozenset()
    start: date | None = None
    end: date | None = None

    def holds(self, day):
        return (self.start or day) <= day <= (self.end or day)

    def covers(self, product, brand):
        if not self.products and not self.brands:
            return True
        return product in self.products or brand.casefold() in self.brands


def outside(territories, product, brand, country, day):
    """The countries where a dealer may sell this device, if that is not one of them.

    None: nothing is wrong, as for somebody who never had a territory. A dealer who
    has one, but none for this device or none on this day, sells it nowhere: an empty
    tuple.
    """
    if not territories:
        return None
    here = frozenset().union(
        *(
            territory.countries
            for territory in territories
            if territory.holds(day) and territory.covers(product, brand)
        )
    )
    return None if country in here else tuple(sorted(here))
