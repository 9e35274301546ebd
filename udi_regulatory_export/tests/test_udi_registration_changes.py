from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin

from .accepted import accept
from .common import ExportCase


@tagged("post_install", "-at_install")
class TestUdiRegistrationChanges(ExportCase):
    """What changed since it was accepted, and which message tells it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.eudamed = cls._register(cls.device, "eudamed")

    def _changed(self, registration=None):
        registration = registration or self.eudamed
        registration._look_for_changes()
        return registration.changed_messages

    def test_a_new_family_comes_with_its_first_device(self):
        others = self._register(self._device(2) | self._device(3), "eudamed")
        together = self.eudamed | others
        plans = together._plan()
        first, *rest = (plans[registration] for registration in together)
        self.assertEqual(first, ("device_post",))
        self.assertEqual(rest, [("udi_di_post",), ("udi_di_post",)])

    def test_a_known_family_gets_a_further_device(self):
        self.family.registry_state = "registered"
        self.assertEqual(self.eudamed._plan(), {self.eudamed: ("udi_di_post",)})

    def test_who_cannot_go_has_no_plan(self):
        self.device.catalog_number = False
        self.assertEqual(self.eudamed._plan(), {self.eudamed: ()})

    def test_other_regulators_take_the_whole_record(self):
        gudid = self._register(self.device, "gudid")
        self.assertEqual(gudid._plan(), {gudid: ("whole",)})
        accept(gudid, "whole")
        gudid._look_for_changes()
        self.assertFalse(gudid.is_changed)
        self.device.brand_name = "PumpTwo"
        gudid._look_for_changes()
        self.assertTrue(gudid.is_changed)
        self.assertFalse(gudid.changed_messages)

    def test_the_accepted_record_is_read_back(self):
        self.assertIsNone(self.eudamed._accepted_record())
        record = self.device._device_record(self.eudamed)
        accept(self.eudamed)
        self.assertEqual(self.eudamed._accepted_record(), record)

    def test_a_kept_state_of_a_newer_addon_is_named(self):
        with self.assertRaisesRegex(UserError, "Update the addon"):
            self.eudamed._snapshot_record({"format": 99})

    def test_nothing_changed(self):
        accept(self.eudamed)
        self.assertFalse(self._changed())
        self.assertFalse(self.eudamed.is_changed)
        self.assertTrue(self.eudamed.compared_on)
        self.assertEqual(self.eudamed._plan(), {self.eudamed: ()})

    def test_each_change_has_its_message(self):
        accept(self.eudamed)
        self.family.name = "Infusion pump, new"
        self.device.information_url = "https://example.com/new"
        self.device.market_ids = [
            Command.create({"country_id": self.env.ref("base.fr").id})
        ]
        self.env["udi.di"].create(
            {
                "device_id": self.device.id,
                "code": gtin(90),
                "role": "package",
                "contains_di_id": self.device.primary_di_id.id,
                "contains_qty": 10,
            }
        )
        self.assertEqual(
            self._changed(),
            "BASIC_UDI.PATCH, MARKET_INFO.PUT, UDI_DI.PATCH, PACKAGE_UDI.PUT",
        )
        self.assertTrue(self.eudamed.is_changed)
        self.assertEqual(self.eudamed.state, "registered")

    def test_a_change_taken_back_is_none(self):
        accept(self.eudamed)
        self.device.information_url = "https://example.com/new"
        self._changed()
        self.device.information_url = False
        self.assertFalse(self._changed())
        self.assertFalse(self.eudamed.changed_on)

    def test_what_cannot_change_is_a_change_that_stops(self):
        accept(self.eudamed)
        self.device.catalog_number = "CAT-OTHER"
        self._changed()
        self.assertTrue(self.eudamed.is_changed)
        self.assertEqual(self.eudamed.check_result, "error")
        codes = [finding["code"] for finding in self.eudamed.findings]
        self.assertIn("locked_device", codes)
        self.assertEqual(self.eudamed._plan(), {self.eudamed: ()})

    def test_a_device_that_lost_its_answers_is_still_compared(self):
        accept(self.eudamed)
        self.device.sterile = False
        self._changed()
        self.assertTrue(self.eudamed.is_changed)

    def test_what_is_on_its_way_is_not_compared(self):
        accept(self.eudamed)
        self.eudamed.state = "submitted"
        self.device.information_url = "https://example.com/new"
        self.assertFalse(self._changed())

    @freeze_time("2026-11-22 12:00:00")
    def test_the_day_of_the_first_change_stays(self):
        accept(self.eudamed)
        self.device.information_url = "https://example.com/new"
        self._changed()
        self.assertEqual(self.eudamed.changed_on, fields.Date.to_date("2026-11-22"))
        with freeze_time("2026-11-25 12:00:00"):
            self._changed()
        self.assertEqual(self.eudamed.changed_on, fields.Date.to_date("2026-11-22"))
        self.assertEqual(self.eudamed.due_date, fields.Date.to_date("2026-12-22"))
        self.assertEqual(self.eudamed.due_rule, "update")

    def test_nightly_only_what_was_not_compared_today(self):
        accept(self.eudamed)
        cron = self.env.ref("udi_regulatory_export.ir_cron_registration_changes")
        self.device.information_url = "https://example.com/new"
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertTrue(self.eudamed.is_changed)
        self.device.information_url = False
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertTrue(self.eudamed.is_changed)
        self.eudamed.compared_on -= timedelta(days=1)
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertFalse(self.eudamed.is_changed)

    def test_an_update_is_built_as_what_it_is(self):
        accept(self.eudamed)
        self.device.information_url = "https://example.com/new"
        self.family.name = "Infusion pump, new"
        self._changed()
        submission = self.env["udi.submission"]._build(self.eudamed)
        names = [file.name for file in submission.file_ids]
        self.assertEqual(len(names), 2)
        self.assertIn("BASIC_UDI.PATCH", names[0])
        self.assertIn("UDI_DI.PATCH", names[1])

    def test_the_button_is_for_officers(self):
        accept(self.eudamed)
        self.eudamed.with_user(self.officer).action_compare()
        with self.assertRaises(AccessError):
            self.eudamed.with_user(self.reader).action_compare()

    def test_a_hundred_cost_the_queries_of_one(self):
        devices = self.env["udi.device"].union(
            *(self._device(number) for number in range(10, 40))
        )
        registrations = self._register(devices, "eudamed")
        for registration in registrations:
            accept(registration)
        counts = []
        for found in (registrations[:1], registrations[1:4], registrations[4:]):
            found = self.env["udi.registration"].browse(found.ids)
            found.write({"checked_on": False, "compared_on": False})
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            found._look_for_changes()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
