"""The gate: how rows are read together."""

import pytest
from gate_table import BOOK, ROWS
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import di_gate, di_gate_attributes
from odoo.addons.udi_traceability.tools.di_gate import decide
from odoo.addons.udi_traceability.tools.di_gate_rules import (
    EFFECTS,
    MARKETS,
    STATES,
    Change,
    RuleBook,
)

PUBLISHED = {"us": "after_grace", "eu": "registered", "cn": "published", "gs1": "any"}


def device(attribute, **values):
    markets = di_gate_attributes.markets_of("udi.device", attribute)
    return Change(attribute, "udi.device", markets, **values)


def test_one_di_serves_all_markets():
    decision = decide([device("brand_name")], BOOK, PUBLISHED)
    assert {v.market: v.effect for v in decision.verdicts} == {
        "us": "new_udi_di",
        "eu": "warn_law_vs_system",
        "gs1": "new_udi_di",
    }
    assert decision.strongest == "new_udi_di"
    assert decision.outcome == "stop"
    assert decision.needs_new_device


def test_a_market_that_has_no_record_says_nothing():
    decision = decide([device("brand_name")], BOOK, {"eu": "registered"})
    assert (decision.strongest, decision.outcome) == ("warn_law_vs_system", "warn")
    assert not decision.needs_new_device
    nobody = decide([device("generic_name")], BOOK, {"us": "grace"})
    assert nobody == di_gate.Decision((), "")
    assert nobody.outcome == "allow"


def test_the_row_of_an_attribute_wins_over_the_general_one():
    rx = Change("rx", "udi.registration.gudid")
    other = Change("something", "udi.registration.gudid")
    decision = decide([rx, other], BOOK, {"us": "after_grace"})
    assert [v.effect for v in decision.verdicts] == ["update_allowed", "locked"]
    assert decision.outcome_of(rx) == "allow"
    assert decision.outcome_of(other) == "stop"


@pytest.mark.parametrize("market", ["us", "eu", "cn"])
def test_a_draft_may_change(market):
    decision = decide([device("model_number")], BOOK, {market: "draft"})
    assert decision.outcome == "allow"
    assert not decision.verdicts[0].must_tell


def test_some_things_are_fixed_in_a_draft_too():
    decision = decide([device("legislation_eu")], BOOK, {"eu": "draft"})
    assert decision.strongest == "new_basic_udi_di"
    assert decision.needs_new_device


def test_a_record_that_waits_for_the_notified_body_is_closed():
    decision = decide([device("information_url")], BOOK, {"eu": "submitted"})
    assert (decision.strongest, decision.outcome) == ("locked", "stop")


def test_the_days_of_grace():
    decision = decide([device("brand_name")], BOOK, {"us": "grace"})
    assert (decision.strongest, decision.outcome) == ("allowed_in_grace_only", "allow")
    assert decision.verdicts[0].must_tell
    publish = Change("publish_date", "udi.registration")
    assert decide([publish], BOOK, {"us": "grace"}).strongest == "locked"


def test_a_new_package_brings_its_own_identifier():
    added = device("package_di_ids", adds=True)
    assert decide([added], BOOK, PUBLISHED).outcome == "allow"
    quantity = Change("contains_qty", "udi.di")
    decision = decide([quantity], BOOK, PUBLISHED)
    assert decision.strongest == "new_package_di"
    assert decision.outcome == "stop"
    assert not decision.needs_new_device


def test_cases_of_one_attribute():
    def effect(case):
        change = device("substance_ids", case=case)
        return decide([change], BOOK, {"eu": "registered"}).strongest

    assert effect("medicinal") == "update_allowed"
    assert effect("cmr_endocrine") == "warn_law_vs_system"
    assert effect("") == "warn_law_vs_system"
    kit = device("is_kit", case="mdr")
    assert decide([kit], BOOK, {"eu": "registered"}).outcome == "allow"


