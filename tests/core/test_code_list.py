"""Code lists as they are published, and as people spoil them."""

import csv

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.code_list import (
    LONGEST_CODE,
    columns,
    read,
)


def rows(*cells):
    return list(enumerate(map(list, cells), 2))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Code", "Meaning"], {"code": 0, "name": 1}),
        (["code", "term_en", "level", "is_leaf"], {"code": 0, "name": 1, "is_leaf": 3}),
        (["PRODUCTCODE", "DEVICENAME"], {"code": 0, "name": 1}),
        (["gmdnPTName", "gmdnCode"], {"code": 1, "name": 0}),
        (["分类编码", "名称"], {"code": 0, "name": 1}),
        (["left", "right"], {}),
    ],
)
def test_headers_of_published_lists(header, expected):
    assert columns(header) == expected


def test_without_codes_or_names_there_is_no_list():
    assert read(["code"], []) is None
    assert read(["name"], []) is None


def test_what_cannot_be_taken_is_told_with_its_row():
    found = read(
        ["code", "name"],
        rows(
            ["A1", "One"],
            ["", "No code"],
            ["A2", ""],
            ["A1", "Again"],
            ["x" * (LONGEST_CODE + 1), "Long"],
            ["A3"],
        ),
    )
    assert set(found.entries) == {"A1"}
    assert found.refused == (
        (3, "no_code"),
        (4, "no_name"),
        (5, "twice"),
        (6, "too_long"),
        (7, "no_name"),
    )


def test_obsolete_codes_are_told_apart():
    found = read(
        ["code", "name", "status"],
        rows(["A1", "One", "Active"], ["A2", "Two", "Obsolete"], ["A2", "Two", ""]),
    )
    assert set(found.entries) == {"A1"}
    assert found.obsolete == {"A2"}
    assert found.refused == ((4, "twice"),)


def test_codes_of_each_regulator():
    header = ["code", "name", "FDA", "EUDAMED", "NMPA"]
    found = read(header, rows(["mm", "mm", "Millimeter", "MU50", "毫米"]))
    entry = found.entries["mm"]
    assert (entry.gudid_code, entry.eudamed_code) == ("Millimeter", "MU50")
    assert entry.nmpa_code == "毫米"


def test_emdn_as_published(shared):
    path = shared("regulatory/eudamed/code-lists/emdn_v2_en.csv")
    with path.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    found = read(header, rows(*lines))
    assert len(found.entries) == 8454
    assert sum(not entry.is_group for entry in found.entries.values()) == 6722
    assert not found.refused


def test_warnings_as_published(shared):
    path = shared("regulatory/eudamed/code-lists/critical_warning.csv")
    with path.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    assert len(read(header, rows(*lines)).entries) == 423


@given(st.lists(st.lists(st.text(max_size=80), max_size=4), max_size=8))
def test_every_row_is_taken_or_told(lines):
    found = read(["code", "name", "status"], rows(*lines))
    taken = len(found.entries) + len(found.obsolete)
    assert taken + len(found.refused) == len(lines)
    for code, entry in found.entries.items():
        assert code.strip() and entry.name.strip()
        assert len(code) <= LONGEST_CODE
