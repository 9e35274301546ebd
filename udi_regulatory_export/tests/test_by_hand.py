"""A person read the answer at the regulator's own page."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..formats.snapshot import from_json
from .answers import AnsweredCase


@tagged("post_install", "-at_install")
class TestByHand(AnsweredCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one, cls.two = map(cls._ready, (1, 2))
        cls.batch = cls._sent(cls.one | cls.two)

    def test_accepted_keeps_what_was_sent(self):
        self.one.device_id.brand_name = "Renamed meanwhile"
        self.one.with_user(self.officer).action_accepted()
        row = self.one.accepted_id
        self.assertEqual((row.number, row.message), (1, "device_post"))
        self.assertEqual(row.user_id, self.officer)
        self.assertTrue(row.accepted_at)
        self.assertEqual(row.submission_line_id, self._line(self.batch, self.one))
        self.assertEqual(from_json(row.snapshot).brand_name, "PumpOne")
        self.assertEqual((self.one.state, self.one.version), ("registered", 1))
        self.assertTrue(self.one.is_changed)
        family = self.one.device_id.basic_udi_id
        self.assertEqual((family.registry_state, family.version), ("registered", 1))

    def test_the_batch_knows_of_it(self):
        self.one.action_accepted()
        self.assertEqual(self.batch.state, "answered")
        self.assertEqual(self.batch.accepted_count, 1)
        self.assertEqual(self._line(self.batch, self.one).status, "accepted")
        self.two.action_accepted()
        self.assertEqual(self.batch.state, "done")

    def test_rejected_can_go_again(self):
        (self.one | self.two).with_user(self.officer).action_rejected()
        self.assertEqual(set((self.one | self.two).mapped("state")), {"rejected"})
        line = self._line(self.batch, self.one)
        self.assertEqual(line.status, "refused")
        self.assertIn("noted that it was refused", line.summary)
        rows = self.batch.refused_rows
        self.assertEqual(len(rows), 2)
        self.assertEqual(rows[0]["res_model"], "udi.registration.eudamed")
        self.assertFalse(self.one.device_id.basic_udi_id.registry_state)
        self.assertEqual(self.batch.again_count, 2)
        self.assertIn("0 accepted, 2 refused", self.batch.result_text)
        action = self.batch.action_again()
        again = self.env["udi.submission"].browse(action["res_id"])
        self.assertEqual(again.line_ids.registration_id, self.one | self.two)

    def test_of_the_other_regulators_too(self):
        device = self._device(5)
        for regulator in ("gudid", "nmpa"):
            registration = self._register(device, regulator)
            batch = self.env["udi.submission"]._build(registration)
            if batch.is_draft:
                batch.file_ids.sudo().is_draft = False
            batch.action_uploaded()
            registration.with_user(self.officer).action_accepted()
            with self.subTest(regulator):
                self.assertEqual(registration.version, 1)
                self.assertEqual(registration.accepted_id.message, "whole")
                self.assertFalse(registration.is_changed)
                self.assertEqual(batch.state, "done")

    def test_a_refusal_elsewhere_leaves_the_family(self):
        device = self.one.device_id
        nmpa = self._register(device, "nmpa")
        batch = self.env["udi.submission"]._build(nmpa)
        batch.file_ids.sudo().is_draft = False
        batch.action_uploaded()
        nmpa.action_rejected()
        self.assertEqual(device.basic_udi_id.registry_state, "submitted")

    def test_what_was_never_sent_from_here_keeps_no_state(self):
        three = self._ready(3)
        three.sudo().state = "submitted"
        three.with_user(self.officer).action_accepted()
        self.assertEqual((three.state, three.version), ("registered", 1))
        self.assertFalse(three.accepted_id)

    def test_a_reader_may_not(self):
        for step in ("action_accepted", "action_rejected"):
            with self.assertRaises(AccessError):
                getattr(self.one.with_user(self.reader), step)()
