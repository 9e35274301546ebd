from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin

from ..formats.eudamed import Limits
from ..models import udi_submission_begin, udi_submission_job
from .common import ExportCase


@tagged("post_install", "-at_install")
class TestUdiSubmissionJob(ExportCase):
    """Many devices are built part by part; what is done is not done twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.devices = cls.env["udi.device"].union(
            *(cls._device(number) for number in range(1, 8))
        )
        cls.registrations = cls._register(cls.devices, "eudamed")
        cls.cron = cls.env.ref("udi_regulatory_export.ir_cron_submission_build")
        for module in (udi_submission_begin, udi_submission_job):
            cls.startClassPatcher(patch.object(module, "PART", 3))

    def _begun(self):
        submission = self.env["udi.submission"]._build(self.registrations)
        self.assertEqual(submission.state, "building")
        return submission

    def _parts(self, submission):
        """How far it is after each part."""
        told = []
        while submission.state == "building":
            submission.sudo()._do_part()
            told.append(round(submission.progress))
        return told

    def test_it_waits_for_the_background(self):
        before = self.env["ir.cron.trigger"].search([])
        submission = self._begun()
        triggered = self.env["ir.cron.trigger"].search([]) - before
        self.assertEqual(triggered.cron_id, self.cron)
        self.assertEqual(submission.chosen_count, 7)
        self.assertFalse(submission.file_ids)
        self.assertEqual(set(submission.line_ids.mapped("status")), {"waiting"})
        self.assertEqual(submission._left(), 15)

    def test_part_by_part(self):
        submission = self._begun()
        told = self._parts(submission)
        self.assertEqual(told, sorted(told))
        self.assertEqual(told[-1], 100)
        self.assertEqual(submission._left(), 0)
        self.assertEqual(submission.device_count, 7)
        self.assertEqual(
            submission.file_ids.mapped("message"), ["device_post"] + ["udi_di_post"] * 2
        )
        self.assertEqual(submission.file_ids.mapped("entity_count"), [1, 3, 3])
        self.assertEqual(submission.file_ids.mapped("sequence"), [1, 2, 3])
        self.assertEqual(len(set(submission.file_ids.mapped("name"))), 3)
        self.assertEqual(submission.message, "Devices: 7, files: 3")
        self.assertEqual(submission._ended(), ("Devices: 7, files: 3", True))
        for line in submission.line_ids:
            content = line.file_id.attachment_id.raw.decode()
            self.assertIn(line.entity_code, content)

    def test_the_schedule_does_all_of_it(self):
        submission = self._begun()
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.assertEqual(submission.state, "built")
        self.assertEqual(submission.device_count, 7)

    def test_pressed_twice_it_is_one(self):
        submission = self._begun()
        self.assertEqual(self._begun(), submission)
        self._parts(submission)
        self.assertEqual(len(submission.line_ids), 7)

    def test_what_is_written_is_what_was_looked_at(self):
        submission = self._begun()
        for _part in range(3):
            submission.sudo()._do_part()
        self.devices.brand_name = "Changed meanwhile"
        self._parts(submission)
        for file in submission.file_ids:
            self.assertIn(b"PumpOne", file.attachment_id.raw)
            self.assertNotIn(b"Changed", file.attachment_id.raw)

    def test_one_that_is_too_large_stays_out_alone(self):
        submission = self._begun()
        form = self.env["udi.registration"]._formats()["eudamed"]
        build_files = form.build_files

        def small(entries, *args, **more):
            entries = list(entries)
            large = entries[-1].record.eudamed.di.code == gtin(7)
            size = 100 if large and len(entries) == 1 else 1_000_000
            if large and len(entries) > 1:
                list(build_files(entries[-1:], *args, limits=Limits(size=100)))
            return build_files(entries, *args, limits=Limits(size=size), **more)

        with patch.object(form, "build_files", small):
            self._parts(submission)
        (line,) = submission.line_ids.filtered(lambda li: li.status == "left_out")
        self.assertEqual(line.registration_id.di_id.code, gtin(7))
        self.assertIn("Shorten its texts", line.summary)
        self.assertEqual(submission.device_count, 6)

    def test_nothing_can_go(self):
        self.devices.latex = False
        submission = self._begun()
        self._parts(submission)
        self.assertEqual((submission.device_count, submission.file_count), (0, 0))
        message, well = submission._ended()
        self.assertIn("None of these devices can go", message)
        self.assertFalse(well)

    def test_it_is_not_uploaded_before_it_is_built(self):
        submission = self._begun()
        with self.assertRaisesRegex(UserError, "still being built"):
            submission.action_uploaded()
        submission.action_go_on()
        submission.with_user(self.officer).unlink()

    def test_two_batches_of_the_same_devices(self):
        build, few = self.env["udi.submission"]._build, self.registrations[:2]
        first, second = build(few), build(few)
        first.action_uploaded()
        with self.assertRaisesRegex(UserError, "in another batch meanwhile"):
            second.action_uploaded()


@tagged("post_install", "-at_install")
class TestSendAgain(ExportCase):
    """What was refused goes again, once, and nothing else goes with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.devices = cls._device(1) | cls._device(2) | cls._device(3)
        cls.registrations = cls._register(cls.devices, "eudamed")
        cls.submission = cls.env["udi.submission"]._build(cls.registrations)
        cls.submission.action_uploaded()

    def _refuse(self, registrations):
        lines = self.submission.line_ids.sudo()
        mine = lines.filtered(lambda line: line.registration_id in registrations)
        mine.status = "refused"
        (lines - mine).status = "accepted"
        registrations.action_rejected()
        (self.registrations - registrations).action_accepted()
        self.submission.sudo().write({"state": "answered", "refused_count": len(mine)})
        self.submission.invalidate_recordset()

    def test_only_what_was_refused(self):
        refused = self.registrations[1:]
        self._refuse(refused)
        self.assertEqual(self.submission.again_count, 2)
        self.assertIn("2 refused", self.submission.result_text)
        action = self.submission.with_user(self.officer).action_again()
        again = self.env["udi.submission"].browse(action["res_id"])
        self.assertEqual(again.again_of_id, self.submission)
        self.assertEqual(again.line_ids.registration_id, refused)
        self.assertEqual(again.device_count, 2)

    def test_pressed_twice_it_is_one(self):
        self._refuse(self.registrations[2])
        first, second = (self.submission.action_again() for _ in "12")
        self.assertEqual(first["res_id"], second["res_id"])

    def test_nothing_is_left(self):
        with self.assertRaisesRegex(UserError, "left to send again"):
            self.submission.action_again()
        self._refuse(self.registrations[2])
        action = self.submission.action_again()
        self.env["udi.submission"].browse(action["res_id"]).action_uploaded()
        self.assertEqual(self.submission.again_count, 0)
        with self.assertRaisesRegex(UserError, "left to send again"):
            self.submission.action_again()

    def test_what_is_not_put_right_waits(self):
        self._refuse(self.registrations[2])
        self.devices[2].latex = False
        with self.assertRaisesRegex(UserError, "can go yet"):
            self.submission.action_again()
        self.assertFalse(self.submission.again_ids)
