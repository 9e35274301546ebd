from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestDeviceGate(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sold = cls._device(501, product_id=cls.make_product("Sold", "serial").id)
        cls.sold.action_activate()
        cls.registrations = cls.sold._register_at(("gudid", "eudamed", "nmpa"))
        cls.gudid, cls.eudamed, cls.nmpa = (
            cls.registrations.filtered(lambda r, name=name: r.regulator == name)
            for name in ("gudid", "eudamed", "nmpa")
        )

    def markets(self):
        return self.sold._udi_gate_markets()[self.sold]

    def test_the_state_at_the_regulator(self):
        self.assertEqual(
            self.markets(),
            {"us": "draft", "eu": "draft", "cn": "draft", "gs1": "any"},
        )
        self.eudamed.state = "submitted"
        self.assertEqual(self.markets()["eu"], "submitted")
        self.registrations.write({"state": "registered", "version": 1})
        self.assertEqual(
            self.markets(),
            {"us": "after_grace", "eu": "registered", "cn": "published", "gs1": "any"},
        )
        self.eudamed.state = "submitted"
        self.assertEqual(self.markets()["eu"], "registered")

    def test_days_of_publication(self):
        self.registrations.write({"state": "registered", "version": 1})
        for days, us, cn in (
            (1, "unpublished", "unpublished"),
            (0, "grace", "published"),
            (-7, "grace", "published"),
            (-8, "after_grace", "published"),
        ):
            day = {"publish_date": self.in_days(days)}
            self.registrations._write_judged(day, "Typing", record_was_wrong=True)
            markets = self.markets()
            self.assertEqual((markets["us"], markets["cn"]), (us, cn), days)

    def test_what_nobody_has_read_yet_may_change(self):
        self.sold.mri_safety = "conditional"
        self.registrations.write({"state": "registered", "version": 1})
        self.sold.mri_safety = "safe"
        self.assertIn("the law asks", self.sold.message_ids[:1].body)
        with self.assertRaisesRegex(UserError, "EU: new UDI-DI"):
            self.sold.catalog_number = "CAT-2"

    def test_without_registrations_the_class_decides(self):
        other = self._device(502)
        self.assertEqual(
            other._udi_gate_markets(), {other: {"eu": "registered", "gs1": "any"}}
        )

    def test_the_dialog_counts_registrations(self):
        action = self.sold.with_user(self.officer).action_change()
        Change = self.env[action["res_model"]].with_user(self.officer)
        form = Form(Change.with_context(**action["context"]))
        self.assertIn("3 registrations", form.impact)
