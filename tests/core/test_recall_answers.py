"""The sums of an answer: nothing is counted twice, and what is missing is seen."""

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.answers import (
    PARTS,
    SETTLED,
    WORST_FIRST,
    Said,
    answer_state,
    patient_sign,
    rolled_up,
)

thousandths = st.integers(0, 20_000).map(lambda number: number / 1000)
parts = st.fixed_dictionaries(dict.fromkeys(PARTS, thousandths))
STATES = ["none", "understood", "partial", "none_found", "short", "contradictory"]
STATES.append("complete")


@given(parts)
def test_what_is_said_in_full_adds_up_to_what_was_asked(said):
    asked = round(sum(said.values()), 6)
    row = Said(asked, named=said["passed_on"], **said)
    assert row.total == asked
    assert row.missing == 0
    assert row.state == "complete"


@given(parts, st.integers(1, 9000).map(lambda number: number / 1000))
def test_one_too_few_is_short_and_one_too_many_contradicts(said, gap):
    total = sum(said.values())
    fewer = Said(total + gap, named=said["passed_on"], **said)
    assert fewer.missing == pytest.approx(gap)
    assert fewer.state == ("short" if total else "blank")
    if total >= gap:
        more = Said(total - gap, named=said["passed_on"], **said)
        assert more.state == "contradictory"
        assert more.missing == 0


@given(parts)
def test_what_was_on_hand_lies_between_what_is_here_and_all(said):
    total = round(sum(said.values()), 6)
    here = round(said["held"] + said["returned"] + said["destroyed"], 6)
    named = said["passed_on"]
    for on_hand in (here, total):
        row = Said(total, on_hand=on_hand, named=named, **said)
        assert row.state != "contradictory"
    assert Said(total, on_hand=total + 1, named=named, **said).state == "contradictory"
    if here >= 1:
        row = Said(total, on_hand=here - 1, named=named, **said)
        assert row.state == "contradictory"


def test_takers_may_be_missing_but_not_too_many():
    assert Said(6, passed_on=6, named=4).state == "unnamed"
    assert Said(6, passed_on=6, named=6).state == "complete"
    assert Said(6, passed_on=6, named=7).state == "contradictory"


def test_floats_leave_no_dust():
    assert Said(0.3, held=0.1, used=0.2).state == "complete"


@pytest.mark.parametrize(
    ("read", "affected", "lines", "done", "state"),
    [
        (False, "yes", [Said(1, held=1)], [], "none"),
        (True, None, [Said(1)], [], "understood"),
        (True, "", [Said(1)], [], "understood"),
        (True, "none", [Said(6)], [], "none_found"),
        (True, "none", [Said(6, held=1)], [], "contradictory"),
        (True, "not_received", [Said(6)], [], "contradictory"),
        (True, "yes", [Said(6, held=6)], ["yes", "no"], "complete"),
        (True, "yes", [Said(6, held=6)], ["yes", None], "partial"),
        (True, "yes", [Said(6, held=6), Said(1)], ["yes"], "partial"),
        (True, "yes", [Said(6, passed_on=6)], ["yes"], "partial"),
        (True, "yes", [Said(6, held=5), Said(1)], ["yes"], "short"),
        (True, "yes", [Said(6, held=7), Said(6, held=5)], ["yes"], "contradictory"),
        (True, "yes", [], [], "complete"),
    ],
)
def test_the_state_of_one_address(read, affected, lines, done, state):
    assert answer_state(read, affected, lines, done) == state


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ([], "none"),
        (["none", "none"], "none"),
        (["none", "understood"], "understood"),
        (["complete", "none"], "partial"),
        (["complete", "understood"], "partial"),
        (["complete", "none_found"], "complete"),
        (["none_found"], "none_found"),
        (["complete", "short"], "short"),
        (["short", "contradictory", "none"], "contradictory"),
        (["partial", "complete"], "partial"),
    ],
)
def test_the_state_of_a_customer(states, state):
    assert rolled_up(states) == state


@given(st.lists(st.sampled_from(STATES), min_size=1))
def test_no_order_changes_it_and_the_worst_shows(states):
    state = rolled_up(states)
    assert rolled_up(list(reversed(states))) == state
    assert (state in SETTLED) == (set(states) <= SETTLED)
    worst = next((each for each in WORST_FIRST if each in states), None)
    assert worst is None or state == worst


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Mr B, DOB 12.03.1961, ward 3", "DOB 12.03.1961"),
        ("born 1961-03-12", "born 1961-03-12"),
        ("geb. am 12.03.1961", "geb. am 12.03.1961"),
        ("MRN: 00123456", "MRN: 00123456"),
        ("patient id 4711", "patient id 4711"),
        ("病历号：20261121", "病历号：20261121"),
        ("3 patients, followed up on 2026-11-21", None),
        ("SN0001 used on 12.03.2026", None),
        ("", None),
        (None, None),
    ],
)
def test_what_looks_like_a_patient(text, sign):
    assert patient_sign(text) == sign
