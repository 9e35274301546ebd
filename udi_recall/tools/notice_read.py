"""Read a notice that a maker sent as a file: nothing in it is trusted.

What is not as the format says is refused with its place, never guessed: a lot that a
spreadsheet changed looks like another lot. Both forms give the same `Notice`.
"""

import csv
import io
import json

from .notice import (
    GROUPS,
    LINE_COLUMNS,
    LISTS,
    QUANTITIES,
    SCHEMA,
    SHEET_HEAD,
    Line,
    Notice,
)
from .notice_value import (
    DATES,
    TEXTS,
    NoticeFileError,
    chosen,
    code,
    day,
    moment,
    number,
    quantity,
    scalar,
    text,
    url,
    yes_no,
)

MOST_BYTES = 10 * 1024 * 1024
MOST_LINES = 50_000
MOST_ITEMS = 200
NEEDED = ("notice_id", "kind", "title")
DELIMITERS = ",;\t"


def read(content: bytes) -> Notice:
    """The notice in a file, by what the file looks like.

    >>> read(b'[1]')
    Traceback (most recent call last):
    udi_recall.tools.notice_value.NoticeFileError: not_a_notice
    """
    start = content[:100].lstrip(b"\xef\xbb\xbf \t\r\n")
    return (from_json if start[:1] in (b"{", b"[") else from_csv)(content)


def from_json(content: bytes) -> Notice:
    """The notice that `to_json` wrote, here or elsewhere."""
    values = _json(_decoded(content))
    if not isinstance(values, dict):
        raise NoticeFileError("not_a_notice")
    lines = values.get("lines")
    if not isinstance(lines, list) or not lines:
        raise NoticeFileError("no_lines")
    return _notice(
        values,
        lines,
        **{name: _group(values, name) for name in GROUPS},
        **{name: _list(values, name) for name in LISTS},
    )


def from_csv(content: bytes) -> Notice:
    """The notice of a flat sheet: its head stands on every line."""
    rows = _rows(_decoded(content))
    head = rows[0]
    for row in rows[1:]:
        if any(row[name] != head[name] for name in SHEET_HEAD if name in head):
            raise NoticeFileError("two_notices", place=f"line {row['line']}")
    groups = {
        name: {
            part: scalar(head[f"{name}_{part}"], f"{name}_{part}")
            for part in parts
            if head.get(f"{name}_{part}")
        }
        for name, parts in GROUPS.items()
    }
    _checked_reply(groups["reply"])
    return _notice(head, rows, **groups)


def _notice(values, lines, **parts):
    if values.get("schema") != SCHEMA:
        found = str(values.get("schema"))[:50]
        raise NoticeFileError("schema", place="schema", found=found, wanted=SCHEMA)
    if len(lines) > MOST_LINES:
        raise NoticeFileError("too_many", place="lines", most=MOST_LINES)
    for name in NEEDED:
        if not values.get(name):
            raise NoticeFileError("missing", place=name)
    head = {name: text(values.get(name), name) for name in TEXTS}
    return Notice(
        **head,
        notice_version=number(values.get("notice_version"), "notice_version"),
        kind=chosen(values["kind"], "kind"),
        status=chosen(values.get("status") or "issued", "status"),
        test=yes_no(values.get("test"), "test"),
        issued_at=moment(values.get("issued_at"), "issued_at"),
        lines=_lines(lines),
        **parts,
    )


def _lines(rows):
    lines = tuple(_line(row, place) for place, row in enumerate(rows, 1))
    numbers = set()
    for line in lines:
        if line.line in numbers:
            raise NoticeFileError("twice", place=f"line {line.line}", found="line")
        numbers.add(line.line)
    return lines


def _line(row, place):
    where = f"line {place}"
    if not isinstance(row, dict):
        raise NoticeFileError("not_a_notice", place=where)
    values = {"line": number(row.get("line"), f"{where}: line")}
    for name in LINE_COLUMNS[1:]:
        found, at = row.get(name), f"{where}: {name}"
        if name in QUANTITIES:
            values[name] = quantity(found, at)
        elif name in DATES:
            values[name] = day(found, at)
        elif name in ("certainty", "scope"):
            if found:
                values[name] = chosen(found, name, at)
        else:
            values[name] = code(found, at, name)
    if not (values["udi_di"] or values["catalogue"]):
        raise NoticeFileError("missing", place=f"{where}: udi_di")
    return Line(**values)


def _group(values, name):
    found = values.get(name) or {}
    if not isinstance(found, dict):
        raise NoticeFileError("not_a_notice", place=name)
    group = _parts(found, name, GROUPS[name])
    if name == "reply":
        _checked_reply(group)
    return group


def _checked_reply(reply):
    """The link is shown to be pressed, the day fills a date."""
    if reply.get("url"):
        reply["url"] = url(reply["url"], "reply.url")
    if reply.get("due"):
        reply["due"] = day(reply["due"], "reply.due")


def _list(values, name):
    found = values.get(name) or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise NoticeFileError("not_a_notice", place=name)
    if len(found) > MOST_ITEMS:
        raise NoticeFileError("too_many", place=name, most=MOST_ITEMS)
    return tuple(_parts(each, name, LISTS[name]) for each in found)


def _parts(found, name, wanted):
    return {
        part: scalar(found[part], f"{name}.{part}") for part in wanted if part in found
    }


def _decoded(content):
    if len(content) > MOST_BYTES:
        raise NoticeFileError("too_big", most=MOST_BYTES // 1024 // 1024)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoticeFileError("broken") from error


def _json(written):
    def once(pairs):
        names = dict(pairs)
        if len(names) != len(pairs):
            raise NoticeFileError("twice", found=str(pairs[0][0])[:50])
        return names

    try:
        return json.loads(written, object_pairs_hook=once)
    except NoticeFileError:
        raise
    except (ValueError, RecursionError) as error:
        raise NoticeFileError("broken") from error


def _rows(written):
    """The lines of a sheet by the names in its first one, without what protects it."""
    first = written.lstrip("\r\n").partition("\n")[0]
    sign = max(DELIMITERS, key=first.count)
    try:
        table = list(csv.reader(io.StringIO(written, newline=""), delimiter=sign))
    except csv.Error as error:
        raise NoticeFileError("broken") from error
    table = [cells for cells in table if any(cells)]
    if len(table) > MOST_LINES:
        raise NoticeFileError("too_many", place="lines", most=MOST_LINES)
    names = table[0] if table else []
    if not {"notice_id", "line"} <= set(names):
        raise NoticeFileError("not_a_notice")
    if len(table) < 2:
        raise NoticeFileError("no_lines")
    return [
        {name: cell.removeprefix("'") for name, cell in zip(names, cells, strict=False)}
        for cells in (row + [""] * len(names) for row in table[1:])
    ]
