"""The server dies while a recall starts: nothing lost, nothing done twice."""

import pytest
from environment.templates import full_template

from tests.flows.killed import begun, kill_at
from tests.flows.recall_manager import CUSTOMERS, HERE, PART, UNITS

EVENTS = """
    SELECT count(*), count(DISTINCT lot_id) FROM udi_event
     WHERE res_model = 'udi.recall' AND res_id = %s AND lot_id IS NOT NULL
"""


def manager(house, database, *arguments):
    return begun(house, "recall_manager", database, *arguments)


def counted(house, database, query, *values):
    with house.server.cursor(database) as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()


def found(house, database, recall):
    """(lots taken up, their events, lots with an event, holds, lots held)."""
    taken = counted(
        house,
        database,
        "SELECT count(*) FROM udi_recall_lot"
        " WHERE recall_id = %s AND recalled_on IS NOT NULL",
        recall,
    )
    holds = counted(
        house,
        database,
        "SELECT count(*), count(DISTINCT lot_id) FROM udi_hold WHERE recall_id = %s",
        recall,
    )
    return *taken, *counted(house, database, EVENTS, recall), *holds


@pytest.fixture(scope="module")
def recall(house):
    with house.databases.run("recall_killed", full_template(house)) as database:
        said, _nothing = manager(house, database, "prepare").communicate(timeout=500)
        number = int(said)
        process = manager(house, database, "start", str(number))
        said, _nothing = process.communicate(timeout=300)
        assert said.split() == ["working", "queued"]
        yield database, number


@pytest.mark.parametrize(
    ("table", "nth"),
    [
        ("udi_hold", 1),
        ("udi_hold", 2 * PART + 1),
        ("udi_recall_lot", PART),
        ("udi_recall_consignee_line", 1),
        ("udi_recall_message", 1),
    ],
)
def test_killed_while_it_starts(house, recall, table, nth):
    """What is committed is whole parts: as many events as lots taken up."""
    database, number = recall
    said = kill_at(
        *(house, database, table, nth),
        lambda: manager(house, database, "go_on", str(number)),
    )
    assert said == ["working"]
    taken, events, with_event, holds, held = found(house, database, number)
    assert taken == events == with_event
    assert taken % PART == 0
    assert holds == held == min(taken, HERE)


def test_goes_on_to_the_end(house, recall):
    database, number = recall
    process = manager(house, database, "go_on", str(number))
    said, _nothing = process.communicate(timeout=500)
    assert said.split() == ["working", "done"]
    assert found(house, database, number) == (UNITS, UNITS, UNITS, HERE, HERE)
    asked = counted(
        house,
        database,
        "SELECT count(DISTINCT consignee_id), count(*), sum(quantity)"
        " FROM udi_recall_consignee_line WHERE round_id IS NOT NULL",
    )
    assert asked == (CUSTOMERS, UNITS - HERE, UNITS - HERE)


def test_pressed_again_nothing_more(house, recall):
    database, number = recall
    process = manager(house, database, "start", str(number))
    said, _nothing = process.communicate(timeout=300)
    assert said.split() == ["working", "done"]
    assert found(house, database, number) == (UNITS, UNITS, UNITS, HERE, HERE)
    assert counted(house, database, "SELECT count(*) FROM udi_recall_round") == (1,)
