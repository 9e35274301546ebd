from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .gate_case import FamilyCase


@tagged("post_install", "-at_install")
class TestFamily(FamilyCase):
    def test_locked(self):
        with self.assertRefused("new Basic UDI-DI") as caught:
            self.family.with_user(self.officer).code = "9506000YDY"
        message = str(caught.exception)
        self.assertIn("9506000XDW → 9506000YDY", message)
        self.assertIn("EU: fixed there", message)
        self.assertIn("(as for 1 other devices)", message)
        self.assertIn("“Why it changes”", message)

    def test_a_family_of_drafts_is_free(self):
        family = self.env["udi.basic.udi"].create({"code": "9506000YDY"})
        draft = self.make_device(
            "Draft", 45003, active=False, basic_udi_id=family.id, risk_class_eu="i"
        )
        family.write({"model": "Other", "name": "Other"})
        self.assertFalse(self.told(draft))
        self.assertFalse(family.devices_in_use)

    def test_allowed_against_the_law_is_told_to_each_device(self):
        self.family.with_user(self.officer).name = "Infusion pump"
        for device in (self.one, self.two):
            self.assertIn("Device name: Pump → Infusion pump", self.told(device))
            self.assertIn("the law asks a new UDI-DI", self.told(device))
            self.assertIn("Infusion pump", device.message_ids[:1].body)

    def test_only_our_record_was_wrong(self):
        values = {"code": "9506000YDY", "change_reason": "Typing", "change_kind": ""}
        with self.assertRefused("new family"):
            self.family.write(values)
        with self.assertRefused("fixed there"):
            self.family.write({**values, "change_reason": " ", "change_kind": "wrong"})
        self.family.with_user(self.officer).write({**values, "change_kind": "wrong"})
        self.assertEqual(self.family.code, "9506000YDY")
        self.assertIn("Typing", self.told(self.two))
        self.assertIn("discard at EUDAMED", self.told(self.two))
        change = self.env["udi.device.change"].search(
            [("device_id", "=", self.one.id)], limit=1
        )
        self.assertEqual((change.state, change.kind), ("applied", "wrong"))
        self.assertEqual(change.summary, "Basic UDI-DI")
        with self.assertRefused("new family"):
            self.family.code = "9506000XDW"

    def test_code_gives_a_reason_by_the_private_method(self):
        self.family._write_judged({"code": "9506000YDY"}, "Typing", True)
        self.assertEqual(self.family.code, "9506000YDY")

    def test_form(self):
        with Form(self.family.with_user(self.officer)) as form:
            self.assertEqual(form.devices_in_use, 2)
            form.issuing_agency = "gs1"
            form.code = "9506000YDY"
            form.change_kind = "wrong"
            form.change_reason = "Typing"
        self.assertEqual(self.family.code, "9506000YDY")
        with self.assertRefused("fixed there"), Form(self.family) as form:
            form.code = "9506000XDW"

    def test_remote_call(self):
        family = self.family.with_user(self.officer)
        with self.assertRefused("fixed there"):
            family.web_save({"code": "9506000YDY"}, {"code": {}})

    def test_import(self):
        Family = self.env["udi.basic.udi"].with_user(self.officer)
        result = Family.load([".id", "code"], [[str(self.family.id), "9506000YDY"]])
        self.assertFalse(result["ids"])
        self.assertIn("fixed there", result["messages"][0]["message"])
        result = Family.load(
            [".id", "code", "change_kind", "change_reason"],
            [[str(self.family.id), "9506000YDY", "wrong", "Typing"]],
        )
        self.assertEqual(result["ids"], self.family.ids)
        self.assertEqual(self.family.code, "9506000YDY")

    def test_batch(self):
        other = self.env["udi.basic.udi"].create({"code": "9506000YDY"})
        with self.assertRefused("fixed there"):
            (other | self.family).write({"issuing_agency": "hibcc"})

    def test_texts_of_a_family(self):
        self.family.medical_purpose_ids = [
            Command.create({"kind": "medical_purpose", "value": "To heal"})
        ]
        self.family.medical_purpose_ids.value = "To heal people"
        self.assertIn("To heal → To heal people", self.told(self.one))
        self.assertIn("tell EUDAMED within 30 days", self.told(self.two))
        self.family.medical_purpose_ids.unlink()
        self.assertIn("To heal people → –", self.told(self.two))

    def test_papers_of_a_family(self):
        first, second = self.env["udi.certificate"].create(
            [
                {"kind": "mdr_quality_management_system", "number": f"CE-{n}"}
                for n in range(2)
            ]
        )
        self.family.certificate_ids = first
        self.assertIn("CE-0", self.told(self.one))
        for edit in (
            lambda: self.family.write({"certificate_ids": [Command.link(second.id)]}),
            lambda: second.write({"basic_udi_ids": [Command.link(self.family.id)]}),
            lambda: first.write({"basic_udi_ids": [Command.clear()]}),
            lambda: second.copy({"basic_udi_ids": [Command.set(self.family.ids)]}),
        ):
            with self.assertRefused("fixed there"):
                edit()
        second.write(
            {
                "basic_udi_ids": [Command.link(self.family.id)],
                "change_kind": "wrong",
                "change_reason": "Forgotten",
            }
        )
        self.assertEqual(self.family.certificate_ids, first | second)
        with self.assertRefused("covers"):
            first.unlink()

    def test_a_device_of_another_company_counts_too(self):
        company = self.env["res.company"].create({"name": "Other"})
        self.one.company_id = company
        self.two._withdraw("Ended")
        with self.assertRefused("fixed there"):
            self.family.with_user(self.officer).code = "9506000YDY"

    def test_who_may_not(self):
        for values in (
            {"code": "9506000YDY"},
            {"code": "9506000YDY", "change_kind": "wrong", "change_reason": "I want"},
        ):
            with self.assertRaises(AccessError):
                self.family.with_user(self.employee).write(values)

    def test_queries_do_not_grow_with_devices(self):
        few = self.env["udi.basic.udi"].create({"code": "9506000YDY"})
        self.make_device("Few", 45010, legislation_eu="mdr", basic_udi_id=few.id)
        for number in range(45020, 45030):
            self.make_device(
                f"D{number}", number, legislation_eu="mdr", basic_udi_id=self.family.id
            )
        first = self.cost(lambda: few.write({"name": "Other"}))
        many = self.cost(lambda: self.family.write({"name": "Other"}))
        self.assertLessEqual(many, first + 6)


