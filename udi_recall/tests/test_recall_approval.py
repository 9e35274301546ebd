from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallApproval(RecallCase):
    """What a second person signed is what starts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls._story()

    def _asked(self):
        self.story.action_compute_scope()
        self.story.action_ask_approval()
        return self.story

    def _dialog(self, user):
        action = self.story.with_user(user).action_approve()
        return self.env[action["res_model"]].with_user(user).browse(action["res_id"])

    def _events(self):
        return self.env["udi.event"].search([("res_model", "=", "udi.recall")])

    def test_approved_by_a_second_person(self):
        recall = self._asked()
        self.assertIn("sent it for approval", recall.approval_text)
        dialog = self._dialog(self.approver)
        self.assertIn("The battery may lose contact.", dialog.content)
        self.assertIn("10 units", dialog.content)
        dialog.reason = "Complaint 17, two pumps stopped."
        dialog.with_context(password=self.approver.login).action_sign()
        self.assertRecordValues(
            recall,
            [
                {
                    "state": "approved",
                    "approved_by_id": self.approver.id,
                    "approval_asked_by_id": self.manager.id,
                }
            ],
        )
        self.assertEqual(recall.approval_signature_id.user_id, self.approver)
        self.assertIn("You may start", recall.approval_text)
        self.assertIn("approved by", self._events()[0].reason)

    def test_who_sent_it_does_not_sign_it(self):
        self.story.with_user(self.approver).action_compute_scope()
        self.story.with_user(self.approver).action_ask_approval()
        with self.assertRaisesRegex(UserError, "You prepared this. Someone else"):
            self._dialog(self.approver)
        self.assertEqual(self.story.state, "scoped")

    def test_a_manager_does_not_sign(self):
        self._asked()
        other = self._user("manager2", "udi_recall.group_recall_manager")
        with self.assertRaisesRegex(AccessError, "Recall approver"):
            self._dialog(other)

    def test_a_wrong_password_signs_nothing(self):
        recall = self._asked()
        dialog = self._dialog(self.approver)
        dialog.reason = "x"
        dialog.with_context(password="wrong").action_sign()
        self.assertEqual(recall.state, "scoped")
        self.assertIn("Password not right", dialog.message)

    def test_nobody_signs_what_nobody_sent(self):
        self.story.action_compute_scope()
        with self.assertRaisesRegex(UserError, "was not sent for approval"):
            self._dialog(self.approver)

    def test_a_change_takes_the_request_back(self):
        recall = self._asked()
        dialog = self._dialog(self.approver)
        recall.hazard = "Worse than we thought."
        self.assertFalse(recall.approval_asked_by_id)
        recall.action_ask_approval()
        dialog.reason = "x"
        with self.assertRaisesRegex(UserError, "has changed since you opened it"):
            dialog.with_context(password=self.approver.login).action_sign()
        recall.scope_line_ids.reason = "Complaint 17"
        self.assertRecordValues(
            recall, [{"state": "draft", "approval_asked_by_id": False}]
        )

    def test_so_does_a_translation_and_a_class(self):
        recall = self._asked()
        recall.update_field_translations("hazard", {"de_DE": "Schlimm."})
        self.assertFalse(recall.approval_asked_by_id)
        recall.action_ask_approval()
        recall.region_ids[0].class_firm = "II"
        self.assertFalse(recall.approval_asked_by_id)

    def test_what_was_signed_stays(self):
        recall = self._approved(self.story)
        for name in ("title", "instructions", "depth_reason", "aware_tz"):
            with self.assertRaisesRegex(UserError, "is Approved: .* no longer"):
                recall[name] = "Europe/Paris"
        with self.assertRaisesRegex(UserError, "is Approved: .* no longer"):
            recall.update_field_translations("hazard", {"de_DE": "Schlimm."})
        with self.assertRaisesRegex(UserError, "is Approved: its scope can no longer"):
            recall.scope_line_ids.reason = "Others too"
        recall.action_change_again()
        self.assertRecordValues(
            recall,
            [
                {
                    "state": "scoped",
                    "approved_by_id": False,
                    "approval_asked_by_id": False,
                }
            ],
        )
        recall.title = "Infusion pump IP-200, battery BP-7"

    def test_an_approval_is_not_typed(self):
        for values in (
            {"approved_by_id": self.manager.id},
            {"approval_asked_by_id": self.reader.id},
            {"approval_signature_id": 1},
            {"completed_at": "2026-11-20 10:00:00"},
        ):
            with self.assertRaisesRegex(UserError, "only the buttons of the recall"):
                self.story.write(values)
            recall = self._recall(self.cell, **values)
            self.assertFalse(any(recall[name] for name in values))

    def test_an_answer_is_not_asked_for_yesterday(self):
        self.story.reply_by = "2026-11-01"
        self.story.action_compute_scope()
        with self.assertRaisesRegex(UserError, "it is past. Choose a later day"):
            self.story.action_ask_approval()

    def test_nothing_affected_is_not_approved(self):
        recall = self._recall(self._lots(self.bp7, "C-0"))
        recall.scope_line_ids.exclude = False
        recall.action_compute_scope()
        recall.sudo().lot_line_ids.unlink()
        with self.assertRaisesRegex(UserError, "no unit is affected"):
            recall.action_ask_approval()

    def test_the_responsible_person_is_told(self):
        self.env["udi.recall.role"].with_user(self.manager).create(
            {
                "recall_id": self.story.id,
                "role": "responsible",
                "user_id": self.approver.id,
            }
        )
        self._asked()
        todo = self.story.activity_ids
        self.assertEqual(todo.user_id, self.approver)
        self._sign(self.story.with_user(self.approver).action_approve(), self.approver)
        self.assertFalse(self.story.activity_ids)

    # -- moments -------------------------------------------------------------------

    def test_the_decision_is_the_approval_unless_it_was_typed(self):
        with freeze_time("2026-11-21 20:40:00"):
            self.story.reply_by = "2026-11-25"
            recall = self._approved(self.story)
        self.assertEqual(str(recall.decided_at), "2026-11-21 20:40:00")
        self.assertFalse(recall.aware_at, "never worked out from another")
        typed = self._recall(
            self.cell, decided_at="2026-11-20 08:00:00", decided_tz="Asia/Shanghai"
        )
        self._approved(typed)
        self.assertEqual(str(typed.decided_at), "2026-11-20 08:00:00")
        self.assertIn("decided 20 Nov 2026 16:00 +0800", typed.moments_text)

    def test_the_start_changes_no_moment(self):
        recall = self._approved(self.story)
        decided = recall.decided_at
        with freeze_time(fields.Datetime.now() + timedelta(hours=9)):
            recall.action_start()
        self.assertEqual(recall.decided_at, decided)
        self.assertEqual(recall.round_id.decided_at, decided)
        self.assertFalse(recall.aware_at)
        self.assertFalse(recall.initiated_at, "no notice has left")
        for name in ("aware_at", "decided_at", "aware_tz", "decided_tz"):
            with self.assertRaisesRegex(UserError, "can no longer be changed"):
                recall[name] = False

    def test_moments_that_cannot_be(self):
        for values, words in (
            ({"aware_at": "2099-01-01"}, "still to come"),
            (
                {"aware_at": "2026-01-02", "decided_at": "2026-01-01"},
                "nobody decides before knowing",
            ),
            ({"aware_at": "2026-01-02", "aware_tz": False}, "no time zone"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self.story.write(values)
