"""EUDAMED: each business rule is carried by something, and each attribute too."""

import csv
import importlib
import re
from pathlib import Path

import pytest
from formats_eudamed_clauses import CHECKED
from formats_eudamed_clauses_other import BUILT, KEPT, THEIRS
from formats_eudamed_every_rule import broken, changed
from formats_laws import KINDS, MDD, MDR
from formats_sample import change

from odoo.addons.udi_regulatory_export.formats.eudamed import link_problems, problems

ROOT = Path(__file__).resolve().parents[2]


def lines(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def book(shared):
    return lines(shared("regulatory/eudamed/rules/business_rules.csv"))


def test_every_rule_of_the_book_stands_in_one_table(book):
    theirs = [rule for rules in THEIRS.values() for rule in rules]
    told = [*CHECKED, *BUILT, *KEPT, *theirs]
    assert len(told) == len(set(told))
    assert set(told) == {row["id"] for row in book}


@pytest.fixture(scope="module")
def found():
    """Every "code field" that one of the cases has and its sample has not."""
    told, clean = set(), set()
    legacy = change(MDD, sterile=not MDD.sterile)
    told |= {f"{f.code} {f.field}" for f in link_problems(MDR, legacy)}
    clean |= {f"{f.code} {f.field}" for f in link_problems(MDR, MDD)}
    for kind, record in KINDS.items():
        clean |= {f"{f.code} {f.field}" for f in problems(record)}
        for each in broken(kind):
            told |= {f"{f.code} {f.field}" for f in problems(each)}
        for before, ours in changed(kind):
            told |= {f"{f.code} {f.field}" for f in problems(ours, before)}
    assert clean == set()
    return told


@pytest.mark.parametrize("rule", CHECKED)
def test_a_checked_rule_has_records_that_break_it(rule, found):
    assert set(CHECKED[rule]) - found == set()


@pytest.mark.parametrize("rule", BUILT)
def test_a_rule_of_the_files_has_its_test(rule):
    module, _dot, name = BUILT[rule].partition(".")
    assert callable(getattr(importlib.import_module(module), name))


@pytest.mark.parametrize("rule", KEPT)
def test_a_rule_of_the_records_is_named_where_it_is_kept(rule):
    source = (ROOT / KEPT[rule]).read_text()
    assert rule.rpartition("-")[2] in re.findall(r"\b[0-9]{3}\b", source)
