"""The snapshot moves only by what was accepted, and arrives where our record is."""

import pytest
from formats_laws import IVDR, KINDS, MDR, SPP, text
from formats_optional import OPTIONAL
from formats_sample import change
from hypothesis import given, settings, strategies as st

from odoo.addons.udi_regulatory_export.formats.eudamed import difference, plan
from odoo.addons.udi_regulatory_export.formats.eudamed.accepted import accepted
from odoo.addons.udi_regulatory_export.formats.record import MarketRecord


def registered(record):
    return accepted(record, None, "DEVICE.POST")


def sent(record, before):
    """All messages that are planned, one by one, each accepted."""
    for name in plan(record, before):
        before = accepted(record, before, name)
    return before


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_registration(kind):
    record = KINDS[kind]
    there = registered(record)
    assert difference(record, there) == ()
    assert plan(record, there) == ()
    assert (there.basic_udi.version, there.eudamed.version) == (1, 1)
    assert there.eudamed.market_version == int(kind != "spp")
    assert there.eudamed.designer_version == int(kind != "spp")
    assert there.eudamed.package_version == int(kind in ("mdr", "ivdr", "spp"))


def test_a_family_may_wait_for_its_notified_body():
    assert registered(SPP).eudamed.registry_state == "registered"
    waiting = registered(IVDR)
    assert waiting.basic_udi.registry_state == "submitted"
    assert waiting.eudamed.registry_state == "submitted"


def test_a_further_device_waits_with_its_family():
    for state in ("submitted", "registered"):
        record = change(MDR, basic_udi__registry_state=state, basic_udi__version=3)
        there = accepted(record, None, "UDI_DI.POST")
        assert there.eudamed.registry_state == state
        assert (there.basic_udi.version, there.eudamed.version) == (3, 1)
    assert accepted(MDR, None, "UDI_DI.POST").eudamed.registry_state == "registered"


CHANGES = {
    "BASIC_UDI.PATCH": {"basic_udi__name": "New"},
    "MARKET_INFO.PUT": {"markets": (*MDR.markets, MarketRecord(country="FR"))},
    "UDI_DI.PATCH": {"trade_names": (text("New"),)},
    "PACKAGE_UDI.PUT": {"packages": (change(MDR.packages[0], contains_qty=9),)},
    "PRODUCT_DESIGNER.PUT": {"eudamed__product_designer__city": "York"},
}
VERSIONS = {
    "BASIC_UDI.PATCH": lambda record: record.basic_udi.version,
    "MARKET_INFO.PUT": lambda record: record.eudamed.market_version,
    "UDI_DI.PATCH": lambda record: record.eudamed.version,
    "PACKAGE_UDI.PUT": lambda record: record.eudamed.package_version,
    "PRODUCT_DESIGNER.PUT": lambda record: record.eudamed.designer_version,
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_message_moves_only_what_it_carries(name):
    everything = {
        key: each for facts in CHANGES.values() for key, each in facts.items()
    }
    before, ours = registered(MDR), change(MDR, **everything)
    there = accepted(ours, before, name)
    alone = change(MDR, **CHANGES[name])
    assert difference(alone, there) == ()
    assert difference(ours, there) != ()
    for each, version in VERSIONS.items():
        assert version(there) == (2 if each == name else 1)


def test_of_an_unknown_version_the_next_is_not_known():
    before = registered(change(MDR, eudamed__product_designer=None))
    there = accepted(MDR, before, "PRODUCT_DESIGNER.PUT")
    assert there.eudamed.designer_version == 0
    assert there.eudamed.product_designer == MDR.eudamed.product_designer


def test_another_country_becomes_the_first_in_two_steps():
    """BR-DTX-UDI-101, 103: the countries first, then which of them is the first."""
    before = registered(MDR)
    ours = change(
        MDR,
        markets=(MarketRecord(country="FR", is_first_eu=True), *MDR.markets[:1]),
    )
    step = accepted(ours, before, "MARKET_INFO.PUT")
    firsts = {each.country: each.is_first_eu for each in step.markets}
    assert firsts == {"DE": True, "FR": False, "US": False}
    step = accepted(ours, step, "UDI_DI.PATCH")
    firsts = {each.country: each.is_first_eu for each in step.markets}
    assert firsts == {"DE": False, "FR": True, "US": False}
    # the old one may go only now
    assert plan(ours, step) == ("MARKET_INFO.PUT",)
    assert plan(ours, sent(ours, step)) == ()


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.sets(st.sampled_from(sorted(OPTIONAL))),
    st.sets(st.sampled_from(sorted(OPTIONAL))),
)
def test_messages_lead_where_the_record_is(kind, missing, dropped):
    """From any state to any other, two rounds of messages at most."""
    before, ours = (
        change(KINDS[kind], **{name: OPTIONAL[name] for name in names})
        for names in (missing, dropped)
    )
    there = sent(ours, sent(ours, registered(before)))
    assert plan(ours, there) == ()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.sets(st.sampled_from(sorted(OPTIONAL))))
def test_versions_only_grow(kind, names):
    before = registered(KINDS[kind])
    ours = change(KINDS[kind], **{name: OPTIONAL[name] for name in names})
    planned = plan(ours, before)
    there = sent(ours, before)
    for name, version in VERSIONS.items():
        known_before = version(before)
        grown = known_before + (name in planned) if known_before else 0
        # of packages that end with their device, the version is not known
        unknown = 0 if "eudamed__status" in names else grown
        assert version(there) in (grown, unknown)
