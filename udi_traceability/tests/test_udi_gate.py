from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .gate_case import SoldCase


@tagged("post_install", "-at_install")
class TestGate(SoldCase):
    """The table itself is tested row by row without a database, in tests/core."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.make_user("g_manager", "udi_traceability.group_udi_manager")
        cls.box = cls.sold.package_di_ids

    def test_a_draft_changes_freely(self):
        draft = self.make_device("Draft", 40002, active=False, risk_class_us="2")
        draft.write({"brand_name": "Other", "model_number": "Other"})
        draft.package_di_ids.contains_qty = 5
        draft.package_di_ids.unlink()
        self.assertFalse(self.changes(draft))

    def test_remote_call(self):
        device = self.sold.with_user(self.officer)
        with self.assertRefused() as caught:
            device.write({"model_number": "IP-300"})
        message = str(caught.exception)
        for words in (
            "M40001 → IP-300",
            "FDA: new DI",
            "EU: new UDI-DI",
            "GS1: new GTIN",
        ):
            self.assertIn(words, message)
        self.assertEqual(self.sold.model_number, "M40001")

    def test_batch(self):
        with self.assertRefused():
            (self.sold | self.glove).with_user(self.officer).write({"brand_name": "X"})

    def test_import(self):
        """What `Import records` of the list does, and what a row of a file says."""
        result = (
            self.env["udi.device"]
            .with_user(self.officer)
            .load(
                [".id", "brand_name", "catalog_number"],
                [[str(self.sold.id), "PumpTwo", "C-1"]],
            )
        )
        self.assertFalse(result["ids"])
        self.assertIn("new device from this one", result["messages"][0]["message"])
        self.env.invalidate_all()
        self.assertEqual(self.sold.brand_name, "PumpOne")

    def test_form(self):
        """Nothing but the gate stands behind the form: `web_save` is a write."""
        device = self.sold.with_user(self.officer)
        with self.assertRefused():
            device.web_save({"sterile": "yes"}, {"sterile": {}})

    def test_what_is_not_told_to_a_regulator_is_free(self):
        self.sold.write({"us_tracked": True, "importer_ids": [self.clinic.id]})
        unit = self.env.ref("uom.product_uom_unit")
        self.box.uom_id = self.env["uom.uom"].create(
            {"name": "Ten", "relative_factor": 10, "relative_uom_id": unit.id}
        )
        self.assertFalse(self.changes() - self.changes().filtered("reason"))
        self.assertNotIn("Importers", " ".join(self.changes().mapped("reason")))

    def test_the_same_value_is_no_change(self):
        before = len(self.changes())
        self.sold.write({"brand_name": "PumpOne", "sterile": "no", "device_count": 1})
        self.assertEqual(len(self.changes()), before)

    def test_allowed_is_logged_with_its_clock(self):
        self.sold.with_user(self.officer).information_url = "https://two.example"
        event = self.changes()[:1]
        self.assertIn("https://one.example → https://two.example", event.reason)
        self.assertIn("EU: tell EUDAMED within 30 days", event.reason)
        self.assertIn("China: change application", event.reason)
        self.assertIn("within 30 days", self.sold.message_ids[:1].body)

    def test_allowed_though_the_law_sees_more(self):
        self.sold.risk_class_cn = "3"
        device = self.make_device(
            "Europe", 40003, legislation_eu="mdr", mri_safety="safe"
        )
        device.mri_safety = "conditional"
        self.assertIn("the law asks a new UDI-DI", self.changes(device)[:1].reason)

    def test_an_answer_never_given_completes_the_record(self):
        self.sold.write({"latex": "not_made_with", "sterilize_before_use": "no"})
        self.assertIn("– → Not made with latex", self.changes()[:1].reason)
        with self.assertRefused():
            self.sold.latex = "contains"
        with self.assertRefused():
            self.sold.latex = False

    def test_reuses_without_single_use_are_unanswered(self):
        self.glove.write({"legislation_eu": "mdr", "risk_class_eu": "i"})
        self.glove.max_reuses = 5
        self.glove.single_use = "no"
        with self.assertRefused():
            self.glove.max_reuses = 6

    def test_a_kit_is_no_matter_of_eudamed_under_mdr(self):
        device = self.make_device("Kit", 40004, legislation_eu="mdr", is_kit="no")
        device.is_kit = "yes"
        ivd = self.make_device("Test", 40005, legislation_eu="ivdr", is_kit="no")
        with self.assertRefused():
            ivd.is_kit = "yes"

    def test_unknown_needs_a_reason(self):
        with self.assertRaisesRegex(UserError, "say why"):
            self.sold.manufacturer_id = self.clinic
        device = self.make_device("States", 40006, risk_class_us="2")
        with self.assertRaisesRegex(UserError, "not verified: say why"):
            device.manufacturer_id = self.clinic
        device._write_judged({"manufacturer_id": self.clinic.id}, "Sold to them")
        self.assertEqual(device.manufacturer_id, self.clinic)
        with self.assertRaisesRegex(UserError, "“Why” is empty"):
            device._write_judged({"manufacturer_id": self.maker.id}, " ")

    def test_no_reason_makes_another_device(self):
        with self.assertRefused():
            self.sold._write_judged({"model_number": "X"}, "We want it")
        self.sold._write_judged({"model_number": "X"}, "Typing", record_was_wrong=True)
        self.assertEqual(self.sold.model_number, "X")
        with self.assertRefused():
            self.sold.model_number = "Y"

    def test_many_values_at_once(self):
        codes = self.env["udi.code"].search([("code_list", "=", "carrier")], limit=2)
        self.sold.carrier_ids = [Command.set(codes[:1].ids)]
        self.sold.carrier_ids = [Command.link(codes[1].id)]
        self.assertIn(codes[1].name, self.changes()[:1].reason)
        self.sold.carrier_ids = [Command.unlink(codes[0].id)]
        self.assertEqual(self.sold.carrier_ids, codes[1])

    def test_certificates_are_added_not_taken(self):
        device = self.make_device("Cleared", 40007, risk_class_us="2")
        one, two = self.env["udi.certificate"].create(
            [{"kind": "us_510k", "number": f"K12345{n}"} for n in range(2)]
        )
        device.certificate_ids = [Command.link(one.id)]
        device.certificate_ids = [Command.link(two.id)]
        with self.assertRaisesRegex(UserError, "fixed once it is given"):
            device.certificate_ids = [Command.unlink(one.id)]

    def test_no_way_back_to_a_draft(self):
        for state in ("draft", "review"):
            with self.assertRefused():
                self.sold.with_user(self.officer).write({"state": state})
        self.sold._withdraw("Ended")
        with self.assertRefused():
            self.sold.state = "active"
        with self.assertRefused():
            self.sold.brand_name = "X"

    def test_translations_are_edits(self):
        self.sold.generic_name = "Pump"
        self.sold.with_user(self.officer).update_field_translations(
            "generic_name", {"en_US": "Infusion pump"}
        )
        self.assertIn("Pump → Infusion pump", self.changes()[:1].reason)

    def test_queries_do_not_grow_with_devices(self):
        def prepare(first, count):
            devices = self.env["udi.device"]
            for number in range(first, first + count):
                devices |= self.make_device(f"D{number}", number, legislation_eu="mdr")
            self.env.flush_all()
            self.env.invalidate_all()
            return devices.with_user(self.officer)

        few, many = prepare(41000, 2), prepare(41100, 12)

        def cost(devices):
            before = self.cr.sql_log_count
            devices.write({"information_url": "https://x.example"})
            self.env.flush_all()
            return self.cr.sql_log_count - before

        first = cost(few)
        self.assertLessEqual(cost(many), first + 6)

    def test_rules_belong_to_the_addon(self):
        rule = self.env.ref("udi_traceability.udi_change_rule_gs1_device_brand_name")
        shipped = self.env["udi.change.rule"].search_count([("shipped", "=", True)])
        self.assertEqual(shipped, 250)
        mine = rule.with_user(self.manager)
        for forbidden in (
            lambda: mine.write({"effect": "update_allowed"}),
            mine.unlink,
            lambda: mine.copy({"shipped": True}),
        ):
            with self.assertRaisesRegex(UserError, "came with the addon"):
                forbidden()
        with self.assertRaises(AccessError):
            rule.with_user(self.officer).active = False
        with self.assertRefused():
            self.glove.brand_name = "Other"
        mine.active = False
        self.glove.brand_name = "Other"
        own = mine.copy({"effect": "locked", "source": "Our procedure 7"})
        own.active = True
        with self.assertRefused():
            self.glove.brand_name = "Third"
        with self.assertRaisesRegex(UserError, "not a state"):
            own.states = "sometimes"
        own.unlink()
