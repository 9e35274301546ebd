"""All that the frame does, for a regulator of which it knows nothing."""

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from odoo.addons.udi_regulatory_export.tests.common import ExportCase


@tagged("post_install", "-at_install")
class TestIsland(ExportCase):
    def setUp(self):
        super().setUp()
        self.first, self.second = (
            self._device(number)._register_at(["island"]) for number in (1, 2)
        )

    def _land(self, *registrations):
        for registration in registrations:
            with Form(registration._detail()) as form:
                form.harbour = "North"
            registration.action_check()

    def _sent(self):
        self._land(self.first, self.second)
        batch = self.env["udi.submission"]._build(self.first | self.second)
        batch.action_uploaded()
        return batch

    def _answer(self, first="accepted;", second="refused;leaks"):
        codes = [r.di_id.code for r in (self.first, self.second)]
        return f"{codes[0]};{first}\n{codes[1]};{second}\n".encode()

    def test_registered_by_its_own_tick(self):
        device = self._device(3)
        wizard = self.env["udi.device.register"].create(
            {"device_ids": device.ids, "island": True}
        )
        wizard.action_register()
        self.assertEqual(device.registration_ids.regulator, "island")

    def test_finding_in_its_own_words(self):
        self.assertEqual(self.first.state, "preparing")
        (row,) = self.first.finding_rows
        self.assertIn("Name where the device lands.", row["sentence"])
        self._land(self.first)
        self.assertEqual(self.first.state, "ready")

    def test_page_and_gate_know_no_market_of_it(self):
        self._land(self.first)
        self.assertFalse(self.first.environment_text)
        self.assertFalse(self.first.lock_text)
        self.first.device_id.write({"brand_name": "Raft"})
        self.assertEqual(self.first.device_id.brand_name, "Raft")

    def test_wizard_and_files(self):
        self._land(self.first, self.second)
        wizard = Form(self.env["udi.submission.build"])
        wizard.regulator = "island"
        self.assertEqual((wizard.choice, wizard.going_count), ("ready", 2))
        self.assertIn("publishes none", wizard.schema_text)
        batch = self.env["udi.submission"]._build(self.first | self.second)
        self.assertEqual((batch.state, batch.file_count), ("built", 2))
        files = batch.file_ids.mapped("attachment_id.raw")
        self.assertIn(f";{self.first.di_id.code};North\n".encode(), files[0])

    def test_answer_taken_partly_and_sent_again(self):
        batch = self._sent()
        self.assertEqual(self.first.state, "submitted")
        batch._read_answer("answer.txt", self._answer())
        self.assertEqual(
            (self.first.state, self.second.state), ("registered", "rejected")
        )
        refused = batch.line_ids.filtered(lambda line: line.status == "refused")
        self.assertEqual(refused.answer_text, "It sank. Send another one.")
        kept = self.first._accepted_record()
        self.assertEqual(kept.island.harbour, "North")
        again = self.env["udi.submission"].browse(batch.action_again()["res_id"])
        self.assertEqual(again.line_ids.registration_id, self.second)

    def test_another_file_is_refused_in_its_words(self):
        batch = self._sent()
        with self.assertRaisesRegex(UserError, "no answer of the island"):
            batch._read_answer("answer.txt", b"?")
