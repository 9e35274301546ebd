"""One row of a table as a device, and a device as the cells of one row.

``cells`` is keyed by the keys of `columns`. An empty cell says nothing: it takes
nothing away from what is on record.
"""

from .columns import COLUMNS, LINES, TEXTS
from .correction import agency_of, canonical
from .table_cell import read_cell

ROLES = ("primary", "secondary", "unit_of_use", "direct_mark")


def record(cells, words):
    """``(values, findings)`` of one row.

    ``words``  column key -> {text as people write it, lower case: our key}
    """
    values, found, lines, dis = {}, [], {}, {}
    for key, text in cells.items():
        if not text:
            continue
        column = COLUMNS[key]
        value, finding = read_cell(column, text, words)
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
