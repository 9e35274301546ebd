"""A tree to write: plain values, and the text that lxml would write of the same.

An lxml element is a document of its own until it hangs in another one, and every move
costs a walk through what moves. A batch has millions of elements that are only ever
written once; these cost a sixth.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

INDENT = "  "
# XML 1.0, production 2: everything else may stand in no document.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = re.compile("[&<>\r]").search

Prefixes = Mapping[str | None, str]


@dataclass(slots=True)
class Element:
    """Never changed once it is made; has words or children, not both.

    Children that are made while they are written, one after the other, are not all in
    memory at once: such a tree is written once.
    """

    tag: str
    text: str | None = None
    children: Iterable["Element"] = ()
    attrib: Mapping[str, str] = field(default_factory=dict)
    prefixes: Prefixes = field(default_factory=dict)

    def __iter__(self) -> Iterator["Element"]:
        return iter(self.children)


def written(root: Element) -> str:
    """The document without its declaration; prefixes are those that the root names.

    :raise ValueError: a character that no document may hold
    """
    names = _Names(root.prefixes)
    declared = "".join(
        f' xmlns{prefix and ":" + prefix or ""}="{_attribute(uri)}"'
        for prefix, uri in root.prefixes.items()
    )
    lines: list[str] = []
    _write(root, lines, names, "", declared)
    text = "".join(lines)
    if FORBIDDEN.search(text):
        raise ValueError("a character that XML does not allow")
    return text


class _Names(dict[str, str]):
    """``{uri}name`` to ``prefix:name``, found once per document."""

    def __init__(self, prefixes: Prefixes):
        super().__init__()
        self._prefixes = {uri: prefix for prefix, uri in prefixes.items()}

    def __missing__(self, tag: str) -> str:
        uri, closed, name = tag[1:].rpartition("}")
        prefix = self._prefixes[uri] if closed else None
        self[tag] = f"{prefix}:{name}" if prefix else name if closed else tag
        return self[tag]


def _write(
    each: Element, lines: list[str], names: _Names, indent: str, more: str = ""
) -> None:
    name = names[each.tag]
    for key, value in each.attrib.items():
        more += f' {names[key]}="{_attribute(value)}"'
    if not each.children:
        closed = "/>" if each.text is None else f">{_text(each.text)}</{name}>"
        lines.append(f"{indent}<{name}{more}{closed}\n")
        return
    lines.append(f"{indent}<{name}{more}>\n")
    deeper = indent + INDENT
    for child in each.children:
        text = child.text
        if text is None or child.attrib:
            _write(child, lines, names, deeper)
            continue
        inner = names[child.tag]
        shown = text if text.isalnum() else _text(text)
        lines.append(f"{deeper}<{inner}>{shown}</{inner}>\n")
    lines.append(f"{indent}</{name}>\n")


def _text(value: str) -> str:
    if not _MARKUP(value):
        return value
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value.replace("\r", "&#13;")


def _attribute(value: str) -> str:
    value = _text(value).replace('"', "&quot;")
    return value.replace("\n", "&#10;").replace("\t", "&#9;")
