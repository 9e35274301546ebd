from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .notice_case import NoticeCase


@tagged("post_install", "-at_install")
class TestRecallUrgent(NoticeCase):
    """The main button of a running recall is what harms most if it waits."""

    def _main(self, recall):
        self.env.invalidate_all()
        return recall.urgent, recall.urgent_label

    def _yesterday(self, recall):
        for message in recall.sudo().notice_ids:
            message.sent_at = message.sent_at and message.sent_at - timedelta(days=2)

    def test_before_the_start_there_is_another_button(self):
        self.assertEqual(self._main(self.story), (False, False))
        self.story.sudo().state = "approved"
        self.assertEqual(self._main(self.story), (False, False))

    def test_a_shut_gate_comes_first(self):
        recall = self._prepared(gate="needed")
        self.assertEqual(self._main(recall), ("report", "Record EU report"))
        action = recall.with_user(self.manager).action_record_report()
        region = recall.region_ids.filtered(lambda row: row.code == "EU")
        self.assertEqual(action["context"]["default_region_id"], region.id)
        self.assertEqual(action["context"]["default_what"], "sent")

    def test_where_most_customers_wait(self):
        (self.anna | self.nord).country_id = self.env.ref("base.uk")
        recall = self._prepared(gate="needed")
        self.assertEqual(self._main(recall)[1], "Record UK report")
        self._gates(recall, "sent")
        recall.region_ids.filtered(
            lambda row: row.code == "EU"
        ).sudo().gate_state = "needed"
        self.assertEqual(self._main(recall)[1], "Record EU report")

    def test_then_who_has_not_answered(self):
        recall = self._sent()
        self.assertEqual(self._main(recall), ("check", False), "told only today")
        self._yesterday(recall)
        self.assertEqual(self._main(recall), ("remind", "Send 3 reminders"))
        for partner in (self.anna, self.nord):
            self._answer(self._message(recall, partner))
        self.assertEqual(self._main(recall), ("remind", "Send 1 reminder"))
        recall.with_user(self.manager).action_remind()
        self.assertEqual(self._main(recall), ("check", False), "asked again today")

    def test_then_what_is_left_to_settle(self):
        recall = self._sent().with_user(self.manager)
        recall.action_check_completion()
        self.assertEqual(self._main(recall), ("check", False))
        self._reason(recall)
        self.assertEqual(self._main(recall), ("complete", False))

    def test_a_drill_says_so(self):
        recall = self._prepared(gate="needed")
        recall.sudo().kind = "drill"
        self.assertEqual(self._main(recall)[1], "Record EU report (drill)")

    def test_nobody_waits(self):
        recall = self._prepared()
        with self.assertRaisesRegex(UserError, "no customer waits for a report"):
            recall.with_user(self.manager).action_record_report()

    def test_only_the_manager(self):
        recall = self._prepared(gate="needed")
        for user in (self.reader, self.worker):
            with self.assertRaises(AccessError):
                recall.with_user(user).action_record_report()
