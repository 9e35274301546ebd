"""Making a file from outside readable where its maker was careless, and saying so.

Real downloads claim UTF-8 and hold Windows-1252 bytes; others hold characters that XML
forbids, or bare ampersands. Nothing else is touched.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import xml_safety
from .xml_safety import XmlError

CODES = {
    "other_encoding": "written in value, read as such",
    "windows_1252": "count bytes are no UTF-8 and were read as Windows-1252",
    "forbidden_characters": "count characters that XML forbids were left out",
    "bare_ampersand": "count ampersands were no references and were read as text",
    "empty_container": "value is an empty list where there should be none",
    "unknown_value": "value at place is not one we know",
    "left_out": "what stands at place has no field here",
}
"""What was mended while reading; models hold the sentences people read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """One kind of fault, how often, and where or what."""

    code: str
    count: int = 1
    value: str = ""
    place: str = ""


_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
_BARE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_ENCODING = re.compile(rb"(<\?xml\s[^>]{0,200}?)\s+encoding\s*=\s*[\"'][^\"'>]*[\"']")
_ESCAPED = re.compile("[\udc80-\udcff]")
# five bytes that Windows-1252 leaves open are nobody's letter
_WINDOWS = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace")
    for byte in range(0x80, 0x100)
}
_ENCODINGS = (
    "windows-1252",
    "iso-8859-1",
    "iso-8859-15",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "utf-32",
)
"""What else a text may be written in; Python knows others that are no texts."""


def mended(content: bytes, max_bytes: int) -> tuple[bytes, tuple[Mended, ...]]:
    """UTF-8 bytes that ``xml_safety.parse`` may read, and what was wrong."""
    if len(content) > max_bytes:
        raise XmlError("too_large", size=len(content), most=max_bytes)
    found: list[Mended] = []
    content = _recoded(content, found)
    content = _as_utf8(content, found)
    parts = _apart(content)
    # every second part is a CDATA section, in which an ampersand is text
    parts[::2] = (_without_bare(each, found) for each in parts[::2])
    content, count = _FORBIDDEN.subn(b"", b"".join(parts))
    _note(found, "forbidden_characters", count)
    return content, summed(found)


def _recoded(content: bytes, found: list[Mended]) -> bytes:
    """A document in another encoding that Python knows, as UTF-8."""
    name = xml_safety.other_encoding(content)
    if not name:
        return content
    try:
        text = content.decode(name if name.lower() in _ENCODINGS else "")
    except (LookupError, UnicodeError) as error:
        raise XmlError("encoding", found=name) from error
    found.append(Mended(code="other_encoding", value=name))
    recoded = text.removeprefix("\ufeff").encode("utf-8", "replace")
    return _ENCODING.sub(rb"\1", recoded, count=1)


def _as_utf8(content: bytes, found: list[Mended]) -> bytes:
    """Bytes that are no UTF-8 are read as the encoding Windows would have used."""
    text = content.decode("utf-8", "surrogateescape")
    wrong = len(_ESCAPED.findall(text))
    _note(found, "windows_1252", wrong)
    return text.translate(_WINDOWS).encode() if wrong else content


def _apart(content: bytes) -> list[bytes]:
    """Text and CDATA sections in turn."""
    parts, place = [], 0
    while (begin := content.find(b"<![CDATA[", place)) >= 0:
        end = content.find(b"]]>", begin)
        end = len(content) if end < 0 else end + 3
        parts += [content[place:begin], content[begin:end]]
        place = end
    return [*parts, content[place:]]


def _without_bare(content: bytes, found: list[Mended]) -> bytes:
    content, count = _BARE.subn(b"&amp;", content)
    _note(found, "bare_ampersand", count)
    allowed = _REFERENCE.sub(_allowed, content)
    if len(allowed) < len(content):
        kept = len(_REFERENCE.findall(allowed))
        _note(found, "forbidden_characters", len(_REFERENCE.findall(content)) - kept)
    return allowed


def _allowed(match: re.Match[bytes]) -> bytes:
    """A numeric reference, unless to a character that XML forbids."""
    number = int(match[1], 16) if match[1] else int(match[2])
    fine = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    return match[0] if fine or 0x10000 <= number <= 0x10FFFF else b""


def _note(found: list[Mended], code: str, count: int) -> None:
    if count:
        found.append(Mended(code=code, count=count))


def summed(found: Iterable[Mended]) -> tuple[Mended, ...]:
    """One entry for each kind of fault, in the order of their first."""
    sums: dict[tuple[str, str, str], int] = {}
    for each in found:
        key = (each.code, each.value, each.place)
        sums[key] = sums.get(key, 0) + each.count
    return tuple(
        Mended(code=code, value=value, place=place, count=count)
        for (code, value, place), count in sums.items()
    )
