from contextlib import contextmanager

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestRegistrationGate(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sold = cls._device(601, product_id=cls.make_product("Sold", "serial").id)
        cls.sold.action_activate()
        cls.registrations = cls._register(cls.sold)
        cls.details = {
            details._regulator: details.with_user(cls.officer)
            for details in cls.registrations._details()
        }

    def accept(self, day="2020-01-01"):
        self.registrations.sudo().write({"publish_date": day})
        self.registrations.write({"state": "registered", "version": 1})

    def told(self):
        events = self.env["udi.event"].search(
            [("kind", "=", "changed"), ("res_id", "=", self.sold.id)]
        )
        return " ".join(event.reason or "" for event in events)

    @contextmanager
    def assertRefused(self, words):
        with self.assertRaisesRegex(UserError, words) as caught, self.cr.savepoint():
            yield caught
        self.env.invalidate_all()

    def test_what_the_regulator_does_not_have_is_free(self):
        before = self.told()
        self.details["gudid"].write({"hctp": "yes", "publish_date": "2098-01-01"})
        self.details["eudamed"].write({"reprocessed": "yes"})
        self.details["nmpa"].registrant_id = self.clinic
        self.assertEqual(self.told(), before)
        self.assertFalse(self.details["gudid"].devices_in_use)

    def test_submitted_waits(self):
        self._one(self.registrations, "eudamed").state = "submitted"
        with self.assertRefused("waits for the answer of EUDAMED") as caught:
            self.details["eudamed"].reprocessed = "yes"
        self.assertIn("once EUDAMED has answered", str(caught.exception))
        purpose = {"kind": "medical_purpose", "value": "To heal"}
        self.family.medical_purpose_ids = [Command.create(purpose)]
        with self.assertRefused("once EUDAMED has answered"):
            self.family.medical_purpose_ids.value = "To cure"
        with self.assertRefused("EU: fixed there"):
            self.family.code = "9506000XDW"
        self._one(self.registrations, "eudamed").action_rejected()
        self.details["eudamed"].reprocessed = "yes"

    def test_locked_in_the_registration(self):
        self.accept()
        with self.assertRefused("EU: locked: new DI") as caught:
            self.details["eudamed"].registrant_id = self.clinic
        self.assertIn("make a new device from this one", str(caught.exception))
        self.assertIn("“Why it changes”", str(caught.exception))
        self.assertNotIn("FDA", str(caught.exception))
        with self.assertRefused("FDA: fixed there"):
            self.details["gudid"].publish_date = "2021-01-01"
        with self.assertRefused("China: fixed there"):
            self.registrations.write({"publish_date": "2021-01-01"})

    def test_the_grace_days(self):
        self.accept(self.in_days(0))
        self.details["gudid"].hctp = "yes"
        self.assertIn("allowed in the days of grace", self.told())
        with self.assertRefused("FDA: fixed there"):
            self.details["gudid"].publish_date = self.in_days(1)

    def test_new_di(self):
        self.accept()
        for regulator, values, words in (
            ("gudid", {"hctp": "yes"}, r"FDA: new DI \(from memory\)"),
            ("gudid", {"combination_product": "yes"}, "FDA: new DI"),
            ("eudamed", {"reprocessed": "yes"}, "EU: new UDI-DI"),
        ):
            with self.assertRefused(words):
                self.details[regulator].write(values)

    def test_allowed_is_told(self):
        self.accept()
        self.details["gudid"].write({"rx": "no", "otc": "yes"})
        self.details["eudamed"].status = "no_longer"
        self.details["nmpa"].supply_kind = "consumable"
        self.assertIn("Prescription use (Rx): Yes → No", self.told())
        for words in ("FDA within 10", "EUDAMED within 30", "China: change appl"):
            self.assertIn(words, self.told())
        with self.assertRefused("EU: locked"):
            self.details["eudamed"].status = "not_intended"

    def test_unknown_needs_a_reason(self):
        self.accept()
        nmpa = self.details["nmpa"]
        for name in ("registrant_id", "local_agent_id"):
            with self.assertRefused("China: not verified: say why"):
                nmpa.write({name: self.clinic.id})
        with Form(nmpa) as form:
            self.assertEqual(form.devices_in_use, 1)
            form.local_agent_id = self.clinic
            form.change_reason = "Sold to them"
        self.assertEqual(nmpa.local_agent_id, self.clinic)
        self.assertIn("Sold to them", self.told())
        registration = self._one(self.registrations, "nmpa").with_user(self.officer)
        registration._write_judged({"registrant_id": self.clinic.id}, "Sold too")
        self.assertIn("Sold too", self.told())

    def test_a_reason_makes_no_other_device(self):
        self.accept()
        values = {"change_reason": "We want it", "hctp": "yes"}
        with self.assertRefused("FDA: new DI"):
            self.details["gudid"].write(values)
        self.details["gudid"].write({**values, "change_kind": "wrong"})
        self.assertIn("ask FDA to unlock the record", self.told())
        with self.assertRefused("EU: locked"):
            self.details["eudamed"].write(
                {"registrant_id": self.clinic.id, "change_reason": "We want it"}
            )

    def test_remote_import_and_form(self):
        self.accept()
        gudid = self.details["gudid"]
        with self.assertRefused("FDA: new DI"):
            gudid.web_save({"hctp": "yes"}, {"hctp": {}})
        result = gudid.load([".id", "hctp"], [[str(gudid.id), "Yes"]])
        self.assertFalse(result["ids"])
        self.assertIn("new DI", result["messages"][0]["message"])

    def test_the_steps_go_on(self):
        self.accept()
        self.registrations.action_withdraw()
        self.registrations.write({"state": "submitted"})
        self.registrations.action_accepted()
        self.assertEqual(self.registrations.mapped("version"), [2, 2, 2])

    def test_who_may_not(self):
        self.accept()
        detail = self.details["gudid"].with_user(self.reader)
        for more in ({}, {"change_reason": "I want", "change_kind": "wrong"}):
            with self.assertRaises(AccessError):
                detail.write({"hctp": "yes", **more})

    def test_answers_of_the_family(self):
        self.accept()
        family = self.family.with_user(self.officer)
        for name in ("active_device", "animal_tissues", "system_pack_type"):
            value = "system" if name == "system_pack_type" else "no"
            value = "yes" if family[name] == value else value
            with self.assertRefused("EU: new Basic UDI-DI and new UDI-DI"):
                family.write({name: value})
        family.reagent = "no"
        family.clinical_investigation_ids = [Command.create({"reference": "CIV-1"})]
        self.assertIn("CIV-1", self.told())
        family.clinical_investigation_ids.reference = "CIV-2"
        family.clinical_investigation_ids.sudo().version = 3
        self.assertIn("CIV-1 → CIV-2", self.told())
        self.registrations.write({"state": "rejected", "version": 0})
        family.active_device = "no"

    def test_people_of_a_registration(self):
        self.accept()
        self.agent_cn.name = "New Agent"
        self.assertNotIn("New Agent", self.told())
        self.agent_cn.udi_name_en = "New Agent"
        self.assertIn("New Agent", self.told())
        self.assertIn("China: change application", self.told())

    def test_queries_do_not_grow_with_registrations(self):
        devices = self.env["udi.device"]
        for number in range(610, 620):
            devices |= self._device(number)
        many = devices._register_at(("nmpa",))
        few = self._device(621)._register_at(("nmpa",))
        (few | many).write(
            {"publish_date": "2020-01-01", "registrant_id": self.maker.id}
        )
        (few | many).write({"state": "registered", "version": 1})

        def cost(registrations):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            registrations._write_judged({"registrant_id": self.clinic.id}, "Sold")
            self.env.flush_all()
            return self.cr.sql_log_count - before

        first = cost(few)
        self.assertLessEqual(cost(many), first + 12)
