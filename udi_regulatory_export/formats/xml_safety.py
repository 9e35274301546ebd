"""Reading an XML document from outside, as an enemy would have written it.

No entity, no document type, no network; UTF-8 only; limits on bytes, elements, depth
and attributes, the first two before a parser sees the document.
"""

import re

from lxml import etree

MAX_BYTES = 10 * 1024 * 1024
"""EUDAMED common rule BR-DOC-003: no file over 10 MB."""
MAX_ELEMENTS = 600_000
"""Ten megabytes of our own devices have a third of that."""
MAX_DEPTH = 64
MAX_ATTRIBUTES = 64

CODES = {
    "too_large": "%(size)s bytes, more than %(most)s",
    "empty": "there is nothing in it",
    "encoding": "it is not written in UTF-8 (found: %(found)s)",
    "not_utf8": "a character in line %(line)s is not written in UTF-8",
    "document_type": "a document type declaration is not accepted",
    "too_many_elements": "it has more than %(most)s elements",
    "too_deep": "elements stand in each other more than %(most)s levels deep",
    "too_many_attributes": "an element has more than %(most)s attributes",
    "broken": "line %(line)s: %(said)s",
    "not_a_schema": "%(said)s",
}
"""Every code with its parameters; models hold the sentences people read."""

_DECLARED = re.compile(
    rb"<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})[\"']"
)
_BLANK = re.compile(rb"[ \t\r\n]*")
_UTF8_NAMES = ("utf-8", "utf8", "us-ascii", "ascii")
_BYTE_ORDER_MARKS = {
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"\x00<": "UTF-16BE",
    b"<\x00": "UTF-16LE",
}
UTF8_MARK = b"\xef\xbb\xbf"


class XmlError(ValueError):
    """Why a text is no XML document we are willing to read: a code and its facts."""

    def __init__(self, code: str, **parameters: object):
        self.code = code
        self.parameters = parameters
        super().__init__(CODES[code] % parameters)


def parser() -> etree.XMLParser:
    """The only way this addon reads XML."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )


def parse(content: bytes, max_bytes: int = MAX_BYTES) -> etree._Element:
    """The root of a document from outside, or an ``XmlError``."""
    content = checked(content, max_bytes)
    try:
        root = etree.fromstring(content, parser())
    except etree.XMLSyntaxError as error:
        raise _syntax(error) from error
    if root.xpath(f"boolean({'/*' * (MAX_DEPTH + 1)})"):
        raise XmlError("too_deep", most=MAX_DEPTH)
    if root.xpath(f"boolean(//*[count(@*) > {MAX_ATTRIBUTES}])"):
        raise XmlError("too_many_attributes", most=MAX_ATTRIBUTES)
    return root


def checked(content: bytes, max_bytes: int = MAX_BYTES) -> bytes:
    """What can be refused before a parser spends memory on it."""
    if len(content) > max_bytes:
        raise XmlError("too_large", size=len(content), most=max_bytes)
    other = other_encoding(content)
    if other:
        raise XmlError("encoding", found=other)
    content = content.removeprefix(UTF8_MARK)
    if not content.strip():
        raise XmlError("empty")
    # every "<" that does not close begins an element, a comment or an instruction
    if content.count(b"<") - content.count(b"</") > MAX_ELEMENTS:
        raise XmlError("too_many_elements", most=MAX_ELEMENTS)
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise XmlError("not_utf8", line=line) from error
    if _has_document_type(content):
        raise XmlError("document_type")
    return content


def other_encoding(content: bytes) -> str:
    """The encoding a document claims or begins with, if that is not UTF-8."""
    for mark, name in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return name
    declared = _DECLARED.match(content.removeprefix(UTF8_MARK))
    name = declared[1].decode("latin-1") if declared else "UTF-8"
    return "" if name.lower() in _UTF8_NAMES else name


def _has_document_type(content: bytes) -> bool:
    """Looked for where it may stand: behind the instructions and comments in front."""
    place = 0
    while True:
        place = _BLANK.match(content, place).end()
        for begin, end in ((b"<?", b"?>"), (b"<!--", b"-->")):
            if content.startswith(begin, place):
                place = content.find(end, place + len(begin)) + len(end)
                break
        else:
            return content.startswith(b"<!DOCTYPE", place)
        if place < len(end):
            return False


def _syntax(error: etree.XMLSyntaxError) -> XmlError:
    if "Excessive depth" in str(error.msg):
        return XmlError("too_deep", most=MAX_DEPTH)
    return XmlError("broken", line=error.lineno or 1, said=error.msg or "")
