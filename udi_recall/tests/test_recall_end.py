from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallEnd(RecallCase):
    """Completed by the firm, settled by authorities, closed and signed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls._story()
        cls.story = cls._started(cls.story)

    def _codes(self, state="open"):
        rows = self.story.point_ids.filtered(lambda point: point.state == state)
        return set(rows.mapped("code"))

    def _completed(self):
        self.story.action_check_completion()
        self._reason(self.story)
        self.story.action_complete()
        return self.story

    def _said(self, outcome, user=None, **values):
        dialogs = self.env["udi.recall.outcome"].with_user(user or self.manager)
        form = Form(dialogs.with_context(default_recall_id=self.story.id))
        form.region_id = self.story.region_ids[0]
        form.outcome = outcome
        form.note = "Letter 118"
        for name, value in values.items():
            setattr(form, name, value)
        form.save().action_done()

    def test_what_is_open_is_listed(self):
        self.story.action_check_completion()
        self.assertEqual(self.story.state, "reconciling")
        self.assertLessEqual({"gate", "no_answer"}, self._codes())
        point = self.story.point_ids.filtered(lambda row: row.code == "no_answer")
        action = point.action_open()
        rows = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(rows, self.story.consignee_ids)

    def test_open_points_stop_the_completion(self):
        self.story.action_check_completion()
        with self.assertRaisesRegex(UserError, "3 customers have not answered"):
            self.story.action_complete()
        self.assertEqual(self.story.state, "reconciling")

    def test_a_reason_lets_a_point_stay(self):
        recall = self._completed()
        self.assertEqual(recall.state, "completed")
        self.assertTrue(recall.completed_at)
        self.assertRecordValues(
            recall.point_ids.filtered(lambda row: row.code == "no_answer"),
            [
                {
                    "state": "reasoned",
                    "reason": "Nothing more can be done.",
                    "user_id": self.manager.id,
                }
            ],
        )
        self.assertIn("authorities", self._codes())

    def test_a_reason_does_not_cover_what_joins_later(self):
        gone = self._consignee(self.story, self.anna).sudo()
        gone.answer_state = "complete"
        self.story.action_check_completion()
        self._reason(self.story)
        self.assertFalse(self._codes())
        gone.answer_state = "none"
        self.story.action_check_completion()
        self.assertIn("no_answer", self._codes())
        gone.answer_state = "complete"
        self._reason(self.story)
        self.story.action_check_completion()
        self.assertFalse(self._codes(), "fewer than before: the reason holds")

    def test_what_was_done_is_done(self):
        self.story.action_check_completion()
        self.story.consignee_ids.sudo().answer_state = "complete"
        self.story.action_check_completion()
        self.assertIn("no_answer", self._codes("done"))
        point = self.story.point_ids.filtered(lambda row: row.code == "no_answer")
        with self.assertRaisesRegex(UserError, "done, it needs no reason"):
            point.reason = "x"

    def test_answers_that_do_not_add_up_and_free_lots_are_open(self):
        self.story.consignee_ids[0].sudo().answer_state = "short"
        self.story.hold_ids[0].sudo()._release("A mistake")
        self.story.action_check_completion()
        self.assertLessEqual({"answer_wrong", "not_held"}, self._codes())

    def test_points_are_not_typed(self):
        self.story.action_check_completion()
        point = self.story.point_ids[0]
        for values in ({"state": "done"}, {"name": "x"}, {"res_ids": []}):
            with self.assertRaisesRegex(UserError, "only the buttons"):
                point.with_user(self.manager).write(values)
        for user in (self.manager, self.approver):
            with self.assertRaises(AccessError):
                point.with_user(user).unlink()
            with self.assertRaises(AccessError):
                point.with_user(user).create({"recall_id": self.story.id})
        with self.assertRaises(AccessError):
            point.with_user(self.reader).reason = "x"
        point.reason = " "
        self.assertEqual(point.state, "open", "blanks are no reason")

    def test_the_authority_accepts_then_it_is_closed(self):
        recall = self._completed()
        with self.assertRaisesRegex(UserError, "No last word yet from: European"):
            recall.with_user(self.approver).action_close()
        self._said("accepted")
        self.assertNotIn("authorities", self._codes())
        self._reason(recall)
        with self.assertRaisesRegex(AccessError, "Recall approver"):
            recall.with_user(self.manager).action_close()
        self._sign(recall.with_user(self.approver).action_close(), self.approver)
        self.assertRecordValues(
            recall, [{"state": "closed", "ended_by_id": self.approver.id}]
        )
        self.assertEqual(recall.close_signature_id.user_id, self.approver)
        self.assertEqual(len(recall.close_hash), 64)
        self.assertIn("Letter 118", recall.close_signature_id.content)
        self.assertEqual(len(recall.hold_ids), 3, "goods stay held")

    def test_ordered_again_it_runs_again(self):
        recall = self._completed()
        self._said("ordered_again")
        self.assertEqual(recall.state, "running")
        region = recall.region_ids
        self.assertEqual(region.outcome, "ordered_again")
        self._completed()
        self.assertEqual(region.outcome, "waiting", "it is asked for anew")
        self._said("terminated")
        self.assertNotIn("authorities", self._codes())

    def test_an_answer_comes_after_the_completion(self):
        with self.assertRaisesRegex(UserError, "is Running"):
            self._said("accepted")
        self._completed()
        with self.assertRaisesRegex(UserError, "still to come"):
            self._said("accepted", outcome_on=fields.Date.add(self.today, days=2))
        other = self._recall(self.cell)
        other.action_compute_scope()
        dialog = self.env["udi.recall.outcome"].create(
            {
                "recall_id": self.story.id,
                "region_id": other.region_ids[0].id,
                "outcome": "accepted",
                "note": "x",
            }
        )
        with self.assertRaisesRegex(UserError, "of another recall"):
            dialog.action_done()

    def test_clocks_hear_of_it(self):
        heard = []
        self.patch(
            type(self.story),
            "_restart_clocks",
            lambda _self, trigger, _at: heard.append(trigger),
        )
        self._completed()
        self._said("ordered_again")
        self.assertEqual(heard, ["completed", "ordered"])

    def test_each_step_is_in_the_ledger(self):
        self._completed()
        self._said("accepted")
        self._reason(self.story)
        self._sign(self.story.with_user(self.approver).action_close(), self.approver)
        action = self.story.action_open_ledger()
        reasons = "\n".join(
            reason or ""
            for reason in self.env["udi.event"]
            .search(action["domain"])
            .mapped("reason")
        )
        for words in (
            "sent for approval",
            "approved by",
            "3 lots held",
            "reconciling",
            "completed",
            "Accepted (Letter 118)",
            "Closed: I read it.",
        ):
            self.assertIn(words, reasons)

    def test_a_drill_asks_no_authority(self):
        drill = self._started(self._recall(self.cell, kind="drill"))
        self._closed(drill)
        self.assertEqual(drill.state, "closed")
        self.assertFalse(
            self.env["udi.event"].search(
                [("res_model", "=", "udi.recall"), ("res_id", "=", drill.id)]
            )
        )

    def test_cancelled_whoever_was_told_hears_it(self):
        heard = []
        self.patch(
            type(self.story), "_notices_cancelled", lambda _self, why: heard.append(why)
        )
        self.story.with_user(self.approver)._cancel("Another maker after all.")
        self.assertEqual(heard, ["Another maker after all."])
