"""The server dies while files are built: no device is lost, none is sent twice."""

import pytest
from environment.templates import full_template

from tests.flows.export_builder import DEVICES
from tests.flows.killed import begun, kill_at

PART = 300
LINES = """
    SELECT status, file_id IS NOT NULL, count(*)
      FROM udi_submission_line
     GROUP BY 1, 2
"""
FILES = """
    SELECT file.entity_count, count(line.id)
      FROM udi_submission_file file
 LEFT JOIN udi_submission_line line ON line.file_id = file.id
     GROUP BY file.id
"""


def builder(house, database, what):
    return begun(house, "export_builder", database, what)


def found(house, database):
    """(lines by how far they are, state of the batch) as committed.

    Every file that is there tells of as many devices as it says.
    """
    with house.server.cursor(database) as cursor:
        cursor.execute(LINES)
        lines = {(status, written): count for status, written, count in cursor}
        cursor.execute(FILES)
        assert all(told == held for told, held in cursor)
        cursor.execute("SELECT state FROM udi_submission")
        [(state,)] = cursor.fetchall()
    return lines, state


def told(looked_at, in_files):
    """The lines as ``found`` tells them."""
    lines = {
        ("waiting", False): DEVICES - looked_at,
        ("built", False): looked_at - in_files,
        ("built", True): in_files,
    }
    return {key: count for key, count in lines.items() if count}


@pytest.fixture(scope="module")
def batch(house):
    with house.databases.run("building", full_template(house)) as database:
        said, _nothing = builder(house, database, "prepare").communicate(timeout=500)
        assert said.strip().isdigit()
        yield database


@pytest.mark.parametrize(
    ("table", "nth", "looked_at", "in_files"),
    [
        ("udi_submission_line", 10, 0, 0),
        ("udi_submission_line", PART + 10, PART, 0),
        ("udi_submission_file", 1, DEVICES, 0),
        # the device that brings the family has a file of its own
        ("udi_submission_line", PART + 10, DEVICES, 1 + PART),
    ],
)
def test_killed_while_they_are_built(house, batch, table, nth, looked_at, in_files):
    """What is committed is whole parts, and the next one takes up where they end."""
    said = kill_at(house, batch, table, nth, lambda: builder(house, batch, "build"))
    assert said == ["building"]
    lines, state = found(house, batch)
    assert lines == told(looked_at, in_files)
    assert state == "building"


def test_goes_on_from_there(house, batch):
    said, _nothing = builder(house, batch, "build").communicate(timeout=500)
    assert said.split() == ["building", "done"]
    assert found(house, batch) == ({("built", True): DEVICES}, "built")


def test_once_more_builds_nothing(house, batch):
    with house.server.cursor(batch) as cursor:
        cursor.execute("SELECT array_agg(sha256 ORDER BY id) FROM udi_submission_file")
        before = cursor.fetchall()
    said, _nothing = builder(house, batch, "build").communicate(timeout=300)
    assert said.split() == ["building", "done"]
    with house.server.cursor(batch) as cursor:
        cursor.execute("SELECT array_agg(sha256 ORDER BY id) FROM udi_submission_file")
        assert cursor.fetchall() == before
    assert found(house, batch) == ({("built", True): DEVICES}, "built")
