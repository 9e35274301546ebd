"""The server dies in the midst of shipping: all or nothing, and the scans are kept."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from environment.templates import full_template

from tests.flows.warehouse_worker import UNITS

REPOSITORY = Path(__file__).resolve().parents[2]
# the server's connection has written something that is not committed yet
WRITING = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = %s AND backend_xid IS NOT NULL
"""


def worker(house, database, *arguments):
    line = [sys.executable, "-m", "tests.flows.warehouse_worker", database, *arguments]
    return subprocess.Popen(
        line,
        cwd=REPOSITORY,
        env=house.environment(),
        stdout=subprocess.PIPE,
        text=True,
    )


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


def kill_while_it_writes(house, database, picking, delay):
    process = worker(house, database, "validate", str(picking))
    assert process.stdout.readline().strip() == "validating"
    while process.poll() is None:
        with house.server.cursor() as cursor:
            cursor.execute(WRITING, [database])
            if cursor.fetchone()[0]:
                break
    time.sleep(delay)
    process.kill()
    process.wait()
    return process.stdout.read().strip()


@pytest.fixture(scope="module")
def delivery(house):
    with house.databases.run("killed", full_template(house)) as database:
        process = worker(house, database, "prepare")
        said, _nothing = process.communicate(timeout=300)
        yield database, int(said)


@pytest.mark.parametrize("delay", [0, 0.05, 0.1])
def test_killed_while_it_ships(house, delivery, delay):
    database, picking = delivery
    said = kill_while_it_writes(house, database, picking, delay)
    assert said == "", "the kill came too late to show anything"
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
