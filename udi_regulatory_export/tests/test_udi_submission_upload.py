from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import udi_submission_begin, udi_submission_job, udi_submission_upload
from .answers import answer, entity
from .common import ExportCase

LOG = "odoo.addons.udi_regulatory_export.models.udi_submission_job"


@tagged("post_install", "-at_install")
class TestUdiSubmissionUpload(ExportCase):
    """Many devices are noted as sent part by part, each of them once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        devices = cls.env["udi.device"].union(
            *(cls._device(number) for number in range(1, 8))
        )
        cls.registrations = cls._register(devices, "eudamed")
        cls.build = cls.env["udi.submission"]._build
        cls.batch = cls.build(cls.registrations).sudo()
        cls.other = cls.build(cls.registrations[6]).sudo()
        modules = (udi_submission_begin, udi_submission_job, udi_submission_upload)
        for module in modules:
            cls.startClassPatcher(patch.object(module, "PART", 3))
        cls.cron = cls.env.ref("udi_regulatory_export.ir_cron_submission_build")

    def _upload(self):
        batch = self.batch.with_user(self.officer).sudo(False)
        batch.action_uploaded()
        self.assertEqual(self.batch.state, "sending")

    def _run(self):
        with mute_logger(LOG), self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_it_goes_on_in_the_background(self):
        before = self.env["ir.cron.trigger"].search([])
        self._upload()
        triggered = self.env["ir.cron.trigger"].search([]) - before
        self.assertEqual(triggered.cron_id, self.cron)
        self.assertEqual(self.batch.uploaded_by_id, self.officer)
        self.assertEqual(set(self.registrations.mapped("state")), {"ready"})
        self._run()
        self.assertEqual(self.batch.state, "uploaded")
        self.assertEqual(set(self.registrations.mapped("state")), {"submitted"})
        self.assertEqual(self.family.registry_state, "submitted")

    def test_part_by_part(self):
        self._upload()
        told = []
        while self.batch.state == "sending":
            self.batch._do_part()
            told.append((self.batch.noted_count, round(self.batch.progress)))
        self.assertEqual(told, [(3, 43), (6, 86), (7, 100)])
        self.assertEqual(self.batch._left(), 0)
        message, well = self.batch._ended()
        self.assertIn("noted as sent", message)
        self.assertTrue(well)

    def test_history_names_who_uploaded(self):
        self._upload()
        self._run()
        for detail in self.registrations._detail_of().values():
            told = detail.message_ids.filtered(lambda m: self.batch.name in m.body)
            self.assertEqual(len(told), 1)
            self.assertEqual(told.author_id, self.officer.partner_id)

    def test_more_devices_cost_no_more_queries(self):
        self._upload()
        counts = []
        for size in (2, 4):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with patch.object(udi_submission_upload, "PART", size):
                self.batch._do_part()
                self.env.cr.flush()
            counts.append(self.env.cr.sql_log_count - before)
        few, more = counts
        self.assertLessEqual(more, few)

    def test_several_messages_of_a_device_are_one(self):
        line = self.batch.line_ids[:1]
        line.copy({"submission_id": self.batch.id, "message": "market_info_put"})
        self._upload()
        self._run()
        self.assertEqual(self.batch.noted_count, 7)

    def test_nothing_else_happens_to_it_meanwhile(self):
        self._upload()
        with self.assertRaisesRegex(UserError, "still being noted"):
            self.batch.action_uploaded()
        with self.assertRaisesRegex(UserError, "still being noted"):
            self.batch._read_answer("a.xml", answer(entity("1")))
        with self.assertRaisesRegex(UserError, "stays as evidence"):
            self.batch.unlink()

    def test_its_devices_are_not_sent_in_another_batch(self):
        self._upload()
        self.assertEqual(self.registrations[6].state, "ready")
        with self.assertRaisesRegex(UserError, "in another batch meanwhile"):
            self.other.action_uploaded()

    def test_an_answer_before_anybody_said_it_was_uploaded(self):
        with self.assertRaisesRegex(UserError, "Choose “I uploaded it”"):
            self.batch._read_answer("a.xml", answer(*map(entity, self._codes())))

    def _codes(self):
        return self.registrations.di_id.mapped("code")

    def test_it_stops_and_goes_on(self):
        self._upload()
        self.batch._do_part()
        name = "_note_upload"
        details = type(self.env["udi.registration.eudamed"])
        with patch.object(details, name, side_effect=ValueError("broken")):
            self._run()
        self.assertEqual((self.batch.state, self.batch.noted_count), ("stopped", 3))
        self.batch.with_user(self.officer).sudo(False).action_go_on()
        self.assertEqual(self.batch.state, "sending")
        self._run()
        self.assertEqual((self.batch.state, self.batch.noted_count), ("uploaded", 7))
        self.assertEqual(self.batch.message, "Devices: 7, files: 2")
