"""What cannot change after registration, by law."""

from odoo.addons.udi_regulatory_export.formats.eudamed.locks import locked_fields


def test_a_family_and_a_device_have_their_ways_out():
    locked = dict(locked_fields("mdr"))
    assert locked["udi.device.risk_class_eu"] == "locked_family"
    assert locked["udi.basic.udi.active_device"] == "locked_family"
    assert locked["udi.registration.eudamed.registrant_id"] == "locked_family"
    assert locked["udi.device.catalog_number"] == "locked_device"
    assert locked["udi.registration.eudamed.di_id"] == "locked_device"
    assert locked["udi.registration.eudamed.annex_xvi_ids"] == "locked_device"


def test_each_law_locks_its_own():
    diagnostic, pack = dict(locked_fields("ivdr")), dict(locked_fields("spp"))
    assert "udi.basic.udi.reagent" in diagnostic
    assert "udi.device.latex" not in diagnostic
    assert "udi.device.device_count" not in pack
    assert dict(locked_fields("")) == {}
