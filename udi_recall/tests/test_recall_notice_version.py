from odoo.tests import tagged

from .notice_case import NoticeCase


@tagged("post_install", "-at_install")
class TestRecallNoticeVersion(NoticeCase):
    """Made once; put right while they are here; a new version after what left."""

    def test_called_again_it_does_nothing(self):
        recall = self._prepared()
        before = recall.notice_ids
        self.assertEqual(len(before), 3)
        self.assertEqual(recall._prepare_notices(), 0)
        self.assertEqual(recall.notice_ids, before)
        self._work()
        self.assertEqual(recall._prepare_notices(), 0)
        self.assertEqual(recall.notice_ids, before)

    def test_what_did_not_leave_is_put_right_where_it_is(self):
        recall = self._prepared()
        before = recall.notice_ids
        recall.instructions = "Send them back."
        self.assertEqual(recall._prepare_notices(), 3)
        self.assertEqual(recall.notice_ids, before)
        self.assertEqual(set(before.mapped("version")), {1})
        self.assertIn("Send them back.", before[0].preview)

    def test_what_left_stays_and_a_new_version_goes_after_it(self):
        recall = self._sent()
        first = self._message(recall, self.anna)
        recall.instructions = "Send them back."
        self.assertEqual(recall._prepare_notices(), 3)
        second = self._message(recall, self.anna)
        self.assertRecordValues(
            second,
            [{"kind": "correction", "version": 2, "supersedes_id": first.id}],
        )
        self.assertNotIn("Send them back.", first.preview)
        self.assertIn("Send them back.", second.preview)
        self.assertIn("The text changed; the lines are the same", second.preview)
        self.assertIn("Version 2:", second.subject)
        values = second._values()
        self.assertEqual(values["status"], "updated")
        self.assertEqual(values["supersedes"], f"{values['notice_id']} v1")

    def test_only_whom_it_concerns_is_told_anew(self):
        """One line of one customer changes: the others hear nothing."""
        recall = self._sent()
        line = self._consignee(recall, self.anna).sudo().line_ids[0]
        line.quantity = 2
        recall._prepare_notices()
        corrected = recall.notice_ids.filtered(lambda row: row.kind == "correction")
        self.assertEqual(corrected.consignee_id.partner_id, self.anna)
        self.assertIn("New or changed: line 1.", corrected.preview)

    def test_an_old_answer_stays_valid_for_lines_that_did_not_change(self):
        recall = self._sent()
        lines = self._consignee(recall, self.anna).sudo().line_ids
        lines[0].quantity = 2
        recall._prepare_notices()
        corrected = self._message(recall, self.anna)
        self.assertEqual(set(corrected._same_lines(1)), set(lines[1:].ids))

    def test_all_lines_changed(self):
        recall = self._sent()
        self._consignee(recall, self.medica).sudo().line_ids.quantity = 3
        recall._prepare_notices()
        self.assertIn("All lines changed", self._message(recall, self.medica).preview)

    def test_a_new_contact_or_number_is_no_new_notice(self):
        recall = self._sent()
        recall.sudo().responsible_id = self.approver
        region = recall.sudo().region_ids[:1]
        region.class_firm = "II"
        self.env["udi.recall.number"].create(
            {"region_id": region.id, "name": "Z-0053-2026"}
        )
        self.assertEqual(recall._prepare_notices(), 0)

    def test_nobody_is_told_of_goods_that_are_back(self):
        recall = self._prepared()
        consignee = self._consignee(recall, self.medica).sudo()
        consignee.line_ids.quantity = 0
        recall._prepare_notices()
        self.assertEqual(self._message(recall, self.medica).state, "void")
        self.assertEqual(consignee.notice_state, "void")

    def test_correct_by_the_button(self):
        recall = self._sent()
        text = recall.action_correct()["params"]["message"]
        self.assertIn("Nothing changed", text)
        recall.hazard = "Nobody is warned."
        text = recall.action_correct()["params"]["message"]
        self.assertIn("Corrected notices: 3.", text)

    def test_cancelled_notices(self):
        """Who was told is told; what did not leave never leaves."""
        self.nord.email = False
        recall = self._sent()
        letter = self._message(recall, self.nord)
        recall.sudo().write({"state": "cancelled", "end_reason": "Wrong lot."})
        recall._notices_cancelled("Wrong lot.")
        self.assertEqual(letter.state, "void")
        told = recall.notice_ids.filtered(lambda row: row.kind == "cancellation")
        self.assertEqual(told.consignee_id.partner_id, self.anna | self.medica)
        self._work()
        self.assertEqual(set(told.mapped("state")), {"sent"})
        self.assertIn("Wrong lot.", told[0].body)
        self.assertIn("You may use the devices listed again", told[0].body)
        self.assertEqual(told[0]._values()["status"], "cancelled")
        recall._notices_cancelled("Wrong lot.")
        self.assertEqual(
            len(recall.notice_ids.filtered(lambda row: row.kind == "cancellation")), 2
        )

    def test_a_reminder_of_another_text_is_a_new_version(self):
        """What was told under a version is never told otherwise under it."""
        recall = self._sent()
        first = self._message(recall, self.anna)
        said = first.digest
        self._days_ago(recall, 5)
        recall.instructions = "Send them back."
        recall.sudo()._remind_due()
        self._work()
        later = self._message(recall, self.anna)
        self.assertRecordValues(
            later,
            [
                {
                    "kind": "correction",
                    "attempt": 2,
                    "version": 2,
                    "supersedes_id": first.id,
                }
            ],
        )
        self.assertIn("Send them back.", later.body)
        self.assertIn("Version 2:", later.subject)
        self.assertIn("Version 2:", later.mail_id.subject)
        self.assertEqual((first.version, first.digest), (1, said))
        self.assertEqual(recall._prepare_notices(), 0, "they know it by now")

    def test_a_reminder_of_the_same_text_is_of_its_version(self):
        recall = self._sent()
        self._days_ago(recall, 5)
        recall.sudo()._remind_due()
        self._work()
        later = self._message(recall, self.anna)
        self.assertEqual((later.kind, later.version), ("reminder", 1))
        self.assertEqual(later.digest, later.addressee_id._tried()[0].digest)
