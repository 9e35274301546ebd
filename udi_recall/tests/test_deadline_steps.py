import base64
from datetime import datetime, timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .deadline_common import DECIDED, DeadlineCase

NOW = "2026-11-21 21:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDeadlineSteps(DeadlineCase):
    """Done with proof, accepted, started, set aside, and the activities before."""

    def _act(self, rows, act, user=None, **values):
        """Open the dialog as a person does, fill it and press its button."""
        rows = rows.with_user(user or self.manager)
        action = getattr(rows, f"action_{act}")()
        dialog = (
            self.env[action["res_model"]]
            .with_user(user or self.manager)
            .with_context(**action["context"])
            .create(values)
        )
        dialog.action_apply()
        return dialog

    # -- done ----------------------------------------------------------------------

    def test_done_with_a_number_and_a_file(self):
        self._copied("CN", class_firm="2")
        plan = self._duty("Investigation report")
        at = datetime(2026, 11, 21, 20, 55)
        dialog = self._act(
            plan,
            "done",
            at=at,
            note="GD-2026-17",
            file=base64.b64encode(b"as sent"),
            filename="plan.pdf",
        )
        self.assertIn("Sun 22 Nov 2026 04:55 (Asia/Shanghai)", dialog.there)
        self.assertEqual((plan.state, plan.done_at), ("done", at))
        self.assertEqual(
            (plan.done_by_id, plan.proof_note), (self.manager, "GD-2026-17")
        )
        self.assertEqual(plan.proof_id.with_user(self.reader).raw, b"as sent")
        self.assertEqual(plan.clock["kind"], "done")
        self.assertEqual(plan.clock["words"], "Done Sun 22 Nov 2026 04:55")

    def test_done_needs_proof_and_cannot_lie_ahead(self):
        self._copied("CN", class_firm="2")
        plan = self._duty("Investigation report")
        ahead = fields.Datetime.now() + timedelta(hours=1)
        for values, words in [
            ({}, "what proves it"),
            ({"note": "  "}, "what proves it"),
            ({"note": "x", "at": ahead}, "still to come"),
            ({"note": "x", "at": False}, "say when"),
        ]:
            with self.subTest(values=values), self.assertRaisesRegex(UserError, words):
                self._act(plan, "done", **values)
        self.assertEqual(plan.state, "open")

    def test_what_is_done_is_not_done_again(self):
        self._copied("CN", class_firm="2")
        plan = self._duty("Investigation report")
        self._act(plan, "done", note="GD-1")
        with self.assertRaisesRegex(UserError, "Nothing chosen is open"):
            plan.with_user(self.manager).action_done()

    def test_several_at_once_with_one_proof(self):
        rows = self._copied("CN", class_firm="2").filtered("due_at")
        self._act(rows, "done", note="All in one letter")
        self.assertEqual(set(rows.mapped("state")), {"done"})

    def test_a_report_that_repeats_runs_anew(self):
        self._copied("US", class_firm="2")
        self.recall.sudo().round_ids.initiated_at = datetime(2026, 11, 20, 15)
        status = self._duty("Recall status report")
        status.with_user(self.manager).action_accept()
        self._act(status, "done", note="Status 1")
        following = self.recall.deadline_ids.filtered(
            lambda row: row.rule_id == status.rule_id and row.state == "open"
        )
        self.assertEqual((following.number, following.start_at), (2, status.due_at))
        self.assertEqual(following.due_text, "Fri 15 Jan 2027")
        self.assertFalse(following.proof_note)
        self.assertTrue(following.is_live)

    def test_it_does_not_apply(self):
        self._copied("EU")
        row = self._duty("Final report after investigation")
        with self.assertRaisesRegex(UserError, "why it does not apply"):
            self._act(row, "void")
        self._act(row, "void", note="The cause was ours and is known")
        self.assertEqual(row.state, "void")
        self.assertEqual(row.void_reason, "The cause was ours and is known")
        self.assertFalse(row.done_at)

    # -- unverified rules ----------------------------------------------------------

    def test_an_unverified_rule_waits_for_a_tick(self):
        self._copied("BR", class_firm="1")
        row = self._duty("Field action report")
        self.assertEqual(row.verified, "memory")
        self.assertIn("Not read in the law (memory)", row.doubt)
        self.assertFalse(row.is_live)
        self.assertFalse(row.activity_ids)
        self.assertFalse(self.recall.next_due_at)
        row.with_user(self.manager).action_accept()
        self.assertEqual(row.accepted_by_id, self.manager)
        self.assertTrue(row.is_live and row.accepted_at)
        self.assertFalse(row.doubt)
        self.assertEqual(self.recall.next_due_at, row.due_at)
        self.assertTrue(row.activity_ids)
        self.assertIn("memory", row.message_ids[0].body)

    # -- a clock that a person starts ----------------------------------------------

    def test_a_typed_moment_starts_its_clock(self):
        self._copied("AU")
        row = self._duty("Customer letter sent")
        self.assertEqual(row.clock["words"], "Waits for: agreement")
        self._act(row, "start", at=datetime(2026, 11, 20, 2))
        self.assertEqual(row.due_text, "Mon 23 Nov 2026")
        self.assertEqual(row.tz, "Australia/Sydney")

    def test_other_clocks_start_by_themselves(self):
        self._copied("US")
        with self.assertRaisesRegex(UserError, "First notice left"):
            self._duty("Report of correction").with_user(self.manager).action_start()

    def test_a_duty_is_added_by_hand(self):
        self._copied("EU")
        rule = self.env["udi.deadline.rule"].search(
            [("name", "=", "Other serious incident"), ("law", "=", "mdr")]
        )
        action = self.recall.with_user(self.manager).action_add_duty()
        dialog = (
            self.env[action["res_model"]]
            .with_user(self.manager)
            .with_context(**action["context"])
            .create({"rule_ids": rule.ids, "at": datetime(2026, 11, 1, 9)})
        )
        self.assertEqual(dialog.region_codes, ["EU"])
        dialog.action_add()
        row = self._duty("Other serious incident")
        self.assertEqual((row.due_text, row.by_hand), ("Mon 16 Nov 2026", True))
        # the same once more is a second event
        dialog.copy().action_add()
        rows = self.recall.deadline_ids.filtered(lambda row: row.rule_id == rule)
        self.assertEqual(sorted(rows.mapped("number")), [1, 2])
        with self.assertRaisesRegex(UserError, "still to come"):
            dialog.at = datetime(2026, 12, 1)
            dialog.action_add()
        elsewhere = self.env["udi.deadline.rule"].search([("region", "=", "KR")])[:1]
        with self.assertRaisesRegex(UserError, "no duty with a clock at a place"):
            self.recall.with_user(self.manager)._add_duties(elsewhere, DECIDED)

    # -- activities ----------------------------------------------------------------

    def test_activities_stand_before_the_day(self):
        self._copied("CN", class_firm="3")
        notice = self._duty("Recall notice")
        task = notice.activity_ids
        self.assertEqual(task.user_id, self.manager)
        # due on the 29th there, two days before it
        self.assertEqual(task.date_deadline, fields.Date.to_date("2026-11-27"))
        self.recall._restart_clocks("decided", DECIDED + timedelta(days=-5))
        self.assertEqual(notice.activity_ids, task)
        self.assertEqual(task.date_deadline, fields.Date.to_date("2026-11-22"))
        self._act(notice, "done", note="All reached")
        self.assertFalse(notice.activity_ids)

    def test_the_most_responsible_person_is_told_or_who_stands_in(self):
        role = self.env["udi.recall.role"].sudo()
        role.create(
            {
                "recall_id": self.recall.id,
                "role": "responsible",
                "user_id": self.worker.id,
                "alternate_id": self.approver.id,
            }
        )
        # the worker may not read recalls
        self.assertEqual(self.recall._deadline_user(), self.approver)

    def test_a_drill_has_its_clocks_and_sends_nothing(self):
        recall = self._recall(self.cell, kind="drill")
        self.env["udi.recall.role"].sudo().create(
            {
                "recall_id": recall.id,
                "role": "responsible",
                "user_id": self.approver.id,
            }
        )
        mails = self.env["mail.mail"].sudo().search_count([])
        rows = self._copied("CN", "US", "EU", recall=recall)
        self.assertEqual(rows.activity_ids.user_id, self.approver)
        self.assertTrue(recall.next_due_at)
        rows.with_user(self.manager).action_accept()
        self._act(rows, "done", note="Played through")
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), mails)

    # -- the end of the recall -----------------------------------------------------

    def test_what_is_not_done_is_an_open_point(self):
        self._copied("CN", class_firm="2")
        self.recall.sudo().state = "running"
        points = {point[0]: point for point in self.recall._open_points()}
        self.assertIn("duties", points)
        rows = self.recall.deadline_ids.browse(points["duties"][3])
        self.assertIn(self._duty("Investigation report"), rows)
        self.assertNotIn(self._duty("Summary evaluation report"), rows)
        self._act(rows, "done", note="All done")
        self.assertNotIn("duties", {point[0] for point in self.recall._open_points()})
        drill = self._recall(self.cell, kind="drill")
        self._copied("CN", recall=drill)
        self.assertNotIn("duties", {point[0] for point in drill._open_points()})

    def test_a_cancelled_recall_has_no_open_duty(self):
        rows = self._copied("CN", class_firm="2")
        self.recall.sudo().state = "cancelled"
        self.assertEqual(set(rows.mapped("state")), {"void"})
        self.assertFalse(rows.activity_ids)

    def test_after_the_end_they_stay_as_they_are(self):
        self._copied("CN", class_firm="2")
        self.recall.sudo().state = "closed"
        plan = self._duty("Investigation report").with_user(self.manager)
        for step in (plan.action_done, plan.action_accept, plan.action_void):
            with self.assertRaisesRegex(UserError, "stay as they are"):
                step()
