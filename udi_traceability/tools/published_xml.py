"""XML of a regulator, read one device at a time and as an enemy would write it.

No entities, no network, no document type, the limits of libxml2 kept, and at most
``MOST_NODES`` elements in one device. The downloads of NMPA hold characters that XML
1.0 forbids and bare ampersands: both are mended before the parser sees them.
"""

import io
import re

from lxml import etree

from .published import MOST_BYTES, MOST_RECORDS, ImportFileError

MOST_NODES = 20_000
MOST_TEXT = 100_000
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
_BARE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_DECLARED = re.compile(rb"^<\?xml[^>]{0,200}?encoding=[\"']([\w.-]{1,40})[\"']")
_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}


def mended(content):
    """The bytes without what XML 1.0 forbids; only UTF-8 is read."""
    if len(content) > MOST_BYTES:
        raise ImportFileError("too_big", most=MOST_BYTES)
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = _DECLARED.match(content)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise ImportFileError("encoding", found=declared[1].decode())
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ImportFileError("encoding", found="UTF-16")
    if b"<!DOCTYPE" in content:
        raise ImportFileError("doctype")
    content = _BARE.sub(b"&amp;", _FORBIDDEN.sub(b"", content))
    return _REFERENCE.sub(_allowed, content)


def _allowed(match):
    """A numeric reference, unless to a character that XML 1.0 forbids."""
    number = int(match[1], 16) if match[1] else int(match[2])
    fine = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    return match[0] if fine or 0x10000 <= number <= 0x10FFFF else b""


def root_name(content):
    """The local name of the root."""
    _event, root = next(_parsed(mended(content), ("start",)))
    return local(root)


def records(content, name):
    """Each element of this local name, as ``plain``; the tree is freed behind it."""
    count, open_below = 0, 0
    for event, element in _parsed(mended(content), ("start", "end")):
        if local(element) != name:
            continue
        open_below += 1 if event == "start" else -1
        # an element of the same name inside belongs to the outer one
        if event == "start" or open_below:
            continue
        count += 1
        if count > MOST_RECORDS:
            raise ImportFileError("too_many", most=MOST_RECORDS)
        if sum(1 for _node in element.iter()) > MOST_NODES:
            raise ImportFileError("too_deep", record=count)
        yield plain(element)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _parsed(content, events):
    try:
        yield from etree.iterparse(io.BytesIO(content), events=events, **_OPTIONS)
    except etree.XMLSyntaxError as error:
        raise ImportFileError("broken", line=error.lineno or 0) from None


def local(element):
    return etree.QName(element).localname


def plain(element):
    """An element without namespaces: its text, or its children by name, in lists.

    Attributes stand as ``@name``; an element that says it is nil is left out.
    """
    children = {}
    for attribute, value in element.attrib.items():
        name = "@type" if attribute == TYPE else f"@{etree.QName(attribute).localname}"
        children[name] = [value.strip()]
    for child in element:
        if child.get(NIL) not in ("true", "1"):
            children.setdefault(local(child), []).append(plain(child))
    if children:
        return children
    return (element.text or "").strip()[:MOST_TEXT]
