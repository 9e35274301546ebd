"""A notice from elsewhere: what was written is read, anything else is refused."""

import io
import json
from csv import writer
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.notice import (
    KINDS,
    SCOPES,
    STATUSES,
    Line,
    Notice,
    content_digest,
    to_csv_rows,
    to_json,
)
from odoo.addons.udi_recall.tools.notice_read import (
    MOST_BYTES,
    MOST_ITEMS,
    MOST_LINES,
    from_csv,
    read,
)
from odoo.addons.udi_recall.tools.notice_value import NoticeFileError
from odoo.addons.udi_traceability.tools.safe_csv import sheet

signs = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Z"))
texts = st.text(signs, max_size=12)
names = st.text(signs, min_size=1, max_size=12)
days = st.dates().map(str) | st.just("")
whole = st.integers(0, 10**9).map(lambda thousandths: thousandths / 1000)
# a letter first: what looks like a number that a spreadsheet wrote is refused
numbers = names.map(lambda name: f"L{name}")
a_line = st.builds(
    Line,
    line=st.just(1),
    udi_di=numbers,
    lot=numbers,
    serial=texts.map(lambda text: text and f"S{text}"),
    udi_full=texts,
    description=texts,
    expiry=days,
    shipped_on=days,
    qty_shipped=whole,
    qty_asked=whole,
    certainty=st.sampled_from(["certain", "possible"]),
    scope=st.sampled_from(SCOPES),
)
notices = st.builds(
    Notice,
    notice_id=names,
    notice_version=st.integers(1, 99),
    kind=st.sampled_from(KINDS),
    title=names,
    status=st.sampled_from(STATUSES),
    test=st.booleans(),
    issued_at=st.sampled_from(["", "2026-11-21T21:42:00+01:00"]),
    manufacturer=st.fixed_dictionaries({"name": names, "srn": names}),
    reply=st.fixed_dictionaries(
        {"due": st.dates().map(str), "url": st.just("https://maker.example/r/1")}
    ),
    lines=st.lists(a_line, min_size=1, max_size=4).map(
        lambda lines: tuple(
            replace(line, line=place) for place, line in enumerate(lines, 1)
        )
    ),
)


def content(**values):
    return {
        "schema": "udi-recall-notice/1",
        "notice_id": "R-2026-004/7",
        "notice_version": 2,
        "kind": "recall",
        "title": "Infusion pump, battery",
        "lines": [{"line": 1, "udi_di": "09506000134352", "lot": "0312200152"}],
        **values,
    }


def written(**values):
    return json.dumps(content(**values)).encode()


def refusal(data, reader=read):
    with pytest.raises(NoticeFileError) as caught:
        reader(data)
    return caught.value.code, caught.value.place


def of_line(**values):
    return written(lines=[content()["lines"][0] | values])


def as_sheet(*rows, sign=","):
    text = io.StringIO()
    writer(text, delimiter=sign).writerows(rows)
    return text.getvalue().encode()


@given(notices)
def test_what_was_written_as_json_is_read(notice):
    found = read(to_json(notice))
    digest = content_digest(notice)
    assert found == replace(notice, content_sha256=digest)
    assert content_digest(found) == digest


@given(notices)
def test_what_was_written_as_a_sheet_is_read(notice):
    found = from_csv(sheet(*to_csv_rows(notice)))
    assert found.lines == notice.lines
    for name in ("notice_id", "notice_version", "kind", "title", "test", "issued_at"):
        assert getattr(found, name) == getattr(notice, name)
    assert (found.manufacturer, found.reply) == (notice.manufacturer, notice.reply)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_notice_or_refused(data):
    try:
        read(data)
    except NoticeFileError as error:
        assert error.code


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
    ),
    max_leaves=8,
)
places = st.sampled_from(
    [*Notice.__dataclass_fields__, *Line.__dataclass_fields__, "reply", "actions"]
)


@given(places, json_values)
def test_any_value_in_any_place_is_taken_or_refused(name, value):
    line = content()["lines"][0]
    values = {name: value}
    if name in Line.__dataclass_fields__:
        values = {"lines": [line | values]}
    elif isinstance(value, dict):
        values[name] = value | dict.fromkeys(("url", "due", "name"), value)
    try:
        found = read(written(**values))
    except NoticeFileError as error:
        assert error.code
    else:
        assert isinstance(found, Notice)


def test_no_notice():
    assert refusal(b"[1]")[0] == "not_a_notice"
    assert refusal(b"{")[0] == "broken"
    assert refusal(b"")[0] == "not_a_notice"
    assert refusal(b"\xff\xfe{}")[0] == "broken"
    assert refusal(b"[" * 100_000)[0] == "broken"
    assert refusal(b'{"a": ' + b"9" * 5000 + b"}")[0] == "broken"
    assert refusal(b'{"lot": "1", "lot": "2"}')[0] == "twice"
    assert refusal(b"{" + b" " * MOST_BYTES)[0] == "too_big"
    assert refusal(as_sheet(["notice_id", "line"], [])) == ("no_lines", "")
    assert refusal(as_sheet(["lot"], ["1"]))[0] == "not_a_notice"
    assert refusal(b'notice_id,line\n"' + b"a" * 200_000)[0] == "broken"


