"""Whether two EUDAMED elements say the same: leaf by leaf, whatever the prefixes."""

from collections import Counter
from dataclasses import replace

from lxml import etree

LISTS = ("productionIdentifier", "MDNCodes")
"""Elements that hold a set of words."""


def leaves(element, above=""):
    """Every text and type with the path of local names to it."""
    if not isinstance(element.tag, str):
        return
    name = etree.QName(element.tag).localname
    path = f"{above}/{name}"
    for value in element.attrib.values():
        yield f"{path} is {value.rpartition(':')[2]}"
    inner = [each for each in element if isinstance(each.tag, str)]
    for each in inner:
        yield from leaves(each, path)
    if not inner:
        said = (element.text or "").strip()
        if name in LISTS:
            said = " ".join(sorted(said.split()))
        yield f"{path} = {said}"


def apart(one, other):
    """What only one of the two says, and what only the other: two sorted lists."""
    mine, theirs = Counter(leaves(one)), Counter(leaves(other))
    return sorted((mine - theirs).elements()), sorted((theirs - mine).elements())


def before(record):
    """The record as EUDAMED has it when a message brings the version read from it."""

    def one_less(number):
        return max(number - 1, 0)

    known = record.eudamed
    registration = replace(
        known,
        version=one_less(known.version),
        market_version=one_less(known.market_version),
        package_version=one_less(known.package_version),
        designer_version=one_less(known.designer_version),
    )
    basic = record.basic_udi
    if basic:
        basic = replace(basic, version=one_less(basic.version))
    return replace(record, eudamed=registration, basic_udi=basic)
