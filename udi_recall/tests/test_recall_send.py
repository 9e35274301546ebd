from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import html2plaintext, mute_logger

from .notice_case import NoticeCase


@tagged("post_install", "-at_install")
class TestRecallSend(NoticeCase):
    """The way out: once, only where it may, and what became of it is shown."""

    def _mails(self, recall):
        return (
            self.env["mail.mail"]
            .sudo()
            .search(
                [
                    ("model", "=", "udi.recall.message"),
                    ("res_id", "in", recall.notice_ids.ids),
                ]
            )
        )

    def test_one_mail_each_into_the_outbox(self):
        recall = self._prepared()
        self.env["udi.recall.message"]._to_send(recall)._send()
        mails = self._mails(recall)
        self.assertEqual(len(mails), 3)
        self.assertEqual(set(recall.notice_ids.mapped("state")), {"sending"})
        anna = self._message(recall, self.anna)
        mail = anna.sudo().mail_id
        self.assertIn("quality@st.example", mail.email_to)
        self.assertEqual(mail.subject, anna.subject)
        self.assertEqual(len(mail.attachment_ids), 4)
        self.assertFalse(mail.auto_delete)

    def test_the_plain_part_says_the_same(self):
        recall = self._prepared()
        self.env["udi.recall.message"]._to_send(recall)._send()
        message = self._message(recall, self.anna)
        (email,) = message.sudo().mail_id._prepare_outgoing_list()
        plain = email["body_alternative"]
        for text in (
            *self.serials[3:7].mapped("udi_text"),
            message.addressee_id._reply_url(),
            "The battery may lose contact.",
            "Stop using the pumps listed.",
            recall.name,
        ):
            self.assertIn(text, plain)
        self.assertNotIn("<img", email["body"])
        self.assertEqual(html2plaintext(email["body"]), plain)

    def test_sent_when_it_left_the_house(self):
        recall = self._sent()
        self.assertEqual(set(recall.notice_ids.mapped("state")), {"sent"})
        keys = recall.notice_ids.sudo().mail_id.mapped("message_id")
        self.assertEqual(
            sorted(mail["Message-Id"] for mail in self.posted), sorted(keys)
        )
        consignee = self._consignee(recall, self.anna)
        self.assertEqual(consignee.notice_state, "sent")
        self.assertEqual(consignee.attempt_text, "1/3 by Mail")
        round_ = recall.round_id
        times = [time for time in recall.notice_ids.mapped("sent_at") if time]
        self.assertEqual(round_.initiated_at, min(times))
        self.assertEqual(round_.notified_at, max(times))

    def test_the_first_that_left_is_stamped_once(self):
        recall = self._sent()
        first = recall.round_id.initiated_at
        recall.sudo().round_id.initiated_at = first.replace(year=2020)
        recall.hazard = "Nobody is warned."
        recall._prepare_notices()
        self._work()
        self.assertEqual(recall.round_id.initiated_at.year, 2020)

    def test_sent_twice_it_leaves_once(self):
        recall = self._prepared()
        rows = self.env["udi.recall.message"]._to_send(recall)
        rows._send()
        self.assertFalse(rows._send())
        self.assertFalse(self.env["udi.recall.message"]._to_send(recall))
        self._work()
        rows.sudo().write({"state": "ready"})
        self.assertFalse(rows._send(), "it has a mail already")
        self.assertEqual(len(self._mails(recall)), 3)

    def test_in_the_background(self):
        recall = self._prepared()
        mailing = recall.mailing_ids
        self.assertEqual((len(mailing), mailing.state), (1, "open"))
        cron = self.env.ref("udi_recall.ir_cron_recall_notice")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual((mailing.state, mailing.done_count), ("done", 3))
        self.assertEqual(mailing._ended(), ("3 notices are on their way.", True))
        self.assertEqual(len(self._mails(recall)), 3)

    def test_the_button_tells_what_leaves(self):
        self.nord.email = False
        recall = self._prepared()
        text = recall.action_send()["params"]["message"]
        self.assertEqual(
            text,
            "2 leave now, 0 wait for a report, 1 letters are to be printed.",
        )

    # -- the gate ------------------------------------------------------------------

    def test_nothing_leaves_before_the_report(self):
        recall = self._prepared(gate="needed")
        self.assertEqual(set(recall.notice_ids.mapped("state")), {"waiting"})
        self.assertEqual(self._consignee(recall, self.anna).notice_state, "waiting")
        recall.notice_ids._send()
        self._work()
        self.assertFalse(self._mails(recall))
        self.assertFalse(recall.round_id.initiated_at)

    def test_the_gate_is_asked_where_it_leaves(self):
        """Marked as ready by whatever way: it still waits."""
        recall = self._prepared(gate="needed")
        recall.notice_ids.sudo().write({"state": "ready"})
        recall.notice_ids._send()
        self.assertEqual(set(recall.notice_ids.mapped("state")), {"waiting"})
        self.assertFalse(self._mails(recall))

    def test_the_report_lets_its_own_region_go(self):
        self.medica.country_id = self.env.ref("base.us")
        recall = self._prepared(gate="needed")
        europe = recall.sudo().region_ids.filtered(lambda row: row.code == "EU")
        europe.gate_state = "sent"
        self.assertEqual(recall._notices_released(europe), 2)
        self._work()
        self.assertEqual(self._message(recall, self.anna).state, "sent")
        self.assertEqual(self._message(recall, self.medica).state, "waiting")

    def test_a_call_before_the_report_is_refused(self):
        recall = self._prepared(gate="needed")
        message = self._message(recall, self.anna)
        with self.assertRaisesRegex(UserError, "wants the report first"):
            message.with_user(self.manager)._log("phone", False, True, "Told", "")

    def test_nothing_leaves_before_the_start(self):
        recall = self._prepared()
        recall.sudo().state = "approved"
        recall.notice_ids._send()
        self.assertFalse(self._mails(recall))
        recall.sudo().state = "running"
        self._work()
        self.assertEqual(len(self._mails(recall)), 3)

    # -- drill ---------------------------------------------------------------------

    def test_a_drill_leaves_the_outbox_unchanged(self):
        recall = self.story
        recall.kind = "drill"
        outbox = self.env["mail.mail"].sudo().search_count([])
        messages = (
            self.env["mail.message"]
            .sudo()
            .search_count([("model", "=", "udi.recall.message")])
        )
        recall = self._sent(recall)
        recall._remind(recall._unanswered())
        self._work()
        self.assertEqual(set(recall.notice_ids.mapped("state")), {"sent"})
        self.assertFalse(recall.notice_ids.sudo().mail_id)
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), outbox)
        self.assertEqual(
            self.env["mail.message"]
            .sudo()
            .search_count([("model", "=", "udi.recall.message")]),
            messages,
        )
        self.assertTrue(recall.round_id.initiated_at, "its stopwatch runs")

    # -- what came of it -----------------------------------------------------------

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_a_mail_that_can_not_be_sent_is_shown(self):
        recall = self._prepared()
        servers = type(self.env["ir.mail_server"])
        with patch.object(servers, "send_email", side_effect=OSError("no way out")):
            self._work()
        message = self._message(recall, self.anna)
        self.assertEqual(message.state, "failed")
        self.assertIn("no way out", message.failure)
        self.assertEqual(self._consignee(recall, self.anna).notice_state, "failed")
        self.assertEqual(len(recall.activity_ids), 1)
        for partner in self.anna | self.nord | self.medica:
            self.assertIn(partner.name, recall.activity_ids.summary)
        self.assertFalse(recall.round_id.initiated_at, "nothing left the house")
        recall.action_send()
        self._work()
        self.assertEqual(self._consignee(recall, self.anna).notice_state, "sent")

    def test_stopped_in_the_outbox_and_let_go_again(self):
        recall = self._prepared()
        recall.notice_ids._send()
        message = self._message(recall, self.anna)
        mail = message.sudo().mail_id
        mail.cancel()
        self.assertEqual(message.state, "failed")
        mail.mark_outgoing()
        self.assertEqual(message.state, "sending")
        mail.send()
        self.assertEqual(message.state, "sent")
        self.assertFalse(message.failure)

    def test_an_answer_proves_that_it_came(self):
        recall = self._sent()
        message = self._message(recall, self.anna)
        self._answer(message)
        self.assertEqual(message.state, "delivered")
        self.assertTrue(message.delivered_at)
        self.assertEqual(self._consignee(recall, self.anna).notice_state, "delivered")
        self.assertEqual(self._consignee(recall, self.nord).notice_state, "sent")

    def test_each_departure_stands_in_the_ledger(self):
        recall = self._sent()
        message = self._message(recall, self.anna)
        event = message.event_id
        self.assertEqual((event.res_id, event.origin), (recall.id, recall.name))
        self.assertEqual(event.partner_id, message.addressee_id.partner_id)
        self.assertEqual(event.happened_at, message.sent_at)
        self.assertIn("Notice, version 1, by mail to quality@st.example", event.reason)
        self.assertIn(message.digest, event.reason)
        self._work()
        self.assertEqual(message.event_id, event, "once")
        self.assertEqual(len(recall.notice_ids.event_id), 3)

    def test_what_did_not_leave_does_not(self):
        recall = self._prepared()
        recall.notice_ids.sudo()._not_arrived("failed", "no way out")
        recall.sudo().round_ids._note_departures()
        self.assertFalse(recall.notice_ids.event_id)
