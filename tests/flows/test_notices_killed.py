"""The server dies while notices leave: none is lost, and none leaves twice."""

import pytest
from environment.templates import full_template

from tests.flows.killed import begun, kill_at
from tests.flows.post_office import PostOffice
from tests.flows.recall_sender import CUSTOMERS

PART = 20


def sender(house, database, *what):
    return begun(house, "recall_sender", database, *what)


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


@pytest.fixture(scope="module")
def recall(house):
    with house.databases.run("sending", full_template(house)) as database:
        process = sender(house, database, "prepare")
        said, _nothing = process.communicate(timeout=300)
        assert said.strip().isdigit()
        yield database


@pytest.mark.parametrize(
    ("table", "nth", "left"),
    [
        ("udi_recall_message", 1, 0),
        ("mail_mail", PART, 0),
        ("mail_mail", PART + 1, PART),
        ("mail_mail", PART + 1, 2 * PART),
    ],
)
def test_killed_while_they_leave(house, recall, table, nth, left):
    """A part is on its way with all its mails, or none of it."""
    said = kill_at(house, recall, table, nth, lambda: sender(house, recall, "send"))
    assert said == ["sending"]
    states, mails, told = found(house, recall)
    assert sum(states.values()) == CUSTOMERS
    assert set(states) <= {"ready", "sending"}
    assert mails == told == states.get("sending", 0) == left


def test_goes_on_from_there(house, recall):
    said, _nothing = sender(house, recall, "send").communicate(timeout=300)
    assert said.split() == ["sending", "done"]
    assert found(house, recall) == ({"sending": CUSTOMERS}, CUSTOMERS, CUSTOMERS)


def test_once_more_sends_nothing(house, recall):
    said, _nothing = sender(house, recall, "send").communicate(timeout=300)
    assert said.split() == ["sending", "done"]
    assert found(house, recall) == ({"sending": CUSTOMERS}, CUSTOMERS, CUSTOMERS)


@pytest.mark.parametrize("nth", [1, 4])
def test_killed_after_the_post_office_took_one(house, recall, nth):
    """It took the mail, and nobody here knows: it leaves again as the same one."""
    with PostOffice() as office:
        process = sender(house, recall, "post", str(office.port))
        office.kill_after(nth, process)
        process.communicate(timeout=300)
        assert len(office.taken) == nth
        lost = office.taken[-1]
    sent = found(house, recall)[0].get("sent", 0)
    with PostOffice() as office:
        process = sender(house, recall, "post", str(office.port), "1")
        said, _nothing = process.communicate(timeout=300)
        assert said.split() == ["posting", "done"]
        [again] = office.taken
    assert again["Message-Id"] == lost["Message-Id"]
    assert again["To"] == lost["To"]
    assert found(house, recall)[0]["sent"] == sent + 1


def test_the_rest_leaves_and_each_once(house, recall):
    sent = found(house, recall)[0].get("sent", 0)
    with PostOffice() as office:
        process = sender(house, recall, "post", str(office.port))
        said, _nothing = process.communicate(timeout=300)
        assert said.split() == ["posting", "done"]
        keys = {mail["Message-Id"] for mail in office.taken}
    assert len(keys) == len(office.taken) == CUSTOMERS - sent
    assert found(house, recall) == ({"sent": CUSTOMERS}, CUSTOMERS, CUSTOMERS)
    with house.server.cursor(recall) as cursor:
        cursor.execute("SELECT count(DISTINCT event_id) FROM udi_recall_message")
        assert cursor.fetchone() == (CUSTOMERS,)
