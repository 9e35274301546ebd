from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .notice_case import NoticeCase


@tagged("post_install", "-at_install")
class TestRecallRemind(NoticeCase):
    """Asked again, by other means, until there is an answer."""

    def _cron(self):
        self.story.sudo()._remind_due()
        self._work()

    def test_mail_then_telephone_then_registered_letter(self):
        recall = self._sent()
        found = []
        for _turn in range(3):
            self._days_ago(recall, 3)
            self._cron()
            last = self._message(recall, self.anna)
            found.append((last.kind, last.means, last.attempt))
            if last.means != "mail":
                last.with_user(self.manager)._log(
                    last.means, last.create_date, False, "Nobody there", "RR 1"
                )
                last.sudo().sent_at -= timedelta(days=3)
        self.assertEqual(
            found,
            [
                ("reminder", "mail", 2),
                ("reminder", "phone", 3),
                ("reminder", "registered", 4),
            ],
        )

    def test_not_before_its_day(self):
        recall = self._sent()
        self._days_ago(recall, 2)
        self._cron()
        self.assertEqual(len(recall.notice_ids), 3)
        self._days_ago(recall, 1)
        self._cron()
        self.assertEqual(len(recall.notice_ids), 6)

    def test_the_rhythm_is_of_the_company(self):
        self.company.udi_recall_reminder_days = 7
        recall = self._sent()
        self._days_ago(recall, 6)
        self._cron()
        self.assertEqual(len(recall.notice_ids), 3)

    def test_who_answered_is_left_in_peace(self):
        recall = self._sent()
        self._answer(self._message(recall, self.anna), "none")
        self._days_ago(recall, 3)
        self._cron()
        reminded = recall.notice_ids.filtered(lambda row: row.kind == "reminder")
        self.assertEqual(reminded.consignee_id.partner_id, self.nord | self.medica)

    def test_read_and_understood_alone_is_no_answer(self):
        recall = self._sent()
        self._answer(self._message(recall, self.anna), False)
        self.assertIn(self.anna, recall._unanswered().consignee_id.partner_id)

    def test_who_is_gone_is_not_asked(self):
        recall = self._sent()
        self._consignee(recall, self.anna).sudo().answer_state = "gone"
        self.assertNotIn(self.anna, recall._unanswered().partner_id)

    def test_mail_that_came_back_is_followed_by_a_call_the_same_day(self):
        recall = self._sent()
        message = self._message(recall, self.anna).sudo()
        message._not_arrived("bounced", "no such address")
        self._cron()
        last = self._message(recall, self.anna)
        self.assertEqual((last.means, last.state), ("phone", "ready"))
        self.assertIn(
            "Call who did not answer: St Anna Hospital",
            recall.activity_ids.mapped("summary"),
        )
        self._cron()
        self.assertEqual(self._message(recall, self.anna), last, "one is on the list")

    def test_a_reminder_says_so_and_goes_to_who_it_is(self):
        recall = self._sent()
        self._days_ago(recall, 3)
        self._cron()
        last = self._message(recall, self.anna)
        self.assertIn("No answer yet:", last.subject)
        self.assertIn("Not the right person?", last.body)
        self.assertEqual(last.round_id, recall.round_id)

    # -- by hand -------------------------------------------------------------------

    def test_by_the_button_and_nobody_twice_on_one_day(self):
        recall = self._sent()
        with self.assertRaisesRegex(UserError, "Nobody is asked twice on one day"):
            recall.action_remind()
        self._days_ago(recall, 1)
        text = recall.action_remind()["params"]["message"]
        self.assertEqual(text, "Reminded: 3 by mail.")
        with self.assertRaisesRegex(UserError, "Nobody is asked twice on one day"):
            recall.action_remind()

    def test_nobody_left_to_remind(self):
        recall = self._sent()
        for row in recall.notice_ids:
            self._answer(row, "none")
        with self.assertRaisesRegex(UserError, "There is nobody to remind"):
            recall.action_remind()

    def test_the_cron_works_off_all(self):
        recall = self._sent()
        self._days_ago(recall, 3)
        with self.enter_registry_test_mode():
            self.env.ref("udi_recall.ir_cron_recall_remind").method_direct_trigger()
        self.assertEqual(len(recall.notice_ids), 6)

    # -- calls and letters -----------------------------------------------------------

    def _dialog(self, message, what, **values):
        return (
            self.env["udi.recall.contact"]
            .with_user(self.manager)
            .create({"message_id": message.id, "what": what, **values})
        )

    def test_a_call_that_reached_them(self):
        recall = self._sent()
        message = self._message(recall, self.anna)
        dialog = self._dialog(
            message, "log", means="phone", reached="yes", said="Keller"
        )
        self.assertIn("The battery may lose contact.", dialog.script)
        dialog.action_save()
        call = self._message(recall, self.anna)
        self.assertRecordValues(
            call,
            [
                {
                    "means": "phone",
                    "state": "delivered",
                    "note": "Keller",
                    "user_id": self.manager.id,
                }
            ],
        )
        self.assertEqual(
            self._consignee(recall, self.anna).attempt_text, "2/3 by Mail, Telephone"
        )

    def test_a_letter_posted(self):
        self.nord.email = False
        recall = self._sent()
        letter = self._message(recall, self.nord)
        self.assertEqual(letter.state, "ready")
        with freeze_time("2026-11-23 09:00:00"):
            self._dialog(
                letter,
                "log",
                means="letter",
                reference="RR 12",
                at="2026-11-23 08:00:00",
            ).action_save()
        self.assertRecordValues(
            letter, [{"state": "sent", "reference": "RR 12", "means": "letter"}]
        )
        self.assertEqual(len(recall.notice_ids), 3, "the one that waited is it")

    def test_again_by_another_way(self):
        recall = self._sent()
        message = self._message(recall, self.anna)
        self._dialog(message, "again", means="letter", why="No answer").action_save()
        letter = self._message(recall, self.anna)
        self.assertRecordValues(
            letter,
            [{"means": "letter", "state": "ready", "attempt": 2, "why": "No answer"}],
        )

    def test_a_failed_check_sends_it_another_way(self):
        recall = self._sent()
        consignee = self._consignee(recall, self.anna)
        (made,) = consignee._notify_again("registered", "Check 1 failed")
        self.assertEqual((made.means, made.kind), ("registered", "notice"))

    def test_what_the_dialog_asks_for(self):
        message = self._message(self._sent(), self.anna)
        for values, text in (
            ({"what": "again", "means": "letter"}, "why it is sent again"),
            ({"what": "log", "means": "mail"}, "A mail is not logged by hand"),
            ({"what": "log", "means": "phone"}, "whether you reached them"),
            ({"what": "log", "means": "phone", "reached": "yes"}, "what was said"),
            (
                {"what": "log", "means": "letter", "at": "2999-01-01 00:00:00"},
                "still to come",
            ),
        ):
            with self.assertRaisesRegex(UserError, text):
                self._dialog(message, **values).action_save()

    def test_who_has_no_mail_can_not_be_mailed(self):
        self.nord.email = False
        message = self._message(self._sent(), self.nord)
        with self.assertRaisesRegex(UserError, "has no mail address"):
            self._dialog(message, "again", means="mail", why="x").action_save()


