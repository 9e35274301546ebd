"""Missing reference data is skipped by people and fails in a pipeline."""

import json

import pytest
import shared_data


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("UDI_SHARED", str(tmp_path))
    monkeypatch.setenv("CI", "")
    return tmp_path


def test_where_the_folder_is(folder, monkeypatch):
    assert shared_data.root() == folder
    monkeypatch.delenv("UDI_SHARED")
    assert shared_data.root() == shared_data.REPOSITORY.parent / "shared"


def test_what_is_there(folder, shared):
    (folder / "a.json").write_text(json.dumps([{"id": "x"}, {"id": "y"}]))
    assert shared("a.json") == folder / "a.json"
    found = shared_data.rows("a.json", lambda row: row["id"] == "y")
    assert [(row.id, row.values[0]) for row in found] == [("y", {"id": "y"})]


def test_what_is_missing_is_skipped(folder, shared):
    with pytest.raises(pytest.skip.Exception, match="a.json.*UDI_SHARED"):
        shared("a.json")
    (row,) = shared_data.rows("a.json")
    assert [mark.name for mark in row.marks] == ["skip"]


def test_what_is_missing_fails_in_a_pipeline(folder, shared, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=r"a\.json"):
        shared("a.json")
    with pytest.raises(FileNotFoundError):
        shared_data.rows("a.json")
