"""The small words that EUDAMED's files are read with.

Elements are found by their local names: EUDAMED's own prefixes and namespaces differ
from those of the samples, and change with the version of the schema.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from .. import xml_mend, xml_safety
from ..reply import ReadError as ReadError
from ..xml_mend import Mended

MAX_DOWNLOAD = 4 * xml_safety.MAX_BYTES
"""A page of 300 devices is under ten megabytes; people save pages together."""

CODES = {
    "not_an_answer": "this is no answer of EUDAMED, but %(found)s",
    "not_a_message": "this is no message with devices, but %(found)s",
    "a_question": "this file asks EUDAMED a question (%(found)s); it holds no devices",
    "other_entities": "this message is about %(found)s, not about devices",
    "no_devices": "there is no device in it",
    "refused_download": "EUDAMED answered the download with %(found)s: %(said)s",
}
"""Every code with its parameters; models hold the sentences people read."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*|Z|[+-]\d{2}:\d{2})?", re.DOTALL)
_YES_NO = {"true": True, "1": True, "false": False, "0": False}


def root_of(
    content: bytes, max_bytes: int = MAX_DOWNLOAD
) -> tuple[etree._Element, tuple[Mended, ...]]:
    """The root of a file from outside, mended where its maker was careless."""
    content, mended = xml_mend.mended(content, max_bytes)
    return xml_safety.parse(content, 2 * max_bytes), mended


def name_of(element: etree._Element) -> str:
    """The local name; comments and instructions have none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def type_of(element: etree._Element) -> str:
    """The local part of ``xsi:type``, whatever namespace it is in."""
    for name, value in element.attrib.items():
        if etree.QName(name).localname == "type":
            return value.rpartition(":")[2].strip()
    return ""


def elements(element: etree._Element | None) -> Iterator[etree._Element]:
    """The children that are elements; none of nothing."""
    if element is not None:
        yield from (each for each in element if isinstance(each.tag, str))


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of a local name."""
    return (each for each in elements(element) if name_of(each) == name)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of local names, or nothing."""
    for name in path:
        element = next(children(element, name), None)
    return element


def texts(element: etree._Element | None, name: str) -> tuple[str, ...]:
    """The texts of all children of a local name."""
    return tuple(_said(each) for each in children(element, name))


def text(element: etree._Element | None, *path: str) -> str:
    """The text down a path; empty if there is none."""
    return _said(child(element, *path))


def _said(element: etree._Element | None) -> str:
    """Blanks around it belong to the file; a comment inside divides the text."""
    if element is None:
        return ""
    tails = (each.tail or "" for each in element if not isinstance(each.tag, str))
    return "".join((element.text or "", *tails)).strip()


def flag(element: etree._Element | None, *path: str) -> bool | None:
    """Yes, no, or nothing that means either."""
    return _YES_NO.get(text(element, *path))


def number(element: etree._Element | None, *path: str) -> int:
    """A whole number; 0 if there is none."""
    said = text(element, *path)
    return int(said) if re.fullmatch(r"[+-]?[0-9]{1,9}", said) else 0


def day(element: etree._Element | None, *path: str) -> date | None:
    """The day as it was written; a zone or a time behind it changes nothing."""
    found = _DAY.fullmatch(text(element, *path))
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def moment(element: etree._Element | None, *path: str) -> datetime | None:
    """A date with a time, as it was written."""
    try:
        return datetime.fromisoformat(text(element, *path).replace("Z", "+00:00"))
    except ValueError:
        return None
