"""The gate: every row of the table."""

import csv

import pytest
from gate_table import BOOK, ROWS, rule_of

from odoo.addons.udi_traceability.tools import di_gate_attributes, di_gate_rules
from odoo.addons.udi_traceability.tools.di_gate import decide
from odoo.addons.udi_traceability.tools.di_gate_rules import (
    MARKETS,
    STATES,
    Change,
    RuleBook,
)

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
