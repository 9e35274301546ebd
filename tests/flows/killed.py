"""Work of the server as a process of its own, killed at the worst moment."""

import contextlib
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# seconds after which the work is not on its way any more
PATIENCE = 300
# What counts rows must not be undone with them: a sequence is not
TRAP = """
    CREATE SEQUENCE trap_rows;
    CREATE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF nextval('trap_rows') = {nth} THEN
            PERFORM pg_advisory_xact_lock(1);
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER trap AFTER INSERT OR UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION trap();
"""
UNTRAP = "DROP FUNCTION trap CASCADE; DROP SEQUENCE trap_rows"
# Something is written, and the next word of the server's connection has to wait
CAUGHT = """
    SELECT count(*)
      FROM pg_locks held
      JOIN pg_stat_activity server ON server.pid = held.pid
     WHERE server.datname = current_database()
       AND held.locktype = 'advisory' AND NOT held.granted
       AND server.backend_xid IS NOT NULL
"""
OTHERS = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND backend_type = 'client backend'
"""


def begun(house, module, database, *arguments):
    """`python -m tests.flows.MODULE DATABASE …`, which says how far it is."""
    line = [sys.executable, "-m", f"tests.flows.{module}", database, *arguments]
    return subprocess.Popen(
        line,
        cwd=REPOSITORY,
        env=house.environment(),
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_at(house, database, table, nth, begin):
    """Kill the process that ``begin()`` gives in the transaction that writes a row.

    It waits there for as long as it takes to be killed, so the moment is the same on
    every machine: the `nth` row that is inserted or changed in `table` is written, and
    nothing of that transaction is committed. Returns what it said until then.
    """
    with house.server.cursor(database) as cursor, _trap(cursor, table, nth):
        process = begin()
        try:
            _wait_until(cursor, CAUGHT, 1, process)
        finally:
            process.kill()
            process.wait()
        return process.stdout.read().split()


@contextlib.contextmanager
def _trap(cursor, table, nth):
    cursor.execute(TRAP.format(table=table, nth=nth))
    cursor.execute("SELECT pg_advisory_lock(1)")
    try:
        yield
    finally:
        cursor.execute("SELECT pg_advisory_unlock(1)")
        # The server learns only now that nobody listens, and takes back its part
        _wait_until(cursor, OTHERS, 0)
        cursor.execute(UNTRAP)


def _wait_until(cursor, query, count, process=None):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        cursor.execute(query)
        if cursor.fetchone()[0] == count:
            return
        assert process is None or process.poll() is None, "it ended before that row"
        time.sleep(0.02)
    raise AssertionError(f"not within {PATIENCE} seconds: {query}")
