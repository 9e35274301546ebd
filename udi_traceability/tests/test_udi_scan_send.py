import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestSend(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("s_worker", "udi_traceability.group_udi_user")
        cls.receipt = cls.make_receipt(
            [(cls.pump.product_id, 3), (cls.glove.product_id, 30)]
        ).with_user(cls.worker)

    def pump_scan(self, serial, key=None, **more):
        text = carrier(di=gtin(10001), serial=serial)
        return {"key": key or f"k-{serial}", "text": text, **more}

    def counted(self):
        return sum(self.receipt.move_ids.mapped("udi_scanned_qty"))

    def test_answers_come_in_the_order_of_the_scans(self):
        scans = [self.pump_scan("A"), {"key": "x", "text": "hello"}]
        scans.append(self.pump_scan("B"))
        answers = self.receipt.udi_scan_send(scans)
        self.assertEqual([a["key"] for a in answers], ["k-A", "x", "k-B"])
        states = [answer["state"] for answer in answers]
        self.assertEqual(states, ["counted", "refused", "counted"])
        self.assertEqual((answers[2]["counted"], answers[2]["expected"]), (2, 3))
        self.assertEqual(answers[2]["all_expected"], 33)
        json.dumps(answers)

    def test_what_was_answered_is_answered_the_same_and_not_counted(self):
        first = self.receipt.udi_scan_send([self.pump_scan("A")])
        events = self.env["udi.event"].search_count([])
        again = self.receipt.udi_scan_send([self.pump_scan("A"), self.pump_scan("B")])
        self.assertEqual(again[0], first[0])
        self.assertEqual(self.counted(), 2)
        self.assertEqual(self.env["udi.event"].search_count([]), events + 1)

    def test_one_key_twice_in_one_request(self):
        answers = self.receipt.udi_scan_send([self.pump_scan("A"), self.pump_scan("A")])
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(self.counted(), 1)

    def test_another_key_is_another_scan(self):
        self.receipt.udi_scan_send([self.pump_scan("A")])
        (answer,) = self.receipt.udi_scan_send([self.pump_scan("A", key="other")])
        self.assertEqual(answer["code"], "already_scanned")
        self.assertEqual(self.counted(), 1)

    def test_a_key_counts_on_its_own_transfer_only(self):
        other = self.make_receipt([(self.pump.product_id, 1)])
        self.receipt.udi_scan_send([self.pump_scan("A", key="one")])
        (answer,) = other.udi_scan_send([self.pump_scan("B", key="one")])
        self.assertTrue(answer["accepted"])

    def test_when_it_was_read_is_kept_if_it_can_be(self):
        now = fields.Datetime.now()
        hour_ago = fields.Datetime.to_string(now - timedelta(hours=1))
        moments = {"a": hour_ago, "b": "soon", "c": "2001-01-01 00:00:00", "d": 7}
        self.receipt.udi_scan_send(
            [self.pump_scan(key, key=key, at=at) for key, at in moments.items()]
        )
        entries = self.env["udi.scan.entry"].search(
            [("picking_id", "=", self.receipt.id)]
        )
        kept = {entry.key: entry.scanned_at for entry in entries}
        self.assertEqual(fields.Datetime.to_string(kept["a"]), hour_ago)
        for key in "bcd":
            self.assertLess(abs(kept[key] - now), timedelta(minutes=5))

    def test_only_scans_are_taken(self):
        for scans in (
            None,
            {},
            "x",
            ["x"],
            [{"text": "x"}],
            [{"key": "", "text": "x"}],
            [{"key": "k" * 65, "text": "x"}],
            [{"key": 7, "text": "x"}],
            [{"key": "k\0", "text": "x"}],
            [{"key": "k"}],
            [{"key": "k", "text": 7}],
            [{"key": "k", "text": "x"}] * 101,
        ):
            with self.subTest(scans=str(scans)[:40]), self.assertRaises(UserError):
                self.receipt.udi_scan_send(scans)

    def test_who_may_not_scan(self):
        clerk = self.make_user("s_clerk", "stock.group_stock_user")
        receipt = self.receipt.with_user(clerk)
        for call in (
            lambda: receipt.udi_scan_send([]),
            lambda: receipt.udi_scan_check([]),
            lambda: receipt.udi_scan_undo("k"),
            lambda: receipt.udi_scan_action("k", "more"),
            receipt.udi_scan_state,
            receipt.udi_scan_summary,
            receipt.udi_scan_finish,
        ):
            with self.assertRaises(AccessError):
                call()

    def test_nobody_writes_entries_by_hand(self):
        self.receipt.udi_scan_send([self.pump_scan("A")])
        entry = self.env["udi.scan.entry"].search([], limit=1).with_user(self.worker)
        with self.assertRaises(AccessError):
            entry.write({"state": "refused"})
        with self.assertRaises(AccessError):
            entry.unlink()
        with self.assertRaises(AccessError):
            entry.create({"picking_id": self.receipt.id, "key": "x"})

    def test_a_list_is_checked_without_being_counted(self):
        scans = [self.pump_scan("A"), self.pump_scan("A", key="b"), self.pump_scan("C")]
        answers = self.receipt.udi_scan_check(scans)
        states = [answer["state"] for answer in answers]
        self.assertEqual(states, ["counted", "refused", "counted"])
        self.assertEqual(self.counted(), 0)
        self.assertFalse(self.events("scanned", picking_id=self.receipt.id))
        answers = self.receipt.udi_scan_send(scans)
        self.assertEqual([answer["state"] for answer in answers], states)

    def test_the_state_of_the_page(self):
        self.receipt.udi_scan_send([self.pump_scan("A"), {"key": "x", "text": "hello"}])
        state = self.receipt.udi_scan_state()
        json.dumps(state)
        self.assertEqual((state["all_counted"], state["all_expected"]), (1, 33))
        self.assertEqual([entry["key"] for entry in state["entries"]], ["x", "k-A"])
        self.assertEqual(state["refused"], 1)
        self.assertTrue(state["open"])
        self.assertFalse(state["entries"][0]["by"])
        other = self.make_user("s_other", "udi_traceability.group_udi_user")
        entries = self.receipt.with_user(other).udi_scan_state()["entries"]
        self.assertEqual(entries[0]["by"], self.worker.name)

    def test_many_scans_cost_the_same_queries_each(self):
        few = [self.pump_scan("Q1"), {"key": "Q", "text": "hello"}]
        self.receipt.udi_scan_send(few)
        glove = carrier(di=gtin(10002), lot="L")
        self.receipt.udi_scan_send([{"key": "w", "text": glove}])

        def cost(count, mark):
            scans = [{"key": f"{mark}{n}", "text": glove} for n in range(count)]
            before = self.env.cr.sql_log_count
            self.receipt.udi_scan_send(scans)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        one = cost(1, "a")
        self.assertLess(cost(10, "b"), 10 * one + 10)

    def test_old_entries_of_closed_transfers_go(self):
        self.receipt.udi_scan_send([self.pump_scan("A")])
        entry = self.env["udi.scan.entry"].search(
            [("picking_id", "=", self.receipt.id)]
        )
        entry.scanned_at -= timedelta(days=40)
        self.env["udi.scan.entry"]._gc_of_closed()
        self.assertTrue(entry.exists(), "the transfer is open")
        self.receipt.sudo().action_cancel()
        self.env["udi.scan.entry"]._gc_of_closed()
        self.assertFalse(entry.exists())
