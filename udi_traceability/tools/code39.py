r"""Code 39 as readers garble it that were set to Full ASCII (ISO/IEC 16388, annex A).

Such a reader takes two of the 43 characters for one of ASCII: ``+A`` becomes ``a``.
So the primary symbol of an HIBC arrives as ``a123...``. The way back is exact.

    >>> restored("a123BJC5D6E71G")
    '+A123BJC5D6E71G'
"""

from .check_digit import CSET_43

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# first character and last of ASCII, the character before a capital, first capital
_RANGES = ((1, 26, "$", "A"), (27, 31, "%", "A"), (33, 44, "/", "A"))
_RANGES += ((58, 58, "/", "Z"), (59, 63, "%", "F"), (91, 95, "%", "K"))
_RANGES += ((97, 122, "+", "A"), (123, 127, "%", "P"), (0, 0, "%", "U"))
_RANGES += ((64, 64, "%", "V"), (96, 96, "%", "W"))
_PAIRS = {
    code: f"{shift}{_CAPITALS[_CAPITALS.index(capital) + code - first]}"
    for first, last, shift, capital in _RANGES
    for code in range(first, last + 1)
    if chr(code) not in CSET_43
}


def restored(text):
    """The characters of the symbol; ``$ % + /`` stand for themselves."""
    return text.translate(_PAIRS)
