"""The list of codes that the issuer of MA gives out: nobody else makes them.

One code a line or cell, words about the device beside it; a UDI, an address around
a code and repeats are taken as what they hold.

    >>> found, unread = listed("MA.156.M0.123456.01234565;Pump\\nMA.156.M1.1;?")
    >>> found, unread
    ({'MA.156.M0.123456.01234565': 'Pump'}, ((2, 'MA.156.M1.1'),))
"""

import re

_CODE = re.compile(r"MA\.[^\s;,\t\"'|]+")
_DI = re.compile(r"MA\.[0-9]{3}\.M0\.[0-9A-Za-z]{6}\.[0-9][0-9A-Za-z-]{7,19}(?=\.|\Z)")
_CELLS = re.compile(r"[;,\t|]")
_QUOTES = "\"' "
MOST = 100_000  # codes of one list
_LONGEST_NOTE = 200


def listed(text):
    """({code: words beside it}, ((line, text that is no code), …))."""
    found, unread = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        for raw in _CODE.findall(line):
            match = _DI.match(raw)
            if match is None:
                unread.append((number, raw))
            elif len(found) < MOST:
                found.setdefault(match[0], _note(line))
    return found, tuple(unread)


def _note(line):
    """The first cell of words on a line."""
    cells = (cell.strip(_QUOTES) for cell in _CELLS.split(line))
    words = (cell for cell in cells if cell and "MA." not in cell)
    return next(words, "")[:_LONGEST_NOTE]


def families(codes):
    """Codes of one device together, its unit before its packages.

    The product part is a digit for the package level, the item and a check digit.

    >>> unit, box = "MA.156.M0.123456.01234565", "MA.156.M0.123456.11234564"
    >>> families([box, unit]) == [[unit, box]]
    True
    """
    found = {}
    for code in sorted(codes, key=lambda code: (_item(code), _product(code)[0])):
        found.setdefault(_item(code), []).append(code)
    return list(found.values())


def _product(code):
    return code.split(".")[4]


def _item(code):
    return code.split(".")[3], _product(code)[1:-1]
