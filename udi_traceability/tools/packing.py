"""What a package holds, against what a transfer may take and what its label says.

One scan of a sealed case stands for everything in it: all of it may go, or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .finding import STOP, Finding
from .verify import Expected, KnownDi, not_wanted, verify_inside, weighed
from .verify_checks import PRODUCT_CODES


@dataclass(frozen=True, slots=True)
class Inside:
    """Units of one article, and lot if it has lots, that lie in a package.

    ``name``  the lot or serial as stock calls it
    ``di``    the DI of such a unit; None for goods that are no device
    """

    product_id: int
    units: float
    name: str | None = None
    di: str | None = None


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
    whole = wrong_count(stated, _total(content))
    found = [(None, each) for each in weighed(expected, whole, 0, "")]
    found += _whole(expected, content)
    told = set()
    for index, inside in enumerate(content):
        for finding in _unit(expected, inside, as_of):
            # what concerns all units of an article is said once
            key = inside.product_id, finding.code
            if finding.code not in PRODUCT_CODES or key not in told:
                found.append((index, finding))
            told.add(key)
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
        left = expected.remaining.get(product)
        findings = ()
        if left is None:
            findings = (not_wanted(expected, product),)
        elif total - left > 1e-6:
            findings = (Finding("over_quantity", STOP, "quantity", total, left),)
        for finding in weighed(expected, findings, product, ""):
            yield first[product], finding


def _unit(expected, inside, as_of):
    known = expected.dis.get(inside.di) or KnownDi(inside.product_id)
    lot = expected.lots.get((inside.product_id, inside.name))
    name, units = inside.name, inside.units
    found = verify_inside(expected, known, name, lot, units, as_of=as_of)
    return [finding for finding in found if finding.code != "other_lot"]
