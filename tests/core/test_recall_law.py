"""What the law wants in a notice."""

import pytest

from odoo.addons.udi_recall.tools.law import (
    ALWAYS,
    DEMANDS,
    demanded,
)
from odoo.addons.udi_recall.tools.regions import EUROPEAN, REGIONS
from odoo.addons.udi_recall.tools.tongues import (
    DEMANDS as TONGUES,
    source,
    understood,
    unwritten,
    wanted,
)


def test_demands_are_of_known_places():
    assert DEMANDS.keys() <= {code for code, _name in REGIONS}
    assert demanded("other") == ()


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        ("EU", {"srn", "udi", "language", "actions", "contact"}),
        ("CN", {"registration", "udi", "level", "identity", "reason", "handling"}),
        ("US", {"codes", "depth", "reply"}),
    ],
)
def test_what_each_law_names(region, codes):
    assert codes <= set(demanded(region))


def test_every_european_state_has_a_language():
    assert TONGUES.keys() >= EUROPEAN
    for demand in TONGUES.values():
        assert demand.source
        assert bool(demand.every) != bool(demand.one)


@pytest.mark.parametrize(
    ("country", "written", "missing"),
    [
        ("BE", ["fr_BE"], ("nl", "de")),
        ("BE", ["fr_BE", "nl_NL", "de_DE"], ()),
        ("FI", ["fi_FI"], ("sv",)),
        ("CH", ["de_CH", "fr_CH", "it_IT"], ()),
        ("LU", ["de_DE"], ()),
        ("IE", ["en_GB"], ()),
        ("MT", ["en_GB"], ()),
        ("US", [], ()),
        (None, [], ()),
    ],
)
def test_where_a_state_wants_each_of_several(country, written, missing):
    assert unwritten(country, written) == missing
    assert set(missing) <= set(wanted(country))


def test_the_rule_is_named():
    assert "three national languages" in source("BE")
    assert source("US") == source(None) == ""


@pytest.mark.parametrize(
    ("country", "language", "written", "expected"),
    [
        ("DE", "de_DE", {"en_US", "de_DE"}, True),
        ("AT", "de_DE", {"de_DE"}, True),
        ("DE", "en_US", {"en_US", "de_DE"}, False),
        ("DE", "de_DE", {"en_US"}, False),
        ("IE", "en_GB", {"en_GB"}, True),
        ("BE", "fr_BE", {"fr_BE"}, True),
        ("US", "en_US", {"en_US"}, True),
        ("JP", "ja_JP", {"en_US"}, False),
        (None, "en_US", {"en_US"}, True),
    ],
)
def test_a_notice_is_read_where_it_goes(country, language, written, expected):
    assert understood(country, language, written) is expected


def test_what_always_stands_in_a_notice():
    assert {"reason", "hazard", "actions", "contact"} <= set(ALWAYS)
