from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, HttpCase, tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestChange(UdiCase):
    """The dialog of the gate, and the device that follows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("c_officer", "udi_traceability.group_udi_officer")
        cls.worker = cls.make_user("c_worker", "udi_traceability.group_udi_user")
        cls.sold = cls.make_device(
            "PumpOne",
            42001,
            tracking="serial",
            single_use="no",
            legislation_eu="mdr",
            risk_class_eu="iib",
            risk_class_us="2",
            information_url="https://one.example",
        )

    def dialog(self, device=None, user=None):
        action = (device or self.sold).with_user(user or self.officer).action_change()
        model = self.env[action["res_model"]].with_user(user or self.officer)
        return Form(model.with_context(**action["context"]))

    def test_the_verdict_stands_there_while_typing(self):
        with self.dialog() as form:
            self.assertEqual(form.conclusion, "Nothing changes yet.")
            form.brand_name = "PumpOne Plus"
            self.assertEqual(form.outcome, "stop")
            self.assertIn("new device identifier", form.conclusion)
            (row,) = form.rows
            self.assertEqual((row["before"], row["after"]), ("PumpOne", "PumpOne Plus"))
            self.assertEqual(row["verdicts"]["eu"]["outcome"], "warn")
            self.assertNotIn("cn", row["verdicts"])
            form.kind = "wrong"
            self.assertEqual(form.outcome, "reason")
        self.assertEqual(self.sold.brand_name, "PumpOne")

    def test_the_classes_of_the_law_that_is_typed(self):
        with self.dialog() as form:
            self.assertEqual(form.risk_classes_eu, ["i", "iia", "iib", "iii"])
            form.legislation_eu = "ivdr"
            self.assertEqual(form.risk_classes_eu, ["a", "b", "c", "d"])

    def test_lines_in_the_dialog(self):
        with self.dialog() as form:
            with form.package_di_ids.edit(0) as line:
                line.contains_qty = 12
            self.assertEqual(form.strongest, "new_package_di")
            self.assertIn("identifier of its own", form.conclusion)
        self.assertEqual(self.sold.package_di_ids.contains_qty, 10)
        change = form.save()
        self.assertEqual(change.strongest, "new_package_di")
        with self.assertRaisesRegex(UserError, "Nothing of this may change"):
            change.action_apply()

    def test_apply_only_what_is_allowed(self):
        form = self.dialog()
        form.brand_name = "PumpOne Plus"
        form.information_url = "https://two.example"
        change = form.save()
        self.assertEqual(change.state, "draft")
        self.assertEqual(len(change.rows), 2)
        change.action_apply()
        self.assertEqual(change.state, "applied")
        self.assertEqual(self.sold.information_url, "https://two.example")
        self.assertEqual(self.sold.brand_name, "PumpOne")
        with self.assertRaisesRegex(UserError, "stays as it is"):
            change.action_apply()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            change.brand_name = "Y"
        with self.assertRaisesRegex(UserError, "stays as it is"):
            change.unlink()

    def test_only_the_record_was_wrong(self):
        form = self.dialog()
        form.kind = "wrong"
        form.model_number = "M42002"
        with form.package_di_ids.edit(0) as line:
            line.contains_qty = 20
        change = form.save()
        with self.assertRaisesRegex(UserError, "“Why” is empty"):
            change.action_apply()
        change.reason = "Typing mistake of 2024"
        change.action_apply()
        self.assertEqual(self.sold.model_number, "M42002")
        self.assertEqual(self.sold.package_di_ids.contains_qty, 20)
        events = self.env["udi.event"].search(
            [("kind", "=", "changed"), ("res_id", "=", self.sold.id)]
        )
        told = " ".join(events.mapped("reason"))
        self.assertIn("ask FDA to unlock the record", told)
        self.assertIn("Typing mistake of 2024", told)

    def test_what_no_field_shows(self):
        question = self.env.ref("udi_traceability.udi_change_question_intended_use")
        form = self.dialog()
        form.information_url = "https://two.example"
        form.question_ids.add(question)
        self.assertEqual(form.strongest, "new_basic_udi_di")
        change = form.save()
        with self.assertRaisesRegex(UserError, "new family"):
            change.action_apply()
        self.assertEqual(self.sold.information_url, "https://one.example")

    def test_every_question_of_the_rules_is_asked(self):
        rules = self.env["udi.change.rule"].search([("record_model", "=", "question")])
        asked = self.env["udi.change.question"].search([])
        self.assertEqual(set(rules.mapped("attribute")), set(asked.mapped("code")))

    def test_new_device_from_this_one(self):
        family = self.env["udi.basic.udi"].create({"code": "9506000XDW"})
        self.sold.basic_udi_id = family
        self.sold.description_ids = [
            Command.create({"kind": "description", "language": "EN", "value": "A pump"})
        ]
        lot = self.make_lot(self.sold, "SN1")
        form = self.dialog()
        form.brand_name = "PumpOne Plus"
        with form.description_ids.edit(0) as line:
            line.value = "A better pump"
        with form.description_ids.new() as line:
            line.language = "DE"
            line.value = "Eine bessere Pumpe"
        change = form.save()
        action = change.action_new_device()
        new = self.env["udi.device"].browse(action["res_id"])
        self.assertEqual(change.state, "replaced")
        self.assertEqual(change.new_device_id, new)
        self.assertEqual(new.brand_name, "PumpOne Plus")
        self.assertEqual(
            new.description_ids.mapped("value"),
            ["A better pump", "Eine bessere Pumpe"],
        )
        self.assertEqual(self.sold.description_ids.value, "A pump")
        self.assertEqual(new.previous_device_id, self.sold)
        self.assertEqual(new.previous_reason, "new_version")
        self.assertEqual(new.basic_udi_id, family)
        self.assertEqual((new.state, new.di_ids.ids), ("draft", []))
        self.assertEqual(lot.udi_device_id, self.sold)
        self.assertEqual(change.action_open_device()["res_id"], new.id)

    def test_another_family_is_needed(self):
        self.sold.basic_udi_id = self.env["udi.basic.udi"].create(
            {"code": "9506000XDW"}
        )
        form = self.dialog()
        form.risk_class_eu = "iii"
        change = form.save()
        self.assertIn("new family", change.conclusion)
        new = self.env["udi.device"].browse(change.action_new_device()["res_id"])
        self.assertFalse(new.basic_udi_id)
        self.assertEqual(new.risk_class_eu, "iii")

    def test_change_request(self):
        form = self.dialog()
        form.brand_name = "PumpOne Plus"
        change = form.save()
        with self.assertRaisesRegex(UserError, "“Why” is empty"):
            change.action_request()
        change.reason = "Marketing asks"
        change.action_request()
        self.assertEqual(change.state, "requested")
        self.assertEqual(change.summary, "Brand name")
        change.action_refuse()
        self.assertEqual(change.state, "refused")

    def test_a_saved_request_keeps_what_was_typed(self):
        form = self.dialog()
        form.brand_name = "PumpOne Plus"
        with form.package_di_ids.edit(0) as line:
            line.contains_qty = 12
        change = form.save()
        with Form(change) as again:
            again.information_url = "https://two.example"
            self.assertEqual(len(again.rows), 3)
        self.assertEqual(
            set(change.values), {"brand_name", "package_di_ids", "information_url"}
        )

    def test_what_the_browser_sends(self):
        """Every field of the form, links to lines in short: only differences stay."""
        self.sold.trade_name_ids = [
            Command.create({"kind": "trade_name", "language": "EN", "value": "One"})
        ]
        certificate = self.env["udi.certificate"].create(
            {"kind": "us_510k", "number": "K123456"}
        )
        self.sold.certificate_ids = certificate
        (saved,) = (
            self.env["udi.device.change"]
            .with_user(self.officer)
            .web_save(
                {
                    "device_id": self.sold.id,
                    "brand_name": "PumpOne Plus",
                    "latex": False,
                    "manufacturer_id": self.maker.id,
                    "certificate_ids": [[4, certificate.id]],
                    "trade_name_ids": [[4, self.sold.trade_name_ids.id]],
                    "package_di_ids": [[4, self.sold.package_di_ids.id]],
                    "size_ids": [],
                },
                {"values": {}, "outcome": {}},
            )
        )
        self.assertEqual(saved["values"], {"brand_name": "PumpOne Plus"})
        self.assertEqual(saved["outcome"], "stop")

    def test_nobody_sets_the_state(self):
        change = self.dialog().save()
        for values in ({"state": "approved"}, {"agreed_fields": ["brand_name"]}):
            with self.assertRaisesRegex(UserError, "follows from the buttons"):
                change.write(values)
            with self.assertRaisesRegex(UserError, "follows from the buttons"):
                change.create({"device_id": self.sold.id, **values})

    def test_values_of_another_field_are_not_applied(self):
        change = self.dialog().save()
        change.values = {"company_id": 1, "state": "draft", "brand_name": "X"}
        self.assertEqual([row["after"] for row in change.rows], ["X"])

    def test_who_may(self):
        with self.assertRaises(AccessError):
            self.sold.with_user(self.worker).action_change()
        change = self.dialog().save()
        with self.assertRaises(AccessError):
            change.with_user(self.worker).action_apply()
        draft = self.make_device("Draft", 42003, active=False)
        with self.assertRaisesRegex(UserError, "not in use yet"):
            draft.action_change()

    def test_impact_is_counted(self):
        lot = self.make_lot(self.sold, "SN2")
        self.receive({lot: 1})
        form = self.dialog()
        self.assertIn("1 lots", form.impact)
        self.assertIn("1 in stock", form.impact)


@tagged("post_install", "-at_install")
@tagged("post_install", "-at_install")
class TestGateTour(UdiCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.make_user("tour_gate", "udi_traceability.group_udi_officer")
        self.sold = self.make_device(
            "PumpOne",
            44001,
            tracking="serial",
            legislation_eu="mdr",
            risk_class_eu="iib",
            information_url="https://one.example",
        )

    def test_an_allowed_change(self):
        self.start_tour(
            f"/odoo/udi-devices/{self.sold.id}", "udi_gate_allowed", login="tour_gate"
        )
        self.assertEqual(self.sold.information_url, "https://two.example")

    def test_new_device_in_a_browser(self):
        self.start_tour(
            f"/odoo/udi-devices/{self.sold.id}",
            "udi_gate_new_device",
            login="tour_gate",
        )
        self.assertEqual(self.sold.brand_name, "PumpOne")
        self.assertEqual(self.sold.package_di_ids.contains_qty, 10)
        self.assertEqual(self.sold.next_device_ids.brand_name, "PumpOne Plus")
