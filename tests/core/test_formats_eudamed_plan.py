"""EUDAMED: which message a record needs, found from what was accepted last."""

from datetime import date

import pytest
from formats_laws import IVDR, LAWS, MDD, MDR, SPP, STORAGE, WORKSHOP, text
from formats_sample import CASE, PALLET, change, codes_of

from odoo.addons.udi_regulatory_export.formats.eudamed import plan, plan_all, problems
from odoo.addons.udi_regulatory_export.formats.eudamed.messages import Entry
from odoo.addons.udi_regulatory_export.formats.record import DiRecord, MarketRecord

KNOWN = {
    "eudamed__version": 1,
    "eudamed__registry_state": "registered",
    "basic_udi__version": 1,
    "basic_udi__registry_state": "registered",
}
ACCEPTED = change(MDR, **KNOWN)


def test_a_new_device():
    assert plan(MDR) == ("DEVICE.POST",)
    discarded = change(MDR, basic_udi__registry_state="discarded")
    assert plan(discarded) == ("DEVICE.POST",)


@pytest.mark.parametrize("state", ["submitted", "registered"])
def test_a_further_device_of_a_known_family(state):
    assert plan(change(MDR, basic_udi__registry_state=state)) == ("UDI_DI.POST",)


def test_a_family_that_comes_with_the_batch():
    other = change(MDR, eudamed__di=DiRecord(code="09506000134369"))
    entries = [Entry(record=MDR), Entry(record=other), Entry(record=SPP)]
    names = [names for _entry, names in plan_all(entries)]
    assert names == [("DEVICE.POST",), ("UDI_DI.POST",), ("UDI_DI.POST",)]
    assert [entry for entry, _names in plan_all(entries)] == entries
    brought = frozenset({entries[0].record.basic_udi.code})
    assert next(plan_all(entries, brought))[1] == ("UDI_DI.POST",)


@pytest.mark.parametrize("law", LAWS)
def test_nothing_new_needs_no_message(law):
    accepted = change(LAWS[law], **KNOWN)
    assert plan(accepted, accepted) == ()
    assert codes_of(problems(accepted, accepted), "error") == set()


ENDED = change(CASE, discontinue_date=date(2026, 5, 1))
FIRST = MarketRecord(country="DE", is_first_eu=True, date_start=date(2026, 6, 1))
GREECE = MarketRecord(
    country="GR", date_start=date(2026, 7, 1), date_end=date(2030, 12, 31)
)
CHANGES = [
    ({"basic_udi__name": "Pump"}, ("BASIC_UDI.PATCH",)),
    ({"basic_udi__clinical_investigations": ()}, ("BASIC_UDI.PATCH",)),
    ({"eudamed__local_agent__udi_srn_ar": "DE-AR-9"}, ("BASIC_UDI.PATCH",)),
    ({"descriptions": (text("Pump"), text("Pumpe", "DE"))}, ("UDI_DI.PATCH",)),
    ({"descriptions": (*MDR.descriptions, text("泵", "ZH"))}, ()),
    ({"information_url": ""}, ("UDI_DI.PATCH",)),
    ({"storage": STORAGE[1:]}, ("UDI_DI.PATCH",)),
    ({"pi_software": False}, ("UDI_DI.PATCH",)),
    ({"eudamed__emdn_codes": ("A01",)}, ("UDI_DI.PATCH",)),
    ({"eudamed__status": "no_longer"}, ("UDI_DI.PATCH",)),
    ({"markets": (FIRST,)}, ("MARKET_INFO.PUT",)),
    ({"markets": (FIRST, GREECE, change(GREECE, country="CN"))}, ()),
    (
        {"markets": (change(FIRST, is_first_eu=False), change(GREECE, is_first_eu=1))},
        ("UDI_DI.PATCH",),
    ),
    (
        {"markets": (FIRST, GREECE, MarketRecord(country="XI"))},
        ("MARKET_INFO.PUT",),
    ),
    (
        {"markets": (change(GREECE, is_first_eu=True),)},
        ("UDI_DI.PATCH",),
    ),
    ({"packages": (PALLET, ENDED, change(CASE, code="3"))}, ("PACKAGE_UDI.PUT",)),
    ({"packages": ()}, ()),
    (
        {"eudamed__product_designer": change(WORKSHOP, city="York")},
        ("PRODUCT_DESIGNER.PUT",),
    ),
    ({"eudamed__product_designer": None}, ()),
    ({"model_number": "other", "generic_name": "other"}, ()),
    (
        {"basic_udi__name": "Pump", "information_url": "", "markets": (FIRST,)},
        ("BASIC_UDI.PATCH", "MARKET_INFO.PUT", "UDI_DI.PATCH"),
    ),
]


@pytest.mark.parametrize(("facts", "expected"), CHANGES)
def test_the_messages_of_a_change(facts, expected):
    assert plan(change(ACCEPTED, **facts), ACCEPTED) == expected


def test_versions_and_states_are_no_change():
    later = change(ACCEPTED, eudamed__version=7, eudamed__market_version=3)
    assert plan(later, ACCEPTED) == ()


def test_a_pack_has_no_countries_and_no_designer():
    accepted = change(SPP, **KNOWN)
    record = change(
        accepted, markets=(FIRST,), eudamed__product_designer=WORKSHOP, packages=(CASE,)
    )
    assert plan(record, accepted) == ("PACKAGE_UDI.PUT",)


def test_a_legacy_device_has_no_packages():
    accepted = change(MDD, **KNOWN)
    assert plan(change(accepted, packages=(CASE,)), accepted) == ()


def test_what_another_law_has_no_place_for_is_no_change():
    accepted = change(IVDR, **KNOWN)
    assert plan(change(accepted, latex="contains", sizes=MDR.sizes), accepted) == ()


def test_a_new_first_country_takes_three_steps():
    """It must be known before it is the first, and the first cannot be taken away."""
    germany, greece = MDR.markets[1:3]
    one = change(ACCEPTED, markets=(change(greece, is_first_eu=True),))
    steps = [
        ((germany,), ("MARKET_INFO.PUT", "UDI_DI.PATCH")),
        ((germany, greece), ("UDI_DI.PATCH",)),
        (
            (change(germany, is_first_eu=False), change(greece, is_first_eu=True)),
            ("MARKET_INFO.PUT",),
        ),
        ((change(greece, is_first_eu=True),), ()),
    ]
    for known, expected in steps:
        assert plan(one, change(ACCEPTED, markets=known)) == expected
