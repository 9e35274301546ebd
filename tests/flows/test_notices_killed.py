"""The server dies while notices leave: none is lost, and none leaves twice."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from environment.templates import full_template

from tests.flows.recall_sender import CUSTOMERS

REPOSITORY = Path(__file__).resolve().parents[2]
# the server's connection has written something that is not committed yet
WRITING = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = %s AND backend_xid IS NOT NULL
"""


def sender(house, database, what):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.flows.recall_sender", database, what],
        cwd=REPOSITORY,
        env=house.environment(),
        stdout=subprocess.PIPE,
        text=True,
    )


def found(house, database):
    """(notices by state, mails, notices of which a mail knows) as committed."""
    with house.server.cursor(database) as cursor:
        cursor.execute("SELECT state, count(*) FROM udi_recall_message GROUP BY state")
        states = dict(cursor.fetchall())
        cursor.execute(
            "SELECT count(*), count(DISTINCT message.res_id) FROM mail_mail mail"
            " JOIN mail_message message ON message.id = mail.mail_message_id"
            " WHERE message.model = 'udi.recall.message'"
        )
        [(mails, told)] = cursor.fetchall()
    return states, mails, told


def kill_while_it_writes(house, database, delay):
    process = sender(house, database, "send")
    assert process.stdout.readline().strip() == "sending"
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
def recall(house):
    with house.databases.run("sending", full_template(house)) as database:
        process = sender(house, database, "prepare")
        said, _nothing = process.communicate(timeout=300)
        assert said.strip().isdigit()
        yield database


@pytest.mark.parametrize("delay", [0, 0.3, 0.9])
def test_killed_while_they_leave(house, recall, delay):
    said = kill_while_it_writes(house, recall, delay)
    assert said == "", "the kill came too late to show anything"
    states, mails, told = found(house, recall)
    assert sum(states.values()) == CUSTOMERS
    assert set(states) <= {"ready", "sending"}
    assert mails == told == states.get("sending", 0)


def test_goes_on_from_there(house, recall):
    said, _nothing = sender(house, recall, "send").communicate(timeout=300)
    assert said.split() == ["sending", "done"]
    assert found(house, recall) == ({"sending": CUSTOMERS}, CUSTOMERS, CUSTOMERS)


def test_once_more_sends_nothing(house, recall):
    said, _nothing = sender(house, recall, "send").communicate(timeout=300)
    assert said.split() == ["sending", "done"]
    assert found(house, recall) == ({"sending": CUSTOMERS}, CUSTOMERS, CUSTOMERS)
