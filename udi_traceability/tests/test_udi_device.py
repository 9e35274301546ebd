from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestDevice(UdiCase):
    def test_name_is_brand_and_model(self):
        device = self.make_device("Draft", 30005, active=False)
        device.write({"brand_name": "PumpOne", "model_number": "IP-200"})
        self.assertEqual(device.name, "PumpOne IP-200")
        device.write({"brand_name": False, "model_number": False})
        self.assertEqual(device.name, device.product_id.name)

    def test_unanswered_is_counted_and_named(self):
        self.assertEqual(self.pump.sterile, False)
        before = self.pump.missing_count
        self.assertIn("Packaged sterile", self.pump.missing_text)
        self.pump.sterile = "no"
        self.assertEqual(self.pump.missing_count, before - 1)
        self.assertNotIn("Packaged sterile", self.pump.missing_text)

    def test_no_is_an_answer(self):
        answers = {
            "single_use": "no",
            "sterile": "no",
            "sterilize_before_use": "no",
            "implantable": "no",
            "latex": "not_stated",
            "mri_safety": "not_stated",
            "direct_marking": "none",
        }
        self.pump.write(answers)
        self.assertEqual(self.pump.missing_count, 0)
        self.assertFalse(self.pump.missing_text)

    def test_primary_and_packages(self):
        self.assertEqual(self.pump.primary_di_id.code, gtin(10001))
        self.assertEqual(self.pump.package_di_ids.code, gtin(10001, 1))
        draft = self.make_device("Draft", 30006, active=False)
        draft.primary_di_id.role = "secondary"
        self.assertFalse(draft.primary_di_id)

    def test_states(self):
        device = self.make_device("New", 30001, active=False)
        device.action_review()
        device._back_to_draft("Typing mistake")
        device.action_review()
        device.action_activate()
        self.assertEqual(device.state, "active")
        with self.assertRaisesRegex(UserError, "cannot become"):
            device.action_review()
        device._withdraw("Ended")
        with self.assertRaisesRegex(UserError, "cannot become"):
            device.action_activate()

    def test_a_product_has_one_active_device(self):
        second = self.make_device(
            "Pump 2", 30002, product=self.pump.product_id, active=False, pi_serial=True
        )
        with self.assertRaisesRegex(UserError, "Withdraw that one first"):
            second.action_activate()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            with self.cr.savepoint():
                second._move_to("active", allowed=("draft",))
                self.env.flush_all()
        second.invalidate_recordset()
        self.pump._withdraw("Ended")
        second.action_activate()
        self.assertEqual(self.pump.product_id.udi_device_id, second)
        self.assertEqual(self.pump.product_id.udi_device_ids, self.pump | second)

    def test_what_scans_need_is_asked_before_activation(self):
        device = self.env["udi.device"].create({"model_number": "X"})
        with self.assertRaisesRegex(UserError, "choose its product"):
            device.action_activate()
        device.product_id = self.make_product("Untracked", tracking="none")
        with self.assertRaisesRegex(UserError, "primary DI"):
            device.action_activate()
        device.di_ids = [Command.create({"code": gtin(30003)})]
        device.action_activate()
        self.assertEqual(device.state, "active")

    def test_only_drafts_are_deleted(self):
        with self.assertRaisesRegex(UserError, "Withdraw it instead"):
            self.pump.unlink()
        draft = self.make_device("Draft", 30004, active=False)
        draft.package_di_ids.unlink()
        draft.unlink()

    def test_new_version_says_what_it_follows(self):
        action = self.pump.action_new_version()
        new = self.env["udi.device"].browse(action["res_id"])
        self.assertEqual(new.previous_device_id, self.pump)
        self.assertEqual(new.state, "draft")
        self.assertFalse(new.di_ids)
        self.assertEqual(self.pump.next_device_ids, new)
        with self.assertRaisesRegex(ValidationError, "before itself"):
            self.pump.previous_device_id = new

    def test_texts_one_description_per_language(self):
        self.pump.description_ids = [
            Command.create({"kind": "description", "language": "EN", "value": "A"}),
            Command.create({"kind": "description", "language": "DE", "value": "B"}),
        ]
        self.pump.trade_name_ids = [
            Command.create({"kind": "trade_name", "language": "ANY", "value": "One"}),
            Command.create({"kind": "trade_name", "language": "ANY", "value": "Two"}),
        ]
        self.assertEqual(len(self.pump.description_ids), 2)
        self.assertEqual(self.pump.trade_name_ids.mapped("value"), ["One", "Two"])
        for language in ("EN", "ANY"):
            with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
                with self.cr.savepoint():
                    self.env["udi.text"].create(
                        {
                            "device_id": self.pump.id,
                            "kind": "description",
                            "language": language,
                            "value": "C",
                        }
                    )

    @mute_logger("odoo.sql_db")
    def test_one_country_is_first_in_the_eu(self):
        countries = self.env.ref("base.de") | self.env.ref("base.fr")
        vals = [
            {"device_id": self.pump.id, "country_id": country.id, "is_first_eu": True}
            for country in countries
        ]
        self.env["udi.market"].create(vals[0])
        with self.assertRaises(IntegrityError):
            self.env["udi.market"].create(vals[1])

    def test_product_tells_what_its_label_carries(self):
        form = Form(self.env["udi.device"])
        form.product_id = self.pump.product_id
        form.model_number = "Y"
        device = form.save()
        self.assertTrue(device.pi_serial)
        self.assertFalse(device.pi_lot)

    def test_form_shows_a_device_to_all_employees(self):
        employee = self.make_user("reader")
        Form(self.pump.with_user(employee))