def test_a_wrong_record_needs_no_new_identifier():
    decision = decide([device("sterile")], BOOK, PUBLISHED, record_was_wrong=True)
    told = {v.market: (v.outcome, v.effect) for v in decision.verdicts}
    assert told == {
        "us": ("reason", "locked"),
        "eu": ("reason", "locked"),
        "cn": ("allow", "update_allowed"),
        "gs1": ("allow", "update_allowed"),
    }
    assert "unlock" in decision.verdicts[0].rule.condition
    assert "discard" in decision.verdicts[1].rule.condition
    assert decision.outcome == "reason"
    assert not decision.needs_new_device
    assert all(
        verdict.must_tell for verdict in decision.verdicts if verdict.market != "gs1"
    )


def test_what_is_fixed_once_filled():
    marking = device("direct_marking")
    decision = decide([marking], BOOK, {"us": "after_grace", "eu": "registered"})
    assert [v.effect for v in decision.verdicts] == [
        "unknown",
        "update_allowed_add_only",
    ]
    assert (decision.strongest, decision.outcome) == ("update_allowed_add_only", "stop")
    first = device("direct_marking", adds=True)
    assert decide([first], BOOK, {"eu": "registered"}).outcome == "allow"


def test_the_law_asks_nothing_where_only_the_record_was_wrong():
    trade_names = device("trade_name_ids")
    decision = decide([trade_names], BOOK, PUBLISHED, record_was_wrong=True)
    assert decision.outcome == "allow"
    grace = decide([trade_names], BOOK, {"eu": "submitted"}, record_was_wrong=True)
    assert grace.outcome == "reason"


def test_in_grace_a_wrong_record_is_simply_edited():
    decision = decide([device("sterile")], BOOK, {"us": "grace"}, record_was_wrong=True)
    assert decision.outcome == "allow"


def test_questions_are_about_devices_not_records():
    purpose = Change("intended_use", "question")
    decision = decide([purpose], BOOK, PUBLISHED)
    assert decision.strongest == "new_basic_udi_di"
    assert not decide([purpose], BOOK, PUBLISHED, record_was_wrong=True).verdicts
    nobody = Change("essential_design", "question")
    assert not decide([nobody], BOOK, {"us": "after_grace"}).verdicts


def test_no_rules_no_verdicts():
    assert decide([device("sterile")], RuleBook(), PUBLISHED).verdicts == ()
    empty = decide([device("sterile")], RuleBook(), PUBLISHED, record_was_wrong=True)
    assert empty.verdicts == ()


CHANGES = st.lists(
    st.builds(
        Change,
        st.sampled_from(sorted({row["attribute"] for row in ROWS})),
        st.sampled_from(sorted({row["record_model"] for row in ROWS})),
        st.frozensets(st.sampled_from(MARKETS)),
        st.booleans(),
        st.sampled_from(["", "ivd", "medicinal", "mdr"]),
    ),
    max_size=4,
)


PLACES = st.fixed_dictionaries(
    {}, optional={market: st.sampled_from(states) for market, states in STATES.items()}
)


@given(CHANGES, PLACES, st.booleans())
def test_whatever_is_asked(changes, markets, wrong):
    decision = decide(changes, BOOK, markets, record_was_wrong=wrong)
    pairs = [(id(v.change), v.market) for v in decision.verdicts]
    assert len(set(pairs)) == len(pairs)
    assert {v.market for v in decision.verdicts} <= set(markets)
    assert all(v.market in v.change.markets for v in decision.verdicts)
    assert decision.strongest in (*EFFECTS, "")
    assert bool(decision.strongest) is bool(decision.verdicts)
    if wrong:
        assert decision.outcome != "stop"
    stops = {v.effect for v in decision.verdicts if v.outcome == "stop"}
    assert bool(stops) is (decision.outcome == "stop")
    assert not stops or decision.strongest in stops


@given(CHANGES, PLACES)
def test_more_markets_never_make_it_easier(changes, markets):
    whole = decide(changes, BOOK, markets).outcome
    for market in markets:
        fewer = {other: s for other, s in markets.items() if other != market}
        outcome = decide(changes, BOOK, fewer).outcome
        assert di_gate.OUTCOMES.index(whole) <= di_gate.OUTCOMES.index(outcome)