@tagged("post_install", "-at_install")
class TestRecallNoticeRights(NoticeCase):
    """Who may read may not send, by whatever way."""

    def test_a_reader_sends_nothing(self):
        recall = self._prepared().with_user(self.reader)
        message = self._message(recall, self.anna)
        self.assertTrue(message.preview)
        for step in (
            recall.action_send,
            recall.action_correct,
            recall.action_remind,
            message.action_log,
            message.action_again,
        ):
            with self.assertRaises(AccessError):
                step()
        with self.assertRaises(AccessError):
            self.env["udi.recall.contact"].with_user(self.reader).create(
                {"message_id": message.id, "what": "log"}
            )

    def test_a_worker_sees_nothing(self):
        recall = self._prepared()
        for model in ("udi.recall.message", "udi.recall.mailing"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.worker).search([])
        with self.assertRaises(AccessError):
            recall.notice_ids.with_user(self.worker).read(["subject"])

    def test_nobody_writes_a_message_by_hand(self):
        recall = self._prepared()
        message = self._message(recall, self.anna)
        for user in (self.manager, self.approver):
            mine = message.with_user(user)
            with self.assertRaises(AccessError):
                mine.write({"state": "sent"})
            with self.assertRaises(AccessError):
                mine.copy()
            with self.assertRaises(AccessError):
                mine.unlink()
            with self.assertRaises(AccessError):
                recall.mailing_ids.with_user(user).write({"state": "done"})
        with self.assertRaises(UserError):
            message.sudo().unlink()

    def test_another_company_sees_nothing(self):
        recall = self._prepared()
        other = self.env["res.company"].create({"name": "Other"})
        self.reader.write({"company_ids": [(4, other.id)], "company_id": other.id})
        rows = self.env["udi.recall.message"].with_user(self.reader)
        rows = rows.with_context(allowed_company_ids=other.ids)
        self.assertFalse(rows.search([("recall_id", "=", recall.id)]))
