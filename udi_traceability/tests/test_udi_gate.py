from contextlib import contextmanager

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, HttpCase, tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestGate(UdiCase):
    """The table itself is tested row by row without a database, in tests/core."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("g_officer", "udi_traceability.group_udi_officer")
        cls.manager = cls.make_user("g_manager", "udi_traceability.group_udi_manager")
        cls.worker = cls.make_user("g_worker", "udi_traceability.group_udi_user")
        cls.sold = cls.make_device(
            "PumpOne",
            40001,
            tracking="serial",
            single_use="no",
            sterile="no",
            catalog_number="C-1",
            legislation_eu="mdr",
            risk_class_eu="iib",
            risk_class_us="2",
            risk_class_cn="2",
            information_url="https://one.example",
            trade_name_ids=[
                Command.create({"kind": "trade_name", "language": "EN", "value": "One"})
            ],
        )
        cls.box = cls.sold.package_di_ids
        cls.mm = cls.env["udi.code"].search(
            [("code_list", "=", "size_unit"), ("code", "=", "mm")], limit=1
        )
        cls.length = cls.env["udi.code"].search(
            [("code_list", "=", "size_type")], limit=1
        )

    def changes(self, device=None):
        return self.env["udi.event"].search(
            [("kind", "=", "changed"), ("res_id", "=", (device or self.sold).id)]
        )

    @contextmanager
    def assertRefused(self, words="new device from this one"):
        """Nothing stays of what was refused, as for a remote call."""
        with self.assertRaisesRegex(UserError, words) as caught, self.cr.savepoint():
            yield caught
        self.env.invalidate_all()

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
        self.box.uom_id = self.env.ref("uom.product_uom_dozen")
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

    def test_lines_are_judged_by_their_list(self):
        size = {"size_type_id": self.length.id, "value": "90", "unit_id": self.mm.id}
        self.sold.size_ids = [Command.create(size)]
        with self.assertRefused():
            self.env["udi.device.size"].create({"device_id": self.sold.id, **size})
        with self.assertRefused():
            self.sold.size_ids.value = "95"
        with self.assertRefused():
            self.sold.size_ids.unlink()
        with self.assertRefused():
            self.sold.size_ids = [Command.clear()]
        self.sold.size_ids.sequence = 3
        self.assertEqual(self.sold.size_ids.value, "90")

    def test_texts(self):
        name = self.sold.trade_name_ids
        name.value = "Eins"
        self.assertIn("the law asks a new UDI-DI", self.changes()[:1].reason)
        description = {"kind": "description", "language": "EN", "value": "A pump"}
        self.sold.description_ids = [Command.create(description)]
        self.sold.description_ids.value = "A good pump"
        self.assertIn("FDA: tell FDA", self.changes()[:1].reason)
        family = self.env["udi.basic.udi"].create({"code": "950600013435XXF"})
        family.medical_purpose_ids = [
            Command.create({"kind": "medical_purpose", "value": "To heal"})
        ]

    def test_texts_of_a_line(self):
        kind = self.env["udi.code"].search([("code_list", "=", "size_type")], limit=1)
        self.sold.size_ids = [
            Command.create(
                {
                    "size_type_id": kind.id,
                    "precision": "text",
                    "text": "Small",
                    "type_description_ids": [
                        Command.create(
                            {"kind": "size_type_other", "language": "EN", "value": "S"}
                        )
                    ],
                }
            )
        ]
        with self.assertRefused():
            self.sold.size_ids.type_description_ids.value = "L"

    def test_countries_are_for_their_own_regulator(self):
        germany, usa = self.env.ref("base.de"), self.env.ref("base.us")
        self.sold.market_ids = [Command.create({"country_id": germany.id})]
        self.sold.market_ids = [Command.create({"country_id": usa.id})]
        self.assertNotIn("FDA", self.changes()[:1].reason)
        self.sold.market_ids.filtered(
            lambda line: line.country_id == usa
        ).date_end = self.today
        self.assertIn("FDA: tell FDA within 10", self.changes()[:1].reason)

    def test_substances(self):
        cmr = {"kind": "cmr", "cmr_category": "1a"}
        self.sold.substance_ids = [Command.create(cmr)]
        self.sold.substance_ids = [Command.create({"kind": "endocrine"})]
        self.assertIn("the law asks", self.changes()[:1].reason)
        self.sold.substance_ids = [Command.create({"kind": "medicinal", "inn": "X"})]
        self.assertNotIn("the law asks", self.changes()[:1].reason)

    def test_a_package_is_added_not_changed(self):
        case = {
            "device_id": self.sold.id,
            "code": gtin(40001, 2),
            "role": "package",
            "contains_di_id": self.box.id,
            "contains_qty": 12,
        }
        self.env["udi.di"].create(case)
        with self.assertRefused("package with an identifier of its own"):
            self.box.contains_qty = 12
        with self.assertRefused():
            self.box.unlink()
        with self.assertRefused():
            self.box.role = "secondary"

    def test_the_identifier_itself(self):
        primary = self.sold.primary_di_id
        for values in ({"code": gtin(40009)}, {"role": "secondary"}):
            with self.assertRefused():
                primary.write(values)
        with self.assertRefused():
            primary.device_id = self.glove
        with self.assertRefused():
            self.box.unlink()
        primary.code = primary.code[-13:] if primary.code[0] == "0" else primary.code
        self.sold._write_judged(
            {"di_ids": [Command.update(primary.id, {"gtin_format": "13"})]},
            "Printed so",
        )

    def test_a_line_does_not_slip_in_from_a_draft(self):
        draft = self.make_device("Draft", 40010, active=False)
        spare = self.env["udi.di"].create(
            {"device_id": draft.id, "code": gtin(40011), "role": "secondary"}
        )
        self.env["udi.di"].create(
            {"device_id": self.sold.id, "code": gtin(40012), "role": "secondary"}
        )
        with self.assertRaisesRegex(UserError, "say why"):
            spare.device_id = self.sold

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
        family = self.env["udi.basic.udi"].create({"code": "950600013435XXF"})
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
            {"code": "950600013435XXF"}
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
class TestCompare(UdiCase):
    def table(self, devices):
        action = devices.action_compare()
        page = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(page.display_name, "Comparison")
        return page.table

    def test_two_versions(self):
        self.pump.description_ids = [
            Command.create({"kind": "description", "language": "EN", "value": "A pump"})
        ]
        action = self.pump.action_new_version()
        new = self.env["udi.device"].browse(action["res_id"])
        new.write({"brand_name": "Pump Q", "sterile": "yes"})
        table = self.table(new)
        self.assertEqual(
            [column["res_id"] for column in table["columns"]], [self.pump.id, new.id]
        )
        self.assertEqual(table, self.table(self.pump))
        self.assertEqual(table, self.table(new | self.pump))
        differs = {r["label"]: r["values"] for r in table["rows"] if r["differs"]}
        self.assertEqual(
            set(differs), {"Brand name", "Packaged sterile", "Identifiers"}
        )
        self.assertEqual(differs["Brand name"], ["Pump P", "Pump Q"])
        self.assertIn("Package", differs["Identifiers"][0])
        same = {r["label"]: r["values"] for r in table["rows"] if not r["differs"]}
        self.assertEqual(same["Descriptions"], ["EN: A pump"] * 2)

    def test_countries_with_their_days(self):
        self.pump.market_ids = [
            Command.create(
                {"country_id": self.env.ref("base.de").id, "date_start": self.today}
            )
        ]
        text = self.pump._compare_text("market_ids")
        self.assertIn(str(self.today), text)
        self.glove.market_ids = [
            Command.create({"country_id": self.env.ref("base.fr").id})
        ]
        self.assertEqual(self.glove._compare_text("market_ids"), "France")

    def test_not_more_than_two(self):
        third = self.make_device("Third", 43001, active=False)
        with self.assertRaisesRegex(UserError, "Choose two"):
            (self.pump | self.glove | third).action_compare()


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
