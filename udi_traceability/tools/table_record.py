"""One row of a table as a device, and a device as the cells of one row.

``cells`` is keyed by the keys of `columns`. An empty cell says nothing: it takes
nothing away from what is on record.
"""

import re

from .columns import (
    CHOICE,
    COLUMNS,
    DAY,
    FLAG,
    LINES,
    MANY,
    TEXTS,
    WHOLE,
    YES_NO,
)
from .correction import agency_of, canonical, unit
from .finding import STOP, WARN, Finding
from .published import whole

YES = [
    "yes",
    "y",
    "true",
    "1",
    "x",
    "✓",
    "ja",
    "j",
    "wahr",
    "oui",
    "o",
    "vrai",
    "sí",
    "si",
    "s",
    "sim",
    "da",
    "tak",
    "是",
    "有",
]
NO = [
    "no",
    "n",
    "false",
    "0",
    "-",
    "✗",
    "nein",
    "falsch",
    "non",
    "faux",
    "não",
    "nao",
    "ne",
    "nie",
    "否",
    "无",
]
ROLES = ("primary", "secondary", "unit_of_use", "direct_mark")
UNITS = [
    "mm",
    "cm",
    "m",
    "um",
    "[in_i]",
    "[ft_i]",
    "[yd_i]",
    "mm2",
    "[sin_i]",
    "mL",
    "cL",
    "L",
    "[foz_us]",
    "[qt_us]",
]
UNITS += [
    "[gal_us]",
    "mg",
    "g",
    "kg",
    "[lb_av]",
    "deg",
    "gauge",
    "[Ch]",
    "Cel",
    "[degF]",
    "K",
    "%",
    "kPa",
    "hPa",
    "mbar",
]
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def record(cells, words):
    """``(values, findings)`` of one row.

    ``words``  column key -> {text as people write it, lower case: our key}
    """
    values, found, lines, dis = {}, [], {}, {}
    for key, text in cells.items():
        if not text:
            continue
        column = COLUMNS[key]
        value, finding = _value(column, text, words)
        if finding:
            found.append(finding)
        if value is None:
            continue
        line, _dot, rest = key.partition(".")
        if line == "di":
            role, _dot, name = rest.partition(".")
            dis.setdefault(role, {})[name] = value
        elif line in TEXTS:
            texts = values.setdefault(f"{line}_ids", [])
            texts.append({"language": rest, "value": value})
        elif line in LINES:
            number, _dot, name = rest.partition(".")
            lines.setdefault((line, int(number)), {})[name] = value
        elif rest:
            values.setdefault(line, {})[rest] = value
        else:
            values[key] = value
    return _joined(values, dis, lines), tuple(found)


def _joined(values, dis, lines):
    identifiers = [
        _identifier({**dis[role], "role": role})
        for role in ROLES
        if dis.get(role, {}).get("code")
    ]
    for (line, _number), fields in sorted(lines.items()):
        _most, target, fixed, _fields = LINES[line]
        if line == "package":
            identifiers.append(_package({**fixed, **fields}, identifiers))
        else:
            values.setdefault(target, []).append({**fixed, **fields})
    for size in values.get("size_ids", ()):
        size.setdefault("precision", _precision(size))
    for storage in values.get("storage_ids", ()):
        storage.setdefault("stage", "storage")
        storage.setdefault("kind_id", "temperature")
    if "basic_udi_id" in values:
        values["basic_udi_id"].setdefault("issuing_agency", "gs1")
    if identifiers:
        values["di_ids"] = identifiers
    return values


def _identifier(row):
    agency = row.setdefault("issuing_agency", agency_of(row.get("code", "")))
    clean = canonical(row.get("code", ""), agency)
    if agency == "gs1" and len(clean) == 14 and clean.isdigit():
        row["code"] = clean
    return row


def _package(row, identifiers):
    """A package that does not say what it holds, holds the level before it."""
    if not row.get("contains"):
        levels = [di for di in identifiers if di["role"] in ("primary", "package")]
        row["contains"] = levels[-1].get("code", "") if levels else ""
    return _identifier(row)


def _precision(size):
    if size.get("value_min") or size.get("value_max"):
        return "range"
    return "value" if size.get("value") else "text"


def _value(column, text, words):
    """(value, finding) of one cell; no value where it cannot be read."""
    readers = {YES_NO: _yes_no, FLAG: _flag, WHOLE: _whole, DAY: _day}
    if column.key.endswith(".unit_id"):
        fixed = unit(text, UNITS)
        return (fixed[1] if fixed else text), None
    if column.kind in readers:
        value, wanted = readers[column.kind](text)
        if value is None:
            return None, Finding("unreadable", STOP, column.key, text, wanted)
        return value, None
    if column.kind == CHOICE:
        return _choice(column, text, words)
    if column.kind == MANY:
        known = words.get(column.key, {})
        parts = [part.strip() for part in re.split(r"[;|\n]", text) if part.strip()]
        return [known.get(part.lower(), part) for part in parts], None
    return text, None


def _choice(column, text, words):
    known = words.get(_family(column.key), {})
    found = known.get(text.strip().lower())
    if found is None:
        wanted = ", ".join(dict.fromkeys(known.values()))
        return None, Finding("unknown_value", WARN, column.key, text, wanted)
    return found, None


def _family(key):
    """Where the words of a column stand: all agencies share theirs."""
    return key.rpartition(".")[2]


def _yes_no(text):
    said = text.strip().lower()
    if said in YES:
        return "yes", ""
    return ("no", "") if said in NO else (None, "yes, no")


def _flag(text):
    value, wanted = _yes_no(text)
    return (None if value is None else value == "yes"), wanted


def _whole(text):
    digits = text.strip().removesuffix(".0").replace(" ", "")
    return whole(digits), "1, 2, 3"


def _day(text):
    iso, dotted = _DAY.match(text), _DOTTED.fullmatch(text)
    if iso:
        year, month, number = iso.groups()
    elif dotted:
        number, month, year = dotted.groups()
    else:
        return None, "2026-12-31"
    if not 1 <= int(month) <= 12 or not 1 <= int(number) <= 31:
        return None, "2026-12-31"
    return f"{year}-{int(month):02d}-{int(number):02d}", ""


def cells(values):
    """A device as cells by column key; what has no column is left out."""
    found = {}
    for name, value in values.items():
        if name == "di_ids":
            _put_dis(found, value)
        elif name in ("description_ids", "trade_name_ids"):
            for line in value:
                found.setdefault(f"{name[:-4]}.{line['language']}", line["value"])
        elif isinstance(value, dict):
            found |= {f"{name}.{part}": _said(each) for part, each in value.items()}
        elif name not in COLUMNS:
            _put_lines(found, name, value)
        else:
            found[name] = _said(value)
    return {key: text for key, text in found.items() if key in COLUMNS and text}


def _put_dis(found, rows):
    number = 0
    for row in rows:
        if row["role"] == "package":
            number += 1
            start = f"package.{number}"
        else:
            start = f"di.{row['role']}"
        for part, value in row.items():
            if part != "role":
                found.setdefault(f"{start}.{part}", _said(value))


def _put_lines(found, name, rows):
    line = next((line for line, spec in LINES.items() if spec[1] == name), None)
    if line and isinstance(rows, list):
        for number, row in enumerate(rows, 1):
            for part, value in row.items():
                found[f"{line}.{number}.{part}"] = _said(value)


def _said(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    return str(value)
