"""Building, writing, reading and checking XML; the same tree gives the same bytes.

Reading a document from outside is in ``xml_safety``.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from .xml_safety import MAX_BYTES, XmlError, parse, parser
from .xml_tree import Element, written

__all__ = [
    "DECLARATION",
    "Element",
    "MAX_BYTES",
    "XmlError",
    "container",
    "element",
    "namespace",
    "optional",
    "parse",
    "schema_from",
    "text_of",
    "to_bytes",
    "violations",
]

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
NOTHING: Mapping[str | None, str] = {}


def namespace(uri: str) -> Callable[[str], str]:
    """``D = namespace(uri)``; ``D("name")`` is the qualified name lxml wants."""
    return cache(lambda name: f"{{{uri}}}{name}")


def text_of(value: object) -> str:
    """XML Schema's spelling of a plain value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def element(
    tag: str,
    *children: Element | None,
    text: object = None,
    prefixes: Mapping[str | None, str] = NOTHING,
    **attributes: str,
) -> Element:
    """An element with its children in the order given; a child ``None`` is absent."""
    if children:
        children = tuple([child for child in children if child is not None])
    if text is not None and type(text) is not str:
        text = text_of(text)
    return Element(tag, text, children, attributes, prefixes)


def optional(tag: str, text: object) -> Element | None:
    """An element of plain text, or nothing: ``False`` and ``0`` are values."""
    return None if text is None or text == "" else element(tag, text=text)


def container(tag: str, *children: Element | None) -> Element | None:
    """An element of children, or nothing if there are none (never an empty list)."""
    made = element(tag, *children)
    return made if made.children else None


def to_bytes(root: Element, *instructions: str) -> bytes:
    """UTF-8 text of a tree, indented, prefixes as declared on the root."""
    parts = [f"<?{each}?>\n" for each in instructions]
    return DECLARATION + "".join([*parts, written(root)]).encode()


def schema_from(source: Path | bytes) -> etree.XMLSchema:
    """A schema from its entry file, with parts beside it, or from one whole file."""
    try:
        if isinstance(source, bytes):
            return etree.XMLSchema(parse(source))
        return etree.XMLSchema(etree.parse(str(source), parser()))
    except (OSError, etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        raise XmlError("not_a_schema", said=str(error)) from error


def violations(tree: etree._Element, schema: etree.XMLSchema) -> tuple[str, ...]:
    """What the schema refuses, a line each; none if the document is valid."""
    if schema.validate(tree):
        return ()
    return tuple(f"line {each.line}: {each.message}" for each in schema.error_log)
