"""Two states of a record for a regulator that takes whole ones."""

from dataclasses import fields, replace
from datetime import date

import pytest
from formats_any import any_of
from formats_sample import CASE, DEVICE, PALLET, SECONDARY, UNIT, change
from hypothesis import HealthCheck, given, settings

from odoo.addons.udi_regulatory_export.formats import gudid, nmpa
from odoo.addons.udi_regulatory_export.formats.difference import rows
from odoo.addons.udi_regulatory_export.formats.record import DeviceRecord
from odoo.addons.udi_regulatory_export.formats.whole import OWN, facts_of

ANY = any_of(DeviceRecord)


def differing(record, form=gudid):
    return {
        (row.field, row.ref) for row in rows(form.facts(DEVICE), form.facts(record))
    }


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"brand_name": "Other"}, ("udi.device.brand_name", "")),
        ({"single_use": None}, ("udi.device.single_use", "")),
        ({"pi_lot": True}, ("udi.device.pi_lot", "")),
        ({"device_count": 2}, ("udi.device.device_count", "")),
        ({"generic_name_zh": "泵"}, ("udi.device.generic_name", "ZH")),
        ({"carriers": ("linear",)}, ("udi.device.carrier_ids", "")),
        ({"unit_of_use_di": UNIT}, ("udi.device.di_ids", "3")),
        ({"direct_marking_di": UNIT}, ("udi.device.di_ids", "1")),
        ({"secondary_dis": (SECONDARY,)}, ("udi.device.di_ids", "2")),
        ({"packages": (CASE,)}, ("udi.device.package_di_ids", PALLET.code)),
        ({"gudid__rx": False}, ("udi.registration.gudid.rx", "")),
        (
            {"gudid__registrant__udi_duns": "1"},
            ("udi.registration.gudid.registrant_id", ""),
        ),
        (
            {"gudid__listing_numbers": ()},
            ("udi.registration.gudid.listing_numbers", ""),
        ),
    ],
)
def test_each_change_is_one_row(facts, place):
    assert differing(change(DEVICE, **facts)) == {place}


def test_what_the_regulator_counts_and_what_others_have_is_no_difference():
    other = change(
        DEVICE,
        as_of=date(2027, 1, 1),
        basic_udi=None,
        eudamed=None,
        gudid__version=4,
        gudid__spl_version=9,
        gudid__registry_state="published",
    )
    assert differing(other) == set()
    assert set(OWN) <= {each.name for each in fields(DEVICE.gudid)}


def test_without_the_block_the_device_alone_is_compared():
    found = [each.field for each in nmpa.facts(replace(DEVICE, nmpa=None))]
    assert found
    assert not any(each.startswith("udi.registration") for each in found)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(ANY, ANY)
def test_any_two_records_can_be_compared(one, other):
    for regulator in ("gudid", "nmpa"):
        facts = facts_of(regulator)
        assert rows(facts(one), facts(one)) == ()
        assert all(each.field for each in rows(facts(one), facts(other)))