@tagged("post_install", "-at_install")
class TestCertificate(FamilyCase):
    def paper(self, kind="mdr_quality_management_system", number="CE-1", **values):
        certificate = self.env["udi.certificate"].create(
            {"kind": kind, "number": number, **values}
        )
        self.one.certificate_ids = [Command.link(certificate.id)]
        return certificate

    def test_what_no_device_in_use_has_is_free(self):
        free = self.env["udi.certificate"].create(
            {
                "kind": "mdr_quality_management_system",
                "number": "CE-9",
                "valid_to": self.today,
            }
        )
        free.write({"number": "CE-8", "valid_to": False})
        self.assertEqual(free.number, "CE-8")

    def test_eudamed_keeps_the_paper_as_it_is(self):
        body = self.clinic
        paper = self.paper(valid_to=self.today, revision="1", notified_body_id=body.id)
        for values in (
            {"number": "CE-2"},
            {"revision": "2"},
            {"valid_to": "2099-01-01"},
            {"notified_body_id": self.hospital.id},
            {"kind": "mdr_quality_assurance"},
        ):
            with self.assertRefused("another one beside it"):
                paper.with_user(self.officer).write(values)
        paper.write({"scope_text": "Pumps", "status": "amended"})
        paper._write_judged({"valid_to": "2099-01-01"}, "Typing", True)
        self.assertIn("Typing", self.told(self.one))
        self.assertFalse(self.told(self.two).count("Typing"))

    def test_an_empty_answer_is_completed(self):
        paper = self.paper()
        paper.write({"valid_to": "2099-01-01", "revision": "1"})
        self.assertIn("2099-01-01", self.told(self.one))

    def test_fda_takes_no_other_number(self):
        paper = self.paper("us_510k", "K123456")
        with self.assertRefused("fixed once it is given"):
            paper.number = "K123457"
        paper.valid_to = "2099-01-01"  # FDA is not told
        self.assertNotIn("2099", self.told(self.one))
        with self.assertRefused("ask FDA to unlock|another one beside"):
            paper.write({"number": "K123457", "change_reason": "New clearance"})
        paper._write_judged({"number": "K123457"}, "Typing", record_was_wrong=True)
        self.assertIn("ask FDA to unlock the record", self.told(self.one))

    def test_china(self):
        paper = self.paper("cn_registration", "国械注进20263140123")
        with self.assertRefused("China: fixed once it is given"):
            paper.number = "国械注进20263140124"

    def test_papers_of_the_family_are_papers_of_its_devices(self):
        paper = self.env["udi.certificate"].create(
            {"kind": "mdr_quality_management_system", "number": "CE-1"}
        )
        self.family.certificate_ids = paper
        with self.assertRefused("fixed there"):
            paper.number = "CE-2"

    def test_reminders_and_licences_go_on(self):
        paper = self.paper(valid_to=self.today, remind_days=5)
        paper._remind(self.today)
        licence = self.env["udi.certificate"].create(
            {"kind": "licence_trade", "number": "L1", "holder_id": self.hospital.id}
        )
        licence.number = "L2"
        self.assertEqual(licence.number, "L2")
