"""One list of the countries of the European device law, and where the uses differ."""

from odoo.addons.udi_recall.tools.regions import EUROPEAN, region_of
from odoo.addons.udi_traceability.tools.european import (
    AGREED,
    CUSTOMS_UNION,
    MARKET,
    MEMBERS,
    NORTHERN_IRELAND,
    VIGILANCE,
)


def test_twenty_seven_and_three():
    assert len(MEMBERS) == 27
    assert not MEMBERS & (AGREED | CUSTOMS_UNION | NORTHERN_IRELAND)


def test_where_they_differ():
    assert {"TR"} == MARKET - VIGILANCE
    assert {"XI"} == VIGILANCE - MARKET
    assert EUROPEAN is VIGILANCE


def test_a_recall_in_turkey_is_none_of_the_union():
    assert region_of("TR") == "other"
    assert region_of("XI") == region_of("NO") == "EU"
