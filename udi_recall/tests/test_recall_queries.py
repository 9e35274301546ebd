from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallQueries(RecallCase):
    """A hundred lots cost as many queries as ten."""

    def _recall_of(self, count, start):
        cell = self._lots(self.bp7, f"C-{start}")
        self._receive(cell, count)
        pumps = self._serials(count, start=start)
        self.produce(dict.fromkeys(pumps, 1), {cell: count})
        half = count // 2
        self._deliver(pumps[:half], self.anna)
        return self._recall(cell)

    def _queries(self, step):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        step()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_ten_and_a_hundred(self):
        warm = self._recall_of(4, 1)
        self._started(warm)
        counts = {}
        for count, start in ((10, 1000), (100, 2000)):
            recall = self._recall_of(count, start)
            preview = self._queries(recall.action_compute_scope)
            again = self._queries(recall.action_compute_scope)
            self.assertEqual(recall.lot_count, count + 1)
            self._approved(recall)
            start = self._queries(recall.action_start)
            self.assertEqual(len(recall.hold_ids), count - count // 2)
            look = self._queries(recall.action_look_again)
            counts[count] = {
                "preview": preview,
                "preview again": again,
                "start": start,
                "look again": look,
            }
        for step, few in counts[10].items():
            # A hundred rows may be written in one statement more; not in ninety.
            self.assertLessEqual(counts[100][step], few + 5, step)
