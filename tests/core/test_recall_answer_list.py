"""Lists as hospitals keep them: columns by their headings, states by their words."""

import pytest

from odoo.addons.udi_recall.tools.answer_list import PART_OF, STATES, columns, rows

LINES = [(2, ["(01)1(21)S1", "S1", "used", "", "", ""])]
HEADER = ["UDI", "Lot or serial", "State", "Quantity", "Customer", "E-mail"]


def row(*cells, header=HEADER):
    return rows(header, [(2, list(cells))])[0]


def test_columns_are_known_by_their_heading():
    assert columns(["Menge", "Charge:", "?", " LOT  number "]) == {
        "quantity": [0],
        "code": [1, 3],
    }


def test_without_a_code_there_is_no_list():
    assert rows(["Name", "State"], [(2, ["a", "used"])]) is None


def test_a_row():
    found = row("(01)1(21)S1", "S1", "Used", "", "", "")
    assert (found.number, found.codes) == (2, ("(01)1(21)S1", "S1"))
    assert (found.part, found.quantity, found.taker) == ("used", None, ())


def test_nothing_said_means_it_is_here():
    assert row("", "S1", "", "", "", "").part == "held"
    assert rows(["Lot"], [(2, ["L1"])])[0].part == "held"


def test_a_taker_means_it_was_passed_on():
    found = row("", "L1", "", "2", "Ward 9", "w9@example.com")
    assert found.part == "passed_on"
    assert found.quantity == 2
    assert dict(found.taker) == {"name": "Ward 9", "email": "w9@example.com"}


def test_unknown_words_are_asked_about():
    found = row("", "L1", "stolen", "x", "", "")
    assert (found.part, found.word, found.quantity) == (None, "stolen", None)


@pytest.mark.parametrize("part", STATES)
def test_every_state_has_words_of_its_own(part):
    for word in STATES[part].split("|"):
        assert PART_OF[word] == part
