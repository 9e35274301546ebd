"""The notice as a file: text stays text, and a digest says what it says."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.notice import (
    GROUPS,
    LINE_COLUMNS,
    LISTS,
    SCHEMA,
    SHEET_COLUMNS,
    SHEET_HEAD,
    Line,
    Notice,
    changed_lines,
    content_digest,
    essence_digest,
    line_digest,
    notice_of,
    to_csv_rows,
    to_json,
)

HEAD = {
    *("schema", "notice_id", "notice_version", "supersedes", "issued_at", "kind"),
    *("status", "urgency", "test", "title", "language", "manufacturer", "sender"),
    *("recipient", "authority_refs", "risk", "reason", "hazard", "actions", "depth"),
    *("pass_on", "reply", "attachments", "content_sha256", "lines"),
}
texts = st.text(max_size=12)
lines = st.builds(
    Line,
    line=st.integers(1, 999),
    udi_di=texts,
    lot=texts,
    serial=texts,
    qty_shipped=st.integers(0, 10**9).map(lambda thousandths: thousandths / 1000),
)


def notice(**values):
    return notice_of(
        {
            "notice_id": "R-2026-004/7",
            "notice_version": 2,
            "kind": "recall",
            "title": "Infusion pump, battery",
            "manufacturer": {"name": "Meridian", "srn": "DE-MF-000012345"},
            "lines": [{"line": 1, "lot": "0312200152", "qty_shipped": 6.0}],
            **values,
        }
    )


def test_the_head_has_the_names_agreed():
    content = json.loads(to_json(notice()))
    assert set(content) == HEAD
    assert content["schema"] == SCHEMA
    assert set(GROUPS) | set(LISTS) <= set(content)


def test_codes_are_text_and_quantities_numbers():
    content = json.loads(to_json(notice()))
    (line,) = content["lines"]
    assert line["lot"] == "0312200152"
    assert (line["qty_shipped"], line["qty_asked"]) == (6, 0)
    assert tuple(line) == LINE_COLUMNS
    assert '"qty_shipped": 6,' in to_json(notice()).decode()


def test_half_units():
    content = json.loads(to_json(notice(lines=[{"line": 1, "qty_shipped": 2.5}])))
    assert content["lines"][0]["qty_shipped"] == 2.5


def test_a_sheet_line_says_alone_whose_it_is():
    columns, (row,) = to_csv_rows(notice(test=True))
    found = dict(zip(columns, row, strict=True))
    assert columns == SHEET_COLUMNS == (*SHEET_HEAD, *LINE_COLUMNS)
    assert all(isinstance(value, str) for value in row)
    assert found["manufacturer_srn"] == "DE-MF-000012345"
    assert found["recipient_name"] == ""
    assert (found["notice_version"], found["test"]) == ("2", "true")
    assert (found["qty_shipped"], found["lot"]) == ("6", "0312200152")
    assert found["content_sha256"] == content_digest(notice(test=True))


def test_a_name_that_is_not_known_is_refused():
    with pytest.raises(TypeError):
        notice(colour="red")
    with pytest.raises(TypeError):
        notice(lines=[{"line": 1, "patient": "x"}])


def test_the_digest_is_of_the_content_alone():
    first = notice()
    again = replace(
        first,
        issued_at="2026-11-22T10:00:00+01:00",
        attachments=({"name": "a.pdf", "sha256": "0" * 64},),
        content_sha256="1" * 64,
    )
    assert content_digest(first) == content_digest(again)
    assert content_digest(first) != content_digest(replace(first, hazard="Fire"))


def test_a_file_read_again_has_the_same_digest():
    content = json.loads(to_json(notice()))
    digest = content["content_sha256"]
    assert content_digest(notice_of(content)) == digest


def test_what_makes_it_another_notice():
    first = notice(actions=[{"no": 1, "text": "Stop", "due": "2026-11-24"}])
    same = [
        replace(first, notice_version=3, supersedes="R-1 v1", status="updated"),
        replace(first, risk=({"region": "US", "class": "II"},)),
        replace(first, sender={"phone": "+49 30 1"}, reply={"due": "2026-12-01"}),
        replace(first, actions=({"no": 1, "text": "Stop", "due": "2026-12-01"},)),
        replace(first, lines=tuple(replace(line, line=9) for line in first.lines)),
    ]
    assert {essence_digest(each) for each in same} == {essence_digest(first)}
    other = [
        replace(first, hazard="Fire"),
        replace(first, actions=({"no": 1, "text": "Return"},)),
        replace(first, lines=()),
        replace(first, test=True),
    ]
    assert essence_digest(first) not in {essence_digest(each) for each in other}


def test_lines_that_changed():
    a, b = Line(1, lot="A", qty_shipped=1.0), Line(2, lot="B", qty_shipped=1.0)
    older = {"1": line_digest(a), "2": line_digest(b)}
    moved = {"1": line_digest(replace(a, line=9)), "2": line_digest(b)}
    assert changed_lines(moved, older) == []
    more = moved | {"2": line_digest(replace(b, qty_shipped=2)), "3": "new"}
    assert changed_lines(more, older) == ["2", "3"]


@given(st.lists(lines, max_size=5), texts, st.booleans())
def test_whatever_is_written_comes_back(some, title, test):
    before = Notice("R-1/1", 1, "recall", title, test=test, lines=tuple(some))
    content = json.loads(to_json(before))
    after = notice_of(content)
    assert after.lines == before.lines
    assert (after.title, after.test) == (title, test)
    assert content_digest(after) == content["content_sha256"]
