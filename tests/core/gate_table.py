"""The table of the gate as its tests read it."""

import csv

import shared_data

from odoo.addons.udi_traceability.tools.di_gate_rules import Rule, RuleBook

TABLE = shared_data.REPOSITORY / "udi_traceability/data/udi.change.rule.csv"


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
