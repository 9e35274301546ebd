from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestBuildWizard(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.registrations = cls._register(cls.device)
        cls.eudamed = cls.registrations.filtered(lambda r: r.regulator == "eudamed")
        family = cls._family("9506000IP300ME")
        cls.broken = cls._register(
            cls._device(2, basic_udi_id=family.id, latex=False), "eudamed"
        )

    def _wizard(self, registrations, regulator="eudamed"):
        return self.env["udi.submission.build"].create(
            {
                "regulator": regulator,
                "choice": "selected",
                "registration_ids": registrations.ids,
            }
        )

    def test_says_what_goes_and_what_stays_out(self):
        wizard = self._wizard(self.eudamed | self.broken)
        self.assertRecordValues(
            wizard, [{"going_count": 1, "left_out_count": 1, "draft_count": 0}]
        )
        (row,) = wizard.stop_rows
        self.assertEqual(row["group"], "PumpOne IP-2 at EUDAMED")
        self.assertEqual(
            row["sentence"], "“Natural rubber latex” is empty. Fill it in."
        )
        self.assertFalse(wizard.look_rows)

    def test_the_preview_stores_nothing(self):
        self.device.latex = False
        wizard = self._wizard(self.eudamed)
        self.assertEqual(wizard.left_out_count, 1)
        self.assertEqual(self.eudamed.error_count, 0)
        self.assertEqual(self.eudamed.state, "ready")

    def test_says_what_is_only_a_draft(self):
        gudid = self._one(self.registrations, "gudid")
        wizard = self._wizard(gudid, "gudid")
        self.assertEqual(wizard.draft_count, 1)
        self.assertIn("not verified", wizard.look_rows[0]["sentence"])

    def test_building_gives_what_was_announced(self):
        wizard = self._wizard(self.eudamed | self.broken)
        action = wizard.with_user(self.officer).sudo(False).action_build()
        submission = self.env["udi.submission"].browse(action["res_id"])
        self.assertEqual(submission.device_count, wizard.going_count)
        self.assertEqual(submission.left_out_count, wizard.left_out_count)

    def test_nothing_chosen(self):
        with self.assertRaisesRegex(UserError, "No device is chosen"):
            self._wizard(self.env["udi.registration"]).action_build()

    def test_nothing_can_go(self):
        with self.assertRaisesRegex(UserError, "None of these devices can go"):
            self._wizard(self.broken).action_build()

    def test_choices(self):
        self.eudamed._check()
        self.broken._check()
        form = Form(self.env["udi.submission.build"])
        form.regulator = "eudamed"
        form.choice = "ready"
        self.assertEqual((form.going_count, form.left_out_count), (1, 0))
        form.choice = "open"
        self.assertEqual((form.going_count, form.left_out_count), (1, 1))
        self.eudamed.state = "rejected"
        form.choice = "rejected"
        self.assertEqual(form.going_count, 1)
        form.regulator = "nmpa"
        self.assertEqual((form.chosen_count, form.going_count), (0, 0))

    def test_another_regulator_drops_what_is_not_its_own(self):
        form = Form(
            self.env["udi.submission.build"].with_context(
                default_regulator="eudamed",
                default_registration_ids=self.eudamed.ids,
            )
        )
        self.assertEqual(form.registration_ids[:], self.eudamed)
        self.assertEqual(form.going_count, 1)
        form.regulator = "gudid"
        self.assertFalse(form.registration_ids[:])

    def test_opened_from_registrations(self):
        action = (self.eudamed | self.broken).action_build()
        context = action["context"]
        self.assertEqual(context["default_regulator"], "eudamed")
        self.assertEqual(
            context["default_registration_ids"], (self.eudamed | self.broken).ids
        )
        with self.assertRaisesRegex(UserError, "a batch is for one"):
            self.registrations.action_build()

    def test_the_schema_is_announced(self):
        wizard = self._wizard(self.eudamed)
        self.assertIn("none uploaded", wizard.schema_text)
        self.assertIn("publishes none", self._wizard(self.eudamed, "nmpa").schema_text)

    def test_a_page_is_its_makers_own(self):
        wizard = self._wizard(self.eudamed).with_user(self.officer)
        self.assertFalse(wizard.search([("id", "=", wizard.id)]))


@tagged("post_install", "-at_install")
class TestRegisterWizard(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()

    def _wizard(self, devices, **regulators):
        return (
            self.env["udi.device.register"]
            .with_user(self.officer)
            .create({"device_ids": [Command.set(devices.ids)], **regulators})
        )

    def test_registers_with_the_ticked_ones(self):
        self._wizard(self.device, gudid=True, nmpa=True).action_register()
        self.assertEqual(
            sorted(self.device.registration_ids.mapped("regulator")), ["gudid", "nmpa"]
        )
        self.assertTrue(all(self.device.registration_ids.mapped("checked_on")))

    def test_one_registration_is_opened(self):
        action = self._wizard(self.device, eudamed=True).action_register()
        self.assertEqual(action["res_model"], "udi.registration.eudamed")

    def test_several_are_listed(self):
        devices = self.device | self._device(2)
        action = self._wizard(devices, eudamed=True).action_register()
        self.assertEqual(action["res_model"], "udi.registration")
        found = self.env["udi.registration"].search(action["domain"])
        self.assertEqual(found.device_id, devices)

    def test_says_what_is_registered_already(self):
        self.device._register_at(["nmpa"])
        wizard = self._wizard(self.device, nmpa=True)
        self.assertEqual(wizard.known_text, "PumpOne IP-1 at NMPA UDID")
        wizard.action_register()
        self.assertEqual(len(self.device.registration_ids), 1)

    def test_nothing_ticked(self):
        with self.assertRaisesRegex(UserError, "No regulator is chosen"):
            self._wizard(self.device).action_register()

    def test_opened_from_the_device(self):
        action = self.device.action_register()
        self.assertEqual(action["res_model"], "udi.device.register")
        self.assertEqual(action["context"]["default_device_ids"], self.device.ids)