def test_the_head_is_as_the_format_says():
    assert refusal(written(schema="other/2")) == ("schema", "schema")
    assert refusal(written(schema=None)) == ("schema", "schema")
    for name in ("notice_id", "title", "kind"):
        assert refusal(written(**{name: ""})) == ("missing", name)
    assert refusal(written(kind="party")) == ("no_choice", "kind")
    assert refusal(written(status=["issued"])) == ("no_choice", "status")
    assert refusal(written(test="maybe")) == ("no_choice", "test")
    assert refusal(written(test=[])) == ("no_choice", "test")
    assert refusal(written(notice_version=0)) == ("no_number", "notice_version")
    assert refusal(written(notice_version=True)) == ("no_number", "notice_version")
    assert refusal(written(title=7)) == ("no_text", "title")
    assert refusal(written(title="a\x00b")) == ("hidden", "title")
    assert refusal(written(title="\ud800")) == ("hidden", "title")
    assert refusal(written(title="x" * 501)) == ("too_long", "title")
    assert refusal(written(issued_at="yesterday")) == ("no_date", "issued_at")
    assert refusal(written(issued_at="2026-11-21T21:42")) == ("no_zone", "issued_at")
    assert refusal(written(manufacturer="Meridian"))[0] == "not_a_notice"
    assert refusal(written(actions={"no": 1}))[0] == "not_a_notice"
    assert refusal(written(actions=[1]))[0] == "not_a_notice"
    many = [{"text": "Stop"}] * (MOST_ITEMS + 1)
    assert refusal(written(actions=many)) == ("too_many", "actions")
    methods = {"methods": ["mail"] * 21}
    assert refusal(written(reply=methods)) == ("too_many", "reply.methods")
    wanted = ("no_url", "reply.url")
    for address in ("javascript:alert(1)", "https://a b", "//x.example"):
        assert refusal(written(reply={"url": address})) == wanted
    assert refusal(written(reply={"due": "soon"})) == ("no_date", "reply.due")


def test_parts_of_the_head_are_kept():
    found = read(
        written(
            test=None,
            reply={"required": True, "methods": ["link", "mail"], "more": 1},
            actions=[{"no": 1, "text": "Stop using them."}],
        )
    )
    assert found.reply == {"required": True, "methods": ["link", "mail"]}
    assert found.actions == ({"no": 1, "text": "Stop using them."},)
    assert (found.test, found.status) == (False, "issued")


def test_lines_are_as_the_format_says():
    assert refusal(written(lines=[])) == ("no_lines", "")
    assert refusal(written(lines=[7])) == ("not_a_notice", "line 1")
    assert refusal(of_line(line="x")) == ("no_number", "line 1: line")
    line = content()["lines"][0]
    assert refusal(written(lines=[line, line])) == ("twice", "line 1")
    assert refusal(written(lines=[line] * (MOST_LINES + 1))) == ("too_many", "lines")
    assert refusal(of_line(udi_di="")) == ("missing", "line 1: udi_di")
    assert refusal(of_line(qty_shipped=-1)) == ("no_quantity", "line 1: qty_shipped")
    for found in ("many", "nan", True, [6], "1e400"):
        assert refusal(of_line(qty_asked=found))[0] == "no_quantity"
    assert refusal(of_line(certainty="sure")) == ("no_choice", "line 1: certainty")
    assert refusal(of_line(expiry="20.11.2029")) == ("no_date", "line 1: expiry")
    assert read(of_line(expiry="2029-11")).lines[0].expiry == "2029-11"


def test_codes_are_text_as_printed():
    assert read(written()).lines[0].lot == "0312200152"
    assert refusal(of_line(lot=1703516)) == ("no_text", "line 1: lot")
    for found in ("1703516.0", "1.7E+06", "9,5E15"):
        assert refusal(of_line(lot=found)) == ("rewritten", "line 1: lot")
    # letters E occur in real numbers
    assert read(of_line(lot="LE12")).lines[0].lot == "LE12"
    full = "(01)09506000134352\x1d(10)A1"
    assert read(of_line(udi_full=full)).lines[0].udi_full == full
    assert refusal(of_line(lot="A\x1d1"))[0] == "hidden"
    assert refusal(of_line(udi_full=7))[0] == "no_text"


def test_a_sheet_that_a_person_opened_and_kept():
    head = [
        "schema",
        "notice_id",
        "notice_version",
        "kind",
        "title",
        "line",
        "udi_di",
        "lot",
        "reply_url",
    ]
    row = ["udi-recall-notice/1", "R-1", "1", "recall", "Pump", "1", "0950", "007", ""]
    for sign in ",;\t":
        (line,) = read(as_sheet(head, row, [], sign=sign)).lines
        assert (line.udi_di, line.lot) == ("0950", "007")
    short = as_sheet(head, row[:-1])
    assert read(short).lines[0].lot == "007"
    other = [*row[:1], "R-2", *row[2:5], "2", *row[6:]]
    assert refusal(as_sheet(head, row, other)) == ("two_notices", "line 2")
    bad = [*row[:-1], "ftp://x"]
    assert refusal(as_sheet(head, bad)) == ("no_url", "reply.url")
    many = as_sheet(head, *[row] * (MOST_LINES + 1))
    assert refusal(many) == ("too_many", "lines")
