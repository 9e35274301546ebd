"""The gate: every row of the table, and how rows are read together."""

import csv

import pytest
import shared_data
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools import (
    di_gate,
    di_gate_attributes,
    di_gate_rules,
)
from odoo.addons.udi_traceability.tools.di_gate import decide
from odoo.addons.udi_traceability.tools.di_gate_rules import (
    EFFECTS,
    MARKETS,
    STATES,
    Change,
    Rule,
    RuleBook,
)

TABLE = shared_data.REPOSITORY / "udi_traceability/data/udi.change.rule.csv"
# What each effect means where something given is changed, and where it is added
OUTCOMES = {
    "new_basic_udi_di": ("stop", "stop"),
    "new_udi_di": ("stop", "stop"),
    "new_package_di": ("stop", "allow"),
    "locked": ("stop", "stop"),
    "warn_law_vs_system": ("warn", "warn"),
    "unknown": ("reason", "reason"),
    "update_allowed_add_only": ("stop", "allow"),
    "allowed_in_grace_only": ("allow", "allow"),
    "update_allowed": ("allow", "allow"),
}
PUBLISHED = {"us": "after_grace", "eu": "registered", "cn": "published", "gs1": "any"}


def load():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rule_of(row):
    return Rule(
        attribute=row["attribute"],
        model=row["record_model"],
        market=row["market"],
        effect=row["effect"],
        states=tuple(row["states"].split(",")),
        case=row["case"],
        condition=row["condition"],
        source=row["source"],
        certainty=row["certainty"],
    )


ROWS = load()
BOOK = RuleBook.of(rule_of(row) for row in ROWS)


def device(attribute, **values):
    markets = di_gate_attributes.markets_of("udi.device", attribute)
    return Change(attribute, "udi.device", markets, **values)


def states_of(row):
    """Each state of the market's record in which the row speaks."""
    wide = {"any": STATES[row["market"]], "published": None}
    for word in row["states"].split(","):
        if word == "published" and row["market"] == "us":
            yield from ("grace", "after_grace")
        else:
            yield from wide.get(word) or (word,)


def one_row_alone(row):
    """A row among its own kind; a general row only for attributes without a row."""
    named = row["attribute"] != "*"
    change = Change(
        row["attribute"] if named else "no_row_of_its_own",
        row["record_model"] if named else "udi.device",
        frozenset({row["market"]}),
        case=row["case"],
    )
    book = RuleBook.of([rule_of(row)])
    return change, book


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS])
def test_each_rule(row):
    """The whole table answers with this row, wherever the row speaks."""
    change, alone = one_row_alone(row)
    wrong = row["case"] == di_gate_rules.WRONG_RECORD
    for state in states_of(row):
        for adds in (False, True):
            asked = Change(
                change.attribute, change.model, change.markets, adds, change.case
            )
            markets = {row["market"]: state}
            own = decide([asked], alone, markets, record_was_wrong=wrong)
            (verdict,) = own.verdicts
            assert (verdict.effect, own.strongest) == (row["effect"],) * 2
            expected = "reason" if wrong else OUTCOMES[row["effect"]][adds]
            assert verdict.outcome == own.outcome == expected
            assert verdict.rule.source == row["source"]
            if wrong or (row["attribute"], row["states"]) == ("*", "any"):
                continue  # a row that allows the change is asked first
            full = decide([asked], BOOK, markets)
            (verdict,) = full.verdicts
            assert verdict.rule == rule_of(row)


def test_the_table_is_the_one_of_the_design(shared):
    with shared("design/di_gate.csv").open(encoding="utf-8", newline="") as file:
        design = list(csv.DictReader(file))
    assert len(design) == len(ROWS) == 250
    for theirs, ours in zip(design, ROWS, strict=True):
        when = ours["states"].replace(",", ", ")
        if ours["condition"]:
            when += ": " + ours["condition"]
        told = ours["attribute"], ours["record_model"], ours["market"], when
        assert told == tuple(
            theirs[k] for k in ("attribute", "model", "market", "when")
        )
        for name in ("effect", "source", "certainty"):
            assert ours[name] == theirs[name]


def test_markets_of_attributes_are_those_of_the_design(shared):
    with shared("design/attributes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = {"us": "gudid", "eu": "eudamed", "cn": "nmpa"}
    # told by another field, by a row per country, or by the law and not the database
    elsewhere = {
        ("brand_name", "cn"),
        ("certificate_ids", "eu"),
        ("country_id", "us"),
        ("customer_contact_ids", "eu"),
        ("market_ids", "us"),
        ("model_number", "eu"),
        ("previous_reason", "us"),
        ("risk_class_cn", "cn"),
        ("role", "us"),
        ("role", "eu"),
        ("role", "cn"),
    }
    for row in rows:
        name, model = row["attribute"], row["model"]
        if model not in ("udi.device", "udi.di", "udi.market") or name in (
            "manufacturer_id",
            "primary_di_id",
            "distribution_status",
            "status",
        ):
            continue
        known = di_gate_attributes.KNOWN.get((model, name), frozenset())
        for market, column in columns.items():
            if (name, market) not in elsewhere:
                told = not row[column].startswith("none")
                assert (market in known) is told, (model, name, market)


# Computed from the date, or not kept by the addons
NO_FIELD = {
    "distribution_status",
    "new_device",
    "annex_xvi_applicable",
    "related_device_id",
    "product_designer_id",
    "eudamed_id",
}


def test_a_rule_speaks_only_where_its_attribute_is_known():
    asked = {model for model, _attribute in di_gate_attributes.KNOWN}
    assert {"udi.basic.udi", "udi.certificate", "res.partner"} < asked
    for row in ROWS:
        model = row["record_model"]
        if model not in asked or row["attribute"] in NO_FIELD:
            continue
        assert di_gate_attributes.judged_as(model, row["attribute"])
        assert row["market"] in di_gate_attributes.markets_of(model, row["attribute"])


def test_fields_that_feed_another_attribute():
    judged_as = di_gate_attributes.judged_as
    registrant = ("udi.registration", "registrant_id")
    assert judged_as("udi.device", "manufacturer_id") == registrant
    assert judged_as("udi.device", "product_id") is None
    assert di_gate_attributes.markets_of("question", "kit_content") == set(MARKETS)


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
