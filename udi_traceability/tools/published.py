"""What regulators publish of a device, in one neutral form.

A reader of each regulator's file (`published_gudid`, `published_nmpa`,
`published_eudamed`) gives one ``Published`` for each device. Its ``values`` are keyed
by our field names and hold plain values only, so that they can be kept as JSON, shown
beside what is on record and compared with it. Nothing is put right here: a wrong check
digit comes out as it was published.
"""

import json
from dataclasses import dataclass, field
from typing import Any

GUDID, NMPA, EUDAMED, TABLE = "gudid", "nmpa", "eudamed", "table"
MOST_BYTES = 128 * 1024 * 1024
MOST_RECORDS = 100_000


class ImportFileError(ValueError):
    """A file that cannot be read at all: what kind of refusal, and its details.

    ``code`` is one of ``not_read`` (no such form), ``too_big``, ``too_many``,
    ``too_deep``, ``doctype``, ``encoding``, ``broken`` (with ``line``), ``empty``,
    ``disguised`` (another form under this name).
    """

    def __init__(self, code, **details):
        self.code: str = code
        self.details: dict[str, Any] = details
        super().__init__(code, details)


@dataclass(frozen=True, slots=True)
class Published:
    """One device of a file.

    ``number``  its place in the file, the first is 1
    ``values``  field name -> plain value; an attribute nobody gave is absent. Lines
                are lists of such mappings, other records mappings (``manufacturer_id``)
    ``notes``   (code, field, value): what was published and has no place in ``values``
    """

    source: str
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    notes: tuple[tuple[str, str, str], ...] = ()


def filled(**values):
    """The values that say something: 0 and False do, empty ones are left out.

    >>> filled(brand_name="", device_count=1, pi_lot=False, size_ids=[])
    {'device_count': 1, 'pi_lot': False}
    """
    return {
        name: value for name, value in values.items() if value not in (None, "", [], {})
    }


def one(node, *path):
    """The first text at a path of a record as ``published_xml.plain`` gives it.

    >>> one({"a": [{"b": ["x", "y"]}]}, "a", "b"), one({"a": [""]}, "a", "b")
    ('x', '')
    """
    for found in every(node, *path):
        if isinstance(found, str):
            return found
    return ""


def every(node, *path):
    """All that stands at a path, in order."""
    found = [node]
    for name in path:
        found = [
            child
            for parent in found
            if isinstance(parent, dict)
            for child in parent.get(name, ())
        ]
    return found


def whole(text):
    """A number of ASCII digits, None for anything else.

    >>> whole("24"), whole("-1"), whole("2.5"), whole("")
    (24, -1, None, None)
    """
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        return int(text)
    return None


def day(text):
    """The date of a date or date-time of XML, as ISO writes it.

    >>> day("2018-07-23T00:00:00.000Z"), day("2026-02-03+01:00"), day("soon")
    ('2018-07-23', '2026-02-03', '')
    """
    head = text[:10]
    parts = head.split("-")
    if [len(part) for part in parts] == [4, 2, 2] and head.replace("-", "").isdigit():
        return head if head.isascii() else ""
    return ""


def from_json(value):
    """JSON in the shape of ``plain``: texts, and mappings of lists.

    >>> from_json({"a": None, "b": [1, True], "c": {"d": "x"}})
    {'b': ['1', 'true'], 'c': [{'d': ['x']}]}
    """
    if isinstance(value, dict):
        return {
            name: [from_json(child) for child in _listed(found) if child is not None]
            for name, found in value.items()
            if found is not None
        }
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()


def _listed(value):
    return value if isinstance(value, list) else [value]


def load_json(content):
    """The JSON of a file, with the limits of Python's own reader made findings."""
    try:
        return json.loads(content)
    except RecursionError:
        raise ImportFileError("too_deep") from None
    except (UnicodeDecodeError, ValueError) as error:
        raise ImportFileError("broken", line=getattr(error, "lineno", 0)) from None
