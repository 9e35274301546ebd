"""EUDAMED: every rule of every law has a record that breaks it and one that keeps it.

The rules are taken from the code, so that a new one without such records fails here.
"""

import ast
import inspect

import pytest
from formats_eudamed_every_rule import (
    broken,
    changed,
    is_looked_at,
    kinds_of,
)
from formats_laws import KINDS, LAWS, MDD, MDR
from formats_sample import change
from test_formats_eudamed_plan import KNOWN

from odoo.addons.udi_regulatory_export.formats import common, rules
from odoo.addons.udi_regulatory_export.formats.eudamed import (
    link,
    link_problems,
    locked,
    rules_details,
    rules_device,
    rules_family,
    rules_law,
    rules_market,
    rules_not_told,
    rules_packages,
    rules_update,
)
from odoo.addons.udi_regulatory_export.formats.eudamed.problems import RULES, problems
from odoo.addons.udi_regulatory_export.formats.findings import CODES

OF_LAWS = [
    pytest.param(law, rule, id=f"{law} {rule.__module__[-12:]}.{rule.__name__}")
    for law, found in RULES.items()
    for rule in found
]


@pytest.mark.parametrize(("law", "rule"), OF_LAWS)
def test_every_rule_is_broken_and_kept(law, rule):
    kinds = kinds_of(law)
    assert kinds
    for kind in kinds:
        assert list(rule(KINDS[kind])) == []
    records = [each for kind in kinds for each in broken(kind) if is_looked_at(each)]
    assert any(list(rule(record)) for record in records)


LOCKS = {
    "locked_family": locked.FAMILY,
    "locked_device": locked.DEVICE,
    "certificates_stay": locked.DECLARED,
    "locked_once": locked.ONCE,
    "law_new_di": locked.TRIGGERS,
}
OF_LOCKS = [
    pytest.param(law, code, lock, id=f"{law} {code} {lock.name}")
    for code, locks in LOCKS.items()
    for lock in locks
    for law in lock.laws
]


@pytest.mark.parametrize(("law", "code", "lock"), OF_LOCKS)
def test_every_lock_is_broken_and_kept(law, code, lock):
    """BR-DTX-UDI-026, 031, 033; BR-DTX-UDID-092, 093."""

    def says(before, ours):
        found = rules_update.changes(ours, before)
        return any((f.code, f.name) == (code, _odoo_name(lock, ours)) for f in found)

    pairs = [pair for kind in kinds_of(law) for pair in changed(kind)]
    assert any(says(*pair) for pair in pairs)
    same = change(LAWS[law], **KNOWN)
    assert not says(same, same)


def _odoo_name(lock, record):
    part = lock.of(record)
    return part.odoo_names.get(lock.name, lock.name)


MODULES = (
    common,
    rules,
    link,
    rules_details,
    rules_device,
    rules_family,
    rules_law,
    rules_market,
    rules_not_told,
    rules_packages,
    rules_update,
)


def written_codes():
    """Every code that stands in the source of a rule."""
    found = set()
    for module in MODULES:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Constant) and node.value in CODES:
                found.add(node.value)
    return found


def told_codes():
    """Every code that one of our records gets."""
    legacy = change(MDD, sterile=not MDD.sterile)
    found = {finding.code for finding in link_problems(MDR, legacy)}
    for kind, record in KINDS.items():
        for each in broken(kind):
            found |= {finding.code for finding in problems(each)}
        for before, ours in changed(kind):
            found |= {finding.code for finding in problems(ours, before)}
        assert not problems(record)
    return found


def test_every_code_of_a_rule_is_told_of_some_record():
    assert written_codes() - told_codes() == set()
