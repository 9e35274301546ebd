"""EUDAMED: a legacy device and its successor are linked if they agree."""

import pytest
from formats_laws import AIMDD, IVDD, IVDR, MDD, MDR, SPP
from formats_sample import change

from odoo.addons.udi_regulatory_export.formats.eudamed import link_problems

CLASS_III = change(MDR, risk_class_eu="iii")


@pytest.mark.parametrize(
    ("record", "legacy"), [(MDR, MDD), (CLASS_III, AIMDD), (IVDR, IVDD)]
)
def test_those_that_agree(record, legacy):
    assert link_problems(record, legacy) == ()


@pytest.mark.parametrize(
    ("record", "legacy"),
    [(MDR, IVDD), (IVDR, MDD), (SPP, MDD), (MDD, MDR), (MDR, MDR)],
)
def test_laws_that_do_not_belong_together(record, legacy):
    (found,) = link_problems(record, legacy)
    assert found.field == "udi.device.legislation_eu"
    assert (found.code, found.severity) == ("link_differs", "warning")
    assert found.expected == legacy.legislation_eu


@pytest.mark.parametrize(
    ("record", "legacy", "facts", "field"),
    [
        (MDR, MDD, {"sterile": True}, "udi.device.sterile"),
        (MDR, MDD, {"latex": "not_stated"}, "udi.device.latex"),
        (MDR, MDD, {"implantable": False}, "udi.device.implantable"),
        (
            MDR,
            MDD,
            {"basic_udi__active_device": False},
            "udi.basic.udi.active_device",
        ),
        (
            MDR,
            MDD,
            {"eudamed__registrant__udi_srn_mf": "US-MF-000000009"},
            "udi.registration.eudamed.registrant_id",
        ),
        (IVDR, IVDD, {"basic_udi__reagent": False}, "udi.basic.udi.reagent"),
        (CLASS_III, AIMDD, {"risk_class_eu": "iib"}, "udi.device.risk_class_eu"),
    ],
)
def test_those_that_do_not(record, legacy, facts, field):
    found = link_problems(change(record, **facts), legacy)
    assert [each.field for each in found] == [field]


def test_what_an_active_implant_need_not_share():
    """BR-UDID-706."""
    other = change(CLASS_III, implantable=False, basic_udi__active_device=False)
    assert link_problems(other, AIMDD) == ()


def test_a_finding_shows_both():
    (found,) = link_problems(change(MDR, sterile=True), MDD)
    assert (found.value, found.expected) == ("yes", "no")
