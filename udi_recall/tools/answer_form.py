"""From the fields of the answer page to plain values: whatever a browser may send.

Nothing that comes in is trusted: unknown fields, lines of others and texts without end
are left out, numbers are finite and not below zero.
"""

import base64
import binascii
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date

from .answers import PARTS

MOST_UNITS = 1e9
MOST_ONWARD = 2_000
MOST_SIGNATURE = 300_000
LENGTHS = {
    "name": 120,
    "function": 120,
    "phone": 60,
    "email": 120,
    "adverse_text": 4000,
    "remarks": 4000,
}
CHOICES = {
    "affected": ("yes", "none", "not_received"),
    "adverse_events": ("no", "yes"),
}
TICKS = ("read_understood", "return_label")
ONWARD = {
    "name": 120,
    "contact": 120,
    "email": 120,
    "phone": 60,
    "street": 200,
    "city": 120,
    "country": 60,
    "passed_on": 10,
    "informed_on": 10,
}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
DATE = re.compile(r"[1-9]\d{3}-\d\d-\d\d", re.ASCII)


def text(value, most):
    """Words without signs that no database or paper can hold, cut to ``most``."""
    return CONTROL.sub(" ", str(value or "")).strip()[:most].strip()


def number(value):
    """A quantity, or None for what is none.

    >>> number("4"), number("1,5"), number(" "), number("-1"), number("nan")
    (4.0, 1.5, None, None, None)
    """
    try:
        found = float(str(value).strip().replace(",", "."))
    except ValueError:
        return None
    if not math.isfinite(found) or not 0 <= found <= MOST_UNITS:
        return None
    return round(found, 6) + 0.0


def day(value):
    """A date as ISO writes it, else nothing.

    >>> day("2026-11-21"), day("21.11.2026")
    ('2026-11-21', '')
    """
    value = text(value, 10)
    if not DATE.fullmatch(value):
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return ""


def picture(value):
    """The drawn signature as base64, if it is a picture at all.

    >>> picture("data:image/png;base64,AAAA"), picture("data:text/html,<b>")
    ('', '')
    """
    _head, _, data = text(value, MOST_SIGNATURE).partition("data:image/png;base64,")
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return data if content.startswith(b"\x89PNG\r\n\x1a\n") else ""


def from_form(
    pairs: Iterable[tuple[str, str]], asked: Mapping[int, float], actions: int
) -> dict:
    """The values in the fields of one page, only those that were on it.

    :param asked: line -> its quantity, of the lines this address is asked about
    :param actions: how many instructions there are
    """
    values: dict = {}
    onward: dict[int, dict] = {}
    for key, value in list(pairs)[:20_000]:
        kind, _, rest = key.partition("-")
        if kind in ("s", "q", "h", "n") and rest:
            _line(values, kind, rest, value, asked)
        elif kind in ("a", "w") and rest:
            _action(values, kind, rest, value, actions)
        elif kind == "o" and rest:
            _onward_cell(onward, rest, value)
        else:
            _scalar(values, key, value)
    if onward:
        values["onward"] = onward_rows(onward.values(), asked)
    return values


def _scalar(values, key, value):
    if key in LENGTHS:
        values[key] = text(value, LENGTHS[key])
    elif key == "signature":
        values[key] = picture(value)
    elif key in CHOICES:
        values[key] = value if value in CHOICES[key] else None
    elif key in TICKS:
        values[key] = value in ("1", "on", "yes")
    elif key == "patients_to_follow":
        values[key] = int(min(number(value) or 0, 1_000_000))


def _place(rest):
    head, _, tail = rest.partition("-")
    return (int(head), tail) if head.isdecimal() and len(head) < 10 else (None, tail)


def _line(values, kind, rest, value, asked):
    line, part = _place(rest)
    if line not in asked or (kind == "q" and part not in PARTS):
        return
    cell = values.setdefault("lines", {}).setdefault(str(line), {})
    if kind == "s":
        cell.update(dict.fromkeys(PARTS, 0.0))
        if value in PARTS:
            cell[value] = asked[line]
    elif kind == "q":
        cell[part] = number(value) or 0.0
    elif kind == "h":
        cell["on_hand"] = number(value)
    else:
        cell["note"] = text(value, 200)


def _action(values, kind, rest, value, actions):
    place, _part = _place(rest)
    if not place or place > actions:
        return
    cell = values.setdefault("actions", {}).setdefault(str(place), {})
    if kind == "a":
        cell["done"] = value if value in ("yes", "no") else None
    else:
        cell["why"] = text(value, 200)


def _onward_cell(onward, rest, value):
    place, name = _place(rest)
    known = name in ONWARD or name in ("line", "quantity")
    if place is not None and place < MOST_ONWARD and known:
        onward.setdefault(place, {})[name] = value


def onward_rows(rows, asked):
    """Those to whom units were passed on; rows in which nobody is named fall out."""
    clean = []
    for row in rows:
        line = str(row.get("line") or "")
        found = {name: text(row.get(name), most) for name, most in ONWARD.items()}
        found["passed_on"] = day(row.get("passed_on"))
        found["informed_on"] = day(row.get("informed_on"))
        found["line"] = int(line) if line.isdecimal() and int(line) in asked else None
        found["quantity"] = number(row.get("quantity")) or 0.0
        if found["name"] or found["email"] or found["quantity"]:
            clean.append(found)
    return clean[:MOST_ONWARD]


def merged(old: Mapping | None, new: Mapping) -> dict:
    """The values so far with those of one more page.

    >>> merged({"lines": {"1": {"held": 1}}, "name": "A"}, {"lines": {"2": {}}})
    {'lines': {'1': {'held': 1}, '2': {}}, 'name': 'A'}
    """
    values = dict(old or {})
    for key, value in new.items():
        if key in ("lines", "actions"):
            cells = {place: dict(cell) for place, cell in values.get(key, {}).items()}
            for place, cell in value.items():
                cells[place] = {**cells.get(place, {}), **cell}
            value = cells
        values[key] = value
    return values


def all_as(values: Mapping, asked: Mapping[int, float], part: str) -> dict:
    """Every unit of every line in one state; notes stay."""
    lines = {
        str(line): {**dict.fromkeys(PARTS, 0.0), "on_hand": None, part: quantity}
        for line, quantity in asked.items()
    }
    return merged(values, {"lines": lines})
