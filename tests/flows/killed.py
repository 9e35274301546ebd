"""Work of the server as a process of its own, killed at the worst moment."""

import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# the server's connection has written something that is not committed yet
WRITING = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = %s AND backend_xid IS NOT NULL
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


def kill_while_it_writes(house, database, process, first_word, delay):
    """Kill it in a transaction, `delay` seconds on; what it said since is returned."""
    assert process.stdout.readline().strip() == first_word
    while process.poll() is None:
        with house.server.cursor() as cursor:
            cursor.execute(WRITING, [database])
            if cursor.fetchone()[0]:
                break
    time.sleep(delay)
    process.kill()
    process.wait()
    return process.stdout.read().strip()
