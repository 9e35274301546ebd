from unittest.mock import patch

from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallMoved(RecallCase):
    """Goods move while a recall runs: its figures follow without anybody's button."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recall = cls._started(cls._story())
        cls.notes = cls.env["udi.recall.moved"]
        cls.trigger = cls.env.ref("udi_recall.ir_cron_recall_moved")

    def _figures(self):
        self.recall.invalidate_recordset()
        recall = self.recall.with_user(self.reader)
        rows = recall.lot_line_ids
        out = sum(rows.mapped("quantity_out"))
        return out, sum(rows.mapped("quantity_back"))

    def test_what_came_back_is_counted(self):
        self.assertEqual(self._figures(), (7, 0))
        self._take_back(self.serials[3], self.anna)
        self.assertEqual(self.notes.search([]).recall_id, self.recall)
        self._count_moved()
        self.assertEqual(self._figures(), (6, 1))
        self.assertEqual(self._consignee(self.recall, self.anna).quantity_out, 3)
        self.assertFalse(self.notes.search([]))

    def test_the_job_is_woken_by_the_transfer(self):
        triggers = self.env["ir.cron.trigger"].search_count
        before = triggers([("cron_id", "=", self.trigger.id)])
        self._take_back(self.serials[3], self.anna)
        self.assertGreater(triggers([("cron_id", "=", self.trigger.id)]), before)

    def test_other_goods_leave_no_note(self):
        good = self._lots(self.bp7, "C-900")
        self._receive(good, 5)
        self._deliver(good, self.anna)
        self._take_back(good, self.anna)
        self.assertFalse(self.notes.search([]))

    def test_a_recall_that_ended_is_left_alone(self):
        self._take_back(self.serials[3], self.anna)
        self._closed(self.recall)
        before = self._figures()
        self._take_back(self.serials[4], self.anna)
        self._count_moved()
        self.assertEqual(self._figures(), before)
        self.assertFalse(self.notes.search([]))

    def test_nobody_new_is_told_by_the_count(self):
        told = len(self.recall.notice_ids)
        self._take_back(self.serials[3], self.anna)
        self._count_moved()
        self.assertEqual(len(self.recall.notice_ids), told)
        self.assertFalse(self.notes.search([]))

    def test_one_that_somebody_works_on_keeps_its_note(self):
        self._take_back(self.serials[3], self.anna)
        recalls = self.env.registry["udi.recall"]
        busy = patch.object(recalls, "try_lock_for_update", lambda self: self.browse())
        with busy:
            self._count_moved()
        self.assertEqual(self._figures(), (7, 0))
        self.assertEqual(self.notes.search([]).recall_id, self.recall)
        self._count_moved()
        self.assertEqual(self._figures(), (6, 1))

    def test_while_a_round_takes_up_its_lots_nothing_is_counted(self):
        """Rows that wait for the next part are not lost to a count in between."""
        self._take_back(self.serials[3], self.anna)
        waiting = self.recall.lot_line_ids[:2].sudo()
        waiting.round_id = False
        for state in ("queued", "running", "stopped"):
            self.recall.sudo().round_id.state = state
            self._count_moved()
            self.assertEqual(len(waiting.exists()), 2)
            self.assertEqual(self._figures(), (7, 0))
        waiting.round_id = self.recall.round_id
        self.recall.sudo().round_id.state = "done"
        self._count_moved()
        self.assertEqual(self._figures(), (6, 1))

    def test_a_drill_counts_nothing(self):
        drill = self._started(self._recall(self.cell, kind="drill"))
        self._take_back(self.serials[3], self.anna)
        self.assertNotIn(drill, self.notes.search([]).recall_id)
