from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallSteps(RecallCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls._story()

    def _running(self):
        recall = self.story
        self._started(recall)
        return recall

    def test_numbers_begin_anew_each_year(self):
        with freeze_time("2031-12-31 10:00:00"):
            last = self._recall()
        with freeze_time("2032-01-01 10:00:00"):
            first, second = self._recall(), self._recall()
        self.assertEqual(last.name, "R-2031-001")
        self.assertEqual((first.name, second.name), ("R-2032-001", "R-2032-002"))

    def test_a_number_and_a_state_are_never_typed(self):
        recall = self._recall(name="R-1", state="closed", started_on="2026-01-01")
        self.assertEqual(recall.state, "draft")
        self.assertNotEqual(recall.name, "R-1")
        self.assertFalse(recall.started_on)
        for values in ({"state": "closed"}, {"name": "R-1"}, {"end_reason": "x"}):
            with self.assertRaisesRegex(UserError, "only the buttons of the recall"):
                recall.write(values)

    def test_not_even_by_a_default_in_the_context(self):
        recalls = self.env["udi.recall"].with_user(self.manager)
        recall = recalls.with_context(default_state="closed").create({"title": "x"})
        self.assertEqual(recall.state, "draft")

    def test_a_preview_needs_a_reason_and_a_scope(self):
        recall = self._recall(reason_text=False)
        with self.assertRaisesRegex(UserError, "fill in first: What is wrong, Scope"):
            recall.action_compute_scope()
        self.assertEqual(recall.state, "draft")

    def test_kind_and_company_are_fixed_once_it_runs(self):
        recall = self._running()
        with self.assertRaisesRegex(UserError, "is Running: Kind can no longer"):
            recall.kind = "drill"
        recall.hazard = "Worse than we thought."
        self.assertEqual(recall.hazard, "Worse than we thought.")

    def test_a_copy_is_a_new_draft(self):
        recall = self._running()
        copy = recall.copy()
        self.assertRecordValues(copy, [{"state": "draft", "started_on": False}])
        self.assertNotEqual(copy.name, recall.name)
        self.assertEqual(copy.scope_line_ids.lot_id, self.cell)
        self.assertFalse(copy.lot_line_ids)
        self.assertFalse(copy.consignee_ids)

    # -- end -----------------------------------------------------------------------

    def _cancel(self, recall, user):
        dialogs = self.env["udi.recall.close"].with_user(user)
        dialog = Form(dialogs.with_context(default_recall_id=recall.id))
        dialog.reason = "Another cell maker after all."
        return dialog.save()

    def test_cancel_before_anything_was_held(self):
        recall = self.story
        recall.action_compute_scope()
        self._cancel(recall, self.manager).action_end()
        self.assertEqual(recall.state, "cancelled")
        self.assertEqual(recall.end_reason, "Another cell maker after all.")
        lots = self.env["udi.event"].search([("kind", "=", "recalled")]).lot_id
        self.assertFalse(lots)

    def test_no_end_without_a_reason(self):
        recall = self._running()
        dialogs = self.env["udi.recall.close"].with_user(self.approver)
        dialog = Form(dialogs.with_context(default_recall_id=recall.id))
        with self.assertRaisesRegex(AssertionError, "reason is a required field"):
            dialog.save()

    def test_a_running_recall_is_cancelled_by_an_approver(self):
        recall = self._running()
        with self.assertRaisesRegex(AccessError, "role \\*Recall approver\\*"):
            self._cancel(recall, self.manager).action_end()
        self.assertEqual(recall.state, "running")
        dialog = self._cancel(recall, self.approver)
        self.assertEqual(
            dialog.remains, "Lots that stay on hold until someone releases them: 3."
        )
        dialog.action_end()
        self.assertEqual(recall.state, "cancelled")
        self.assertEqual(len(recall.hold_ids), 3)
        events = self.env["udi.event"].search(
            [("res_model", "=", "udi.recall"), ("reason", "like", "Another cell maker")]
        )
        self.assertEqual(events.lot_id, self.cell | self.serials)

    def test_nothing_goes_on_after_the_end(self):
        recall = self._closed(self._running())
        for step in (
            recall.action_compute_scope,
            recall.action_ask_approval,
            recall.action_start,
            recall.action_look_again,
            recall.action_check_completion,
            recall.action_complete,
        ):
            with self.assertRaisesRegex(UserError, "is Closed"):
                step()
        with self.assertRaisesRegex(UserError, "is Closed: Title can no longer"):
            recall.title = "Nothing happened"
        with self.assertRaisesRegex(UserError, "is Closed: it is evidence"):
            recall.region_ids[0].class_authority = "II"

    def test_a_recall_that_was_begun_is_kept(self):
        recall = self.story
        recall.action_compute_scope()
        with self.assertRaisesRegex(UserError, "kept as evidence"):
            recall.unlink()
        draft = self._recall()
        draft.unlink()
        self.assertFalse(draft.exists())

    def test_no_notice_to_print(self):
        recall = self.story
        with self.assertRaisesRegex(UserError, "no notice to print"):
            recall.action_print_notices()
