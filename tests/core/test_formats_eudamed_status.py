"""EUDAMED: a device leaves the market and comes back; what goes with it.

BR-UDID-043, 046, 073, 632; FLD-UDID-137: the first country may be added by the update
that sets the status. BR-DTX-UDID-096: countries that go along have a new version.
"""

import pytest
from formats_eudamed import values
from formats_laws import IVDR, MDD, MDR, SPP
from formats_sample import change, codes_of
from test_formats_eudamed_accepted import registered
from test_formats_eudamed_messages import written

from odoo.addons.udi_regulatory_export.formats import xml
from odoo.addons.udi_regulatory_export.formats.eudamed import (
    accepted,
    difference,
    plan,
    problems,
)

OFF = {"eudamed__status": "no_longer"}
NOT_INTENDED = {"eudamed__status": "not_intended"}


@pytest.fixture(scope="module")
def schema(shared):
    return xml.schema_from(shared("regulatory/eudamed/xsd-3.0.25/service/Message.xsd"))


@pytest.mark.parametrize("record", [MDR, IVDR, MDD, SPP])
def test_who_leaves_sends_the_status_alone(record):
    before, ours = registered(record), change(record, **OFF)
    assert plan(ours, before) == ("UDI_DI.PATCH",)
    assert {each.carrier for each in difference(ours, before)} == {"UDI_DI.PATCH"}
    there = accepted(ours, before, "UDI_DI.PATCH")
    assert plan(ours, there) == ()
    assert {each.distribution_status for each in there.packages} <= {"ended"}
    # EUDAMED made a version of the packages, and told nobody which
    assert there.eudamed.package_version == 0
    assert there.eudamed.market_version == before.eudamed.market_version


@pytest.mark.parametrize("record", [MDR, IVDR, MDD])
@pytest.mark.parametrize("status", [OFF, NOT_INTENDED])
def test_who_comes_brings_the_countries(record, status, schema):
    before = registered(change(record, **status))
    there = change(before, eudamed__registry_state="registered")
    root = written(record, "UDI_DI.PATCH", there)
    assert values(root, "country") == ["DE", "EL"]
    assert xml.violations(root, schema) == ()
    ours = change(record, eudamed__registry_state="registered", **{"is_kit": False})
    names = plan(ours, there)
    assert "MARKET_INFO.PUT" not in names
    assert "UDI_DI.PATCH" in names
    assert codes_of(problems(ours, there), "error") == set()
    step = accepted(ours, there, "UDI_DI.PATCH")
    assert step.markets == record.markets
    assert step.eudamed.market_version == 0
    rest = () if record is MDD else ("PACKAGE_UDI.PUT",)
    assert plan(ours, step) == rest
    carriers = {each.carrier for each in difference(ours, there)}
    assert carriers <= {"UDI_DI.PATCH", "PACKAGE_UDI.PUT"}


def test_packages_stay_ended_until_they_are_told():
    gone = accepted(change(MDR, **OFF), registered(MDR), "UDI_DI.PATCH")
    step = accepted(MDR, gone, "UDI_DI.PATCH")
    assert {each.distribution_status for each in step.packages} == {"ended"}
    assert plan(MDR, step) == ("PACKAGE_UDI.PUT",)
    there = accepted(MDR, step, "PACKAGE_UDI.PUT")
    assert plan(MDR, there) == ()
    assert values(written(there, "PACKAGE_UDI.PUT"), "version") == ["0"]


def test_a_pack_that_comes_has_no_countries():
    there = registered(change(SPP, **OFF))
    assert plan(SPP, there) == ("UDI_DI.PATCH", "PACKAGE_UDI.PUT")
    assert values(written(SPP, "UDI_DI.PATCH", there), "country") == []


def test_a_first_country_that_moved_is_a_version_of_the_countries():
    """BR-DTX-UDID-096."""
    before = registered(MDR)
    ours = change(
        MDR,
        markets=tuple(
            change(each, is_first_eu=each.country == "GR") for each in MDR.markets
        ),
    )
    there = accepted(ours, before, "UDI_DI.PATCH")
    assert there.eudamed.market_version == 2
    assert plan(ours, there) == ()
