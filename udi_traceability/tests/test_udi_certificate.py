from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestCertificate(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("c_officer", "udi_traceability.group_udi_officer")
        cls.Certificate = cls.env["udi.certificate"]

    def make(self, kind="us_510k", number="K260123", **values):
        return self.Certificate.create({"kind": kind, "number": number, **values})

    def test_spelling_is_put_right_and_another_form_refused(self):
        self.assertEqual(self.make(number=" k260 124 ").number, "K260124")
        pma = self.make("us_pma", "P040013/S6")
        self.assertEqual((pma.number, pma.revision), ("P040013", "006"))
        self.assertEqual(pma.display_name, "P040013 006")
        with self.assertRaisesRegex(ValidationError, "like K260123"):
            self.make(number="260123")
        with self.assertRaisesRegex(ValidationError, "like 国械注准20193030166"):
            self.make("cn_registration", "国械备20160001")
        certificate = self.make()
        with self.assertRaisesRegex(ValidationError, "FDA PMA has another form"):
            certificate.kind = "us_pma"

    def test_a_new_number_alone_is_spelled_by_the_kind_on_record(self):
        certificate = self.make()
        certificate.number = "k 260 999"
        self.assertEqual(certificate.number, "K260999")
        certificate.revision = False
        self.assertEqual(certificate.number, "K260999")

    def test_the_number_of_china_is_read_aloud(self):
        certificate = self.make("cn_registration", "国械注进20263140123")
        self.assertIn("imported, class 3, catalogue 14", certificate.number_meaning)
        self.assertFalse(self.make().number_meaning)

    def test_what_a_kind_needs_is_asked_by_name(self):
        with self.assertRaisesRegex(ValidationError, "“Valid in” is empty"):
            self.make("registration", "CH-1")
        with self.assertRaisesRegex(ValidationError, "Choose the customer"):
            self.make("licence_trade", "L1")
        with self.assertRaisesRegex(ValidationError, "Choose the holder"):
            self.make(scope="all")

    def test_validity_in_words(self):
        past, soon = self.in_days(-1), self.in_days(30)
        for values, expected in (
            ({}, "good"),
            ({"valid_to": self.in_days(400)}, "good"),
            ({"valid_to": soon}, "ending"),
            ({"valid_to": past}, "paper_ended"),
            ({"valid_from": soon}, "paper_not_begun"),
            ({"status": "suspended"}, "paper_suspended"),
            ({"status": "withdrawn", "applicable_from": soon}, "ending"),
        ):
            self.assertEqual(self.make(**values).validity, expected)

    def test_devices_said_on_the_paper_are_written_on_the_devices(self):
        certificate = self.make(device_ids=[Command.link(self.pump.id)])
        self.assertEqual(self.pump.certificate_ids, certificate)
        certificate.device_ids = [Command.set(self.glove.ids)]
        self.assertFalse(self.pump.certificate_ids)
        self.assertEqual(self.glove.certificate_ids, certificate)
        certificate.write({"device_ids": [self.pump.id], "scope_text": "Pumps"})
        self.assertEqual(certificate.device_ids, self.pump | self.glove)
        certificate.device_ids = [Command.unlink(self.pump.id)]
        self.assertEqual(certificate.device_ids, self.glove)
        certificate.device_ids = [Command.clear()]
        self.assertFalse(certificate.device_ids)

    def test_a_paper_of_a_device_on_sale_is_not_deleted(self):
        certificate = self.make(device_ids=[Command.link(self.pump.id)])
        with self.assertRaisesRegex(UserError, "K260123 covers Pump P"):
            certificate.unlink()
        certificate.device_ids = [Command.clear()]
        certificate.unlink()
        self.assertFalse(certificate.exists())

    def test_the_form_of_an_officer(self):
        with Form(self.Certificate.with_user(self.officer)) as form:
            form.kind = "us_510k"
            form.number = "k260125"
            form.device_ids.add(self.pump)
        certificate = form.record
        self.assertEqual(certificate.number, "K260125")
        self.assertEqual(self.pump.certificate_ids, certificate)
        self.assertEqual(certificate.user_id, self.officer)

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_only_officers_write(self):
        certificate = self.make()
        for group in (None, "udi_traceability.group_udi_user"):
            user = self.make_user(f"c_{group}", group)
            self.assertEqual(certificate.with_user(user).number, "K260123")
            with self.assertRaises(AccessError):
                certificate.with_user(user).number = "K260124"

    def test_licences_of_a_partner(self):
        licence = self.make("licence_trade", "L1", holder_id=self.hospital.id)
        paper = self.make(holder_id=self.hospital.id)
        self.assertEqual(self.hospital.udi_licence_ids, licence)
        self.assertTrue(licence.is_licence)
        self.assertFalse(paper.is_licence)


@tagged("post_install", "-at_install")
class TestReminder(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("udi_traceability.ir_cron_certificate_remind")
        cls.officer = cls.make_user("c_officer", "udi_traceability.group_udi_officer")
        cls.certificate = cls.env["udi.certificate"].create(
            {
                "kind": "us_510k",
                "number": "K260123",
                "valid_to": cls.today + timedelta(days=40),
                "user_id": cls.officer.id,
            }
        )

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.certificate.invalidate_recordset()

    def test_a_reminder_before_the_end_and_once(self):
        self.certificate.remind_days = 30
        self.run_cron()
        self.assertFalse(self.certificate.activity_ids)
        self.certificate.remind_days = 40
        for _turn in range(2):
            self.run_cron()
            activity = self.certificate.activity_ids
            self.assertEqual(len(activity), 1)
            self.assertEqual(activity.user_id, self.officer)
            self.assertEqual(activity.date_deadline, self.certificate.valid_to)
            self.assertIn("K260123 ends on", activity.summary)
            self.assertFalse(self.certificate.remind_on)

    def test_a_new_end_closes_the_reminder_and_sets_the_next(self):
        self.certificate.remind_days = 60
        self.run_cron()
        self.certificate.valid_to = self.in_days(400)
        self.assertFalse(self.certificate.activity_ids)
        self.assertEqual(self.certificate.remind_on, self.in_days(340))
        self.run_cron()
        self.assertFalse(self.certificate.activity_ids)

    def test_what_ended_before_anybody_looked_is_told_too(self):
        self.certificate.valid_to = self.in_days(-5)
        self.run_cron()
        activity = self.certificate.activity_ids
        self.assertIn("ended on", activity.summary)
        self.assertEqual(activity.date_deadline, self.today)

    def test_dead_or_endless_papers_remind_nobody(self):
        self.certificate.status = "withdrawn"
        self.assertFalse(self.certificate.remind_on)
        self.certificate.write({"status": False, "valid_to": False})
        self.assertFalse(self.certificate.remind_on)
        self.run_cron()
        self.assertFalse(self.certificate.activity_ids)

    def test_who_has_left_is_not_reminded(self):
        other = self.make_user("c_other", "udi_traceability.group_udi_officer")
        self.officer.active = False
        self.certificate.remind_days = 90
        self.run_cron()
        user = self.certificate.activity_ids.user_id
        self.assertTrue(user.active)
        self.assertTrue(user.has_group("udi_traceability.group_udi_officer"), other)
