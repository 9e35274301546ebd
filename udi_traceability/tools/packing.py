"""What a package holds, against what a transfer may take and what its label says.

One scan of a sealed case stands for everything in it: all of it may go, or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .finding import STOP, Finding
from .udi import Udi
from .verify import Expected, verify, weighed

# What is asked for the package as a whole, and what only a label of a unit can say
_OF_THE_WHOLE = {"wrong_product", "over_quantity"}
_OF_A_LABEL = {"missing_di", "unknown_di", "missing_pi", "label_differs"}


@dataclass(frozen=True, slots=True)
class Inside:
    """Units of one article, and lot if it has lots, that lie in a package.

    ``name``  the lot or serial as stock calls it
    ``udi``   what the label of such a unit says; None for goods that are no device
    """

    product_id: int
    units: float
    name: str | None = None
    udi: Udi | None = None


def stated_units(udi, known):
    """Base units that the label of a package states, or None where it is silent.

    ``known``  the ``KnownDi`` of its article (AI 01) or of its content (AI 02)
    """
    if udi is None or (udi.di is None and udi.quantity is None):
        return None
    units = known.units if known else 1
    return units * (udi.quantity or 1)


def wrong_count(stated, found):
    """A finding where the count on a label is not the count of what is inside."""
    if stated is None or abs(stated - found) <= 1e-6:
        return ()
    return (Finding("wrong_count", STOP, "quantity", found, stated),)


def verify_package(
    expected: Expected, content: Sequence[Inside], stated=None, *, as_of: date
) -> tuple[tuple[int | None, Finding], ...]:
    """What is wrong with taking a package as it is; empty: nothing.

    :param content: what lies in it and was not counted before
    :param stated: base units that its label states, None where it is silent
    :return: (index of the content concerned or None, finding), stops first; codes
        package_empty, wrong_count, wrong_product, over_quantity, on_hold, and those
        of ``verify`` that concern a unit
    """
    if not content:
        return ((None, Finding("package_empty", STOP, "package")),)
    counted = wrong_count(stated, _total(content))
    found = [(None, each) for each in weighed(expected, counted, 0, "")]
    for index, finding in _whole(expected, content):
        product = content[index].product_id
        found += [(index, each) for each in weighed(expected, [finding], product, "")]
    for index, inside in enumerate(content):
        found += [(index, each) for each in _unit(expected, inside, as_of)]
    return tuple(sorted(found, key=lambda pair: pair[1].severity != STOP))


def _total(content):
    return sum(inside.units for inside in content)


def _whole(expected, content):
    """Each article once: is it wanted here, and so many of it?"""
    units, first = {}, {}
    for index, inside in enumerate(content):
        first.setdefault(inside.product_id, index)
        units[inside.product_id] = units.get(inside.product_id, 0) + inside.units
    for product, total in units.items():
        if product not in expected.remaining:
            wanted = tuple(expected.remaining)
            finding = Finding("wrong_product", STOP, "product", product, wanted)
            yield first[product], finding
        elif total - expected.remaining[product] > 1e-6:
            left = expected.remaining[product]
            finding = Finding("over_quantity", STOP, "quantity", total, left)
            yield first[product], finding


def _unit(expected, inside, as_of):
    if inside.udi is None:
        lot = expected.lots.get((inside.product_id, inside.name))
        if lot and lot.on_hold:
            held = Finding("on_hold", STOP, "lot", inside.name)
            yield from weighed(expected, [held], inside.product_id, inside.name)
        return
    wide = replace(expected, remaining={inside.product_id: inside.units})
    for finding in verify(wide, inside.udi, as_of=as_of):
        if finding.code not in _OF_THE_WHOLE | _OF_A_LABEL:
            yield finding
