"""The server dies in the midst of shipping: all or nothing, and the scans are kept."""

import pytest
from environment.templates import full_template

from tests.flows.killed import begun, kill_at
from tests.flows.warehouse_worker import UNITS


def worker(house, database, *arguments):
    return begun(house, "warehouse_worker", database, *arguments)


def found(house, database, picking):
    """(state, units scanned, events by kind, units on the shelf) as committed."""
    with house.server.cursor(database) as cursor:
        cursor.execute("SELECT state FROM stock_picking WHERE id = %s", [picking])
        [(state,)] = cursor.fetchall()
        cursor.execute(
            "SELECT sum(udi_scanned_qty) FROM stock_move_line WHERE picking_id = %s",
            [picking],
        )
        [(scanned,)] = cursor.fetchall()
        cursor.execute(
            "SELECT kind, count(*) FROM udi_event WHERE picking_id = %s GROUP BY kind",
            [picking],
        )
        events = dict(cursor.fetchall())
        cursor.execute(
            "SELECT coalesce(sum(quantity), 0) FROM stock_quant quant "
            "JOIN stock_location place ON place.id = quant.location_id "
            "WHERE place.usage = 'internal' AND lot_id IS NOT NULL"
        )
        [(shelf,)] = cursor.fetchall()
    return state, int(scanned), events, int(shelf)


@pytest.fixture(scope="module")
def delivery(house):
    with house.databases.run("killed", full_template(house)) as database:
        process = worker(house, database, "prepare")
        said, _nothing = process.communicate(timeout=300)
        yield database, int(said)


@pytest.mark.parametrize(
    ("table", "nth"),
    [
        ("stock_move_line", 1),
        ("stock_quant", UNITS),
        ("udi_event", 1),
        ("udi_event", UNITS),
        ("stock_picking", 1),
    ],
)
def test_killed_while_it_ships(house, delivery, table, nth):
    database, picking = delivery
    said = kill_at(
        *(house, database, table, nth),
        lambda: worker(house, database, "validate", str(picking)),
    )
    assert said == ["validating"]
    assert found(house, database, picking) == (
        *("assigned", UNITS),
        {"scanned": UNITS},
        UNITS,
    )


def test_goes_on_from_there(house, delivery):
    database, picking = delivery
    process = worker(house, database, "validate", str(picking))
    said, _nothing = process.communicate(timeout=300)
    assert said.split() == ["validating", "done"]
    assert found(house, database, picking) == (
        *("done", UNITS),
        {"scanned": UNITS, "shipped": UNITS},
        0,
    )
