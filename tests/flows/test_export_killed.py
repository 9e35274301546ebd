"""The server dies while files are built: no device is lost, none is sent twice."""

import pytest
from environment.templates import full_template

from tests.flows.export_builder import DEVICES
from tests.flows.killed import begun, kill_while_it_writes

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


@pytest.fixture(scope="module")
def batch(house):
    with house.databases.run("building", full_template(house)) as database:
        said, _nothing = builder(house, database, "prepare").communicate(timeout=500)
        assert said.strip().isdigit()
        yield database


@pytest.mark.parametrize("delay", [0, 0.5, 2])
def test_killed_while_they_are_built(house, batch, delay):
    before = sum(found(house, batch)[0].values())
    process = builder(house, batch, "build")
    said = kill_while_it_writes(house, batch, process, "building", delay)
    assert said == "", "the kill came too late to show anything"
    lines, state = found(house, batch)
    assert before == sum(lines.values()) == DEVICES
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
