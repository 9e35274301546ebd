"""GS1 Digital Link: the elements of one item as a web address on any domain.

>>> from datetime import date
>>> text = "https://example.com/p/01/09506000134352/10/A%2F1?17=271231&utm=x"
>>> udi = read_link(text, 0, date(2026, 1, 1))
>>> udi.di, udi.lot, udi.expiry
('09506000134352', 'A/1', datetime.date(2027, 12, 31))
>>> digital_link(udi, "https://example.com")
'https://example.com/01/09506000134352/10/A%2F1?17=271231'
"""

import re
from urllib.parse import quote

from .check_digit import GTIN_LENGTHS, is_digits
from .gs1 import elements_of
from .gs1_ai import LINK_KEYS, NO_LINK_ATTRIBUTES
from .gs1_element import AIS
from .gs1_item import add, assemble
from .gs1_value import judge
from .udi import UdiError

DOMAIN = "https://id.gs1.org"
_ADDRESS = re.compile(
    r"(?i:https?)://([^/?#\s]+)((?:/[^?#\s]*)?)(?:\?([^#\s]*))?(?:#\S*)?"
)
_ORIGIN = re.compile(r"(?i:https?)://[^/?#\s]+(?:/[^?#\s]*)?")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_PLACES = {
    key: [dict(zip(group.split(), range(9), strict=False)) for group in groups]
    for key, groups in LINK_KEYS.items()
}


def read_link(text, start, as_of, aim=None, separators=(), warnings=()):
    """The ``Udi`` of an address (Digital Link URI Syntax): own domain, own stem.

    Further names in the query are ignored, further numbers are not.
    """
    match = _ADDRESS.fullmatch(text.rstrip(" "), start)
    if match is None:
        raise UdiError("bad_syntax", start, None, "a web address", text[start:])
    values = {}
    for code, value, at in _path(match[2], match.start(2)):
        _put(values, code, value, at, as_of)
    for code, value, at in _query(match[3] or "", match.start(3)):
        _put(values, code, value.replace("+", " "), at, as_of)
    return assemble(values, as_of, aim=aim, warnings=warnings, raw=text)


def _path(path, start):
    """``(identifier, value, place)`` of the last key of the path and what qualifies it.

    Read from the end by twos: the stem before the key may be anything.
    """
    pieces = path.removesuffix("/").split("/")
    found, at = [], start + len("/".join(pieces))
    while len(pieces) > 2:
        value, code = pieces.pop(), pieces.pop()
        at -= len(value)
        found.append((code, value, at))
        at -= len(code) + 2
        if code in LINK_KEYS:
            found.reverse()
            _check_order(found)
            return found
    raise UdiError("unrecognised", start, "GS1 Digital Link", "/01/ and a GTIN", path)


def _check_order(found):
    key, qualifiers = found[0][0], [code for code, _value, _at in found[1:]]
    for places in _PLACES[key] or [{}]:
        order = [places.get(code, -1) for code in qualifiers]
        if -1 not in order and order == sorted(set(order)):
            return
    allowed = " or ".join(LINK_KEYS[key]) or "nothing"
    at, wrong = found[1][2], "/".join(qualifiers)
    raise UdiError("bad_syntax", at, key, f"{allowed}, in this order", wrong)


def _query(query, start):
    """The numbered parameters; ``&`` or ``;`` stands between two."""
    at = start
    for parameter in re.split("[&;]", query):
        code, equals, value = parameter.partition("=")
        if is_digits(code):
            if code not in AIS or code in NO_LINK_ATTRIBUTES:
                expected = "an identifier that a query may hold"
                raise UdiError("unknown_ai", at, None, expected, code)
            yield code, value, at + len(code + equals)
        at += len(parameter) + 1


def _put(values, code, written, at, as_of):
    """Add one element; in an escaped value a refusal points at its beginning."""
    ai, value = AIS[code], _unescaped(written, code, at)
    if code == "01" and is_digits(value) and len(value) in GTIN_LENGTHS:
        value = value.zfill(14)
    try:
        match = ai.pattern.fullmatch(value)
        if match is None or match[1] != value:
            raise ai.refusal(value, at)
        judge(ai, value, at, as_of)
    except UdiError as error:
        if value == written:
            raise
        told = error.element, error.expected, error.found
        raise UdiError(error.code, at, *told) from None
    add(values, ai, value, at)


def _unescaped(value, code, at):
    """RFC 3986, 2.1; what is no ASCII is left as it is, to be refused."""

    def character(match):
        if match[1] is None:
            place, expected = at + match.start(), "% and two hexadecimal digits"
            raise UdiError("bad_syntax", place, code, expected, value)
        return chr(int(match[1], 16))

    return _ESCAPE.sub(character, value)


def _arranged(key, elements):
    """What stands in the path, what in the query: the first way that holds all."""
    for group in LINK_KEYS[key] or ("",):
        path = [key, *(code for code in group.split() if code in elements)]
        query = [code for code in elements if code not in path]
        if NO_LINK_ATTRIBUTES.isdisjoint(query):
            return path, query
    code = next(code for code in query if code in NO_LINK_ATTRIBUTES)
    expected = "an element that an address can hold"
    raise UdiError("bad_syntax", None, code, expected, elements[code])


def digital_link(udi, domain=DOMAIN):
    """The address of this UDI below ``domain``, which may have a path of its own."""
    if not _ORIGIN.fullmatch(domain):
        raise UdiError("bad_syntax", None, "domain", "https:// and a name", domain)
    elements = dict(elements_of(udi))
    key = next((code for code in LINK_KEYS if code in elements), None)
    if key is None:
        expected = "a DI or another key of GS1"
        raise UdiError("missing_di", None, "GS1 Digital Link", expected)
    path, query = _arranged(key, elements)
    address = [domain.rstrip("/")]
    address += (f"/{code}/{quote(elements[code], safe='')}" for code in path)
    if query:
        pairs = (f"{code}={quote(elements[code], safe='')}" for code in query)
        address.append("?" + "&".join(pairs))
    return "".join(address)
