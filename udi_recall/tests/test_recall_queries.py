from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

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

    def test_four_customers_and_sixteen(self):
        self._told(self._at_customers(2, 1))
        few = self._told(self._at_customers(4, 100))
        many = self._told(self._at_customers(16, 200))
        for step, queries in few.items():
            self.assertLessEqual(many[step], queries + 3, step)

    def _at_customers(self, count, start):
        germany = self.env.ref("base.de")
        pumps = self._serials(count, start=start)
        self._receive(pumps)
        for pump in pumps:
            partner = self._customer(f"Clinic {pump.name}", germany, lang="de_DE")
            self._deliver(pump, self.env["res.partner"].create(partner))
        return self._recall(*pumps)

    def _told(self, recall):
        self._approved(recall)
        counts = {"start": self._queries(recall.action_start)}
        recall = recall.sudo()
        counts["again"] = self._queries(recall._prepare_notices)
        early = fields.Datetime.now() - timedelta(days=5)
        recall.notice_ids.write({"state": "sent", "sent_at": early})
        counts["departures"] = self._queries(recall.round_id._note_departures)
        counts["figure"] = self._queries(lambda: recall.unanswered_count)
        counts["reminders"] = self._queries(recall._remind_due)
        customers = len(recall.consignee_ids)
        self.assertEqual(len(recall.notice_ids), 2 * customers)
        self.assertEqual(len(recall.notice_ids.event_id), customers)
        return counts

    def test_many_rows_are_known_to_the_planner_at_once(self):
        recall = self._recall_of(4, 1)
        with patch("odoo.addons.udi_recall.models.rows.MANY", 1):
            recall.action_compute_scope()
        known = self.env.execute_query(
            SQL(
                "SELECT reltuples FROM pg_class WHERE relname IN %s",
                ("udi_recall_lot", "udi_recall_consignee", "udi_recall_consignee_line"),
            )
        )
        self.assertEqual(len(known), 3)
        self.assertTrue(all(rows > 0 for [rows] in known))
