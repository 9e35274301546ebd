"""The numbers below a GS1 company prefix: how many there are, and the next free ones.

A GTIN-13 is the prefix, an item reference and a check digit (GS1 General
Specifications 2.1); the package around it keeps the twelve digits and puts an
indicator 1 to 8 before them. So one item reference serves a device and its packages.

    >>> capacity("950600013"), gtin("950600013", 435)
    (1000, '09506000134352')
    >>> gtin("950600013", 435, indicator=1)
    '19506000134359'
    >>> item_of("950600013", "19506000134359")
    435
"""

from .check_digit import gtin_check_digit, is_digits

DIGITS = 12  # of prefix (4 to 12) and item reference together
INDICATORS = range(1, 9)


def capacity(prefix):
    """How many devices a prefix serves; one of twelve digits is one number."""
    return 10 ** (DIGITS - len(prefix))


def gtin(prefix, item, indicator=0):
    """The GTIN as it is kept: 14 digits, indicator 0 for the device itself."""
    room = DIGITS - len(prefix)
    body = f"{indicator}{prefix}{item:0{room}d}" if room else f"{indicator}{prefix}"
    return body + gtin_check_digit(body)


def item_of(prefix, code):
    """The item reference of a 14-digit GTIN; None below another prefix."""
    if len(code) != 14 or not is_digits(code) or code[1 : 1 + len(prefix)] != prefix:
        return None
    return int(code[1 + len(prefix) : 13] or 0)


def free_items(prefix, start, used, count):
    """Up to ``count`` item references from ``start`` on that are not in ``used``."""
    last = capacity(prefix)
    found, item = [], start
    while item < last and len(found) < count:
        if item not in used:
            found.append(item)
        item += 1
    return found
