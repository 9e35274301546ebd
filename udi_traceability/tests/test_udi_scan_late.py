import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestLate(UdiCase):
    """Scans that were kept too long."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("l_worker", "udi_traceability.group_udi_user")
        cls.receipt = cls.make_receipt([(cls.pump.product_id, 1)])
        cls.receipt = cls.receipt.with_user(cls.worker)

    def send(self, key, **more):
        text = carrier(di=gtin(10001), serial="D1")
        (answer,) = self.receipt.udi_scan_send([{"key": key, "text": text, **more}])
        return answer

    def test_what_is_discarded_is_logged_with_its_text_and_reason(self):
        answer = self.send("a", discard=" Dropped the box ")
        self.assertEqual((answer["state"], answer["accepted"]), ("aside", False))
        event = self.events("refused", picking_id=self.receipt.id)
        self.assertIn("Dropped the box", event.reason)
        self.assertIn("21D1", event.raw_text)
        self.assertEqual(sum(self.receipt.move_ids.mapped("udi_scanned_qty")), 0)
        self.assertEqual(self.send("a"), answer)
        self.assertEqual(self.send("b")["state"], "counted")
        self.assertEqual(self.send("b", discard="late")["state"], "counted")

    def test_a_reason_is_words(self):
        for reason in ("", " ", 7, True, ["x"], "a\0"):
            with self.subTest(reason=reason), self.assertRaises(UserError):
                self.send("x", discard=reason)

    def test_who_finished_it_and_what_came_later(self):
        self.assertFalse(self.receipt.udi_scan_state()["finished"])
        self.send("a")
        self.receipt.udi_scan_finish({"missing": "backorder"})
        self.assertEqual(self.send("late")["code"], "transfer_closed")
        state = self.receipt.udi_scan_state()
        json.dumps(state)
        self.assertEqual(state["finished"]["by"], self.worker.name)
        self.assertEqual((state["finished"]["kept"], state["finished"]["late"]), (1, 1))
        self.assertFalse(state["open"])

    def test_the_list_has_as_many_as_the_number_says(self):
        """Also those that were read before the end, and came without a connection."""
        self.send("before")
        self.send("twice")
        self.receipt.udi_scan_finish()
        read = fields.Datetime.now() - timedelta(hours=5)
        self.send("late", at=fields.Datetime.to_string(read))
        self.send("gone", discard="Dropped the box")
        self.receipt.with_env(self.env).udi_scan("not mine")
        finished = self.receipt.udi_scan_state()["finished"]
        action = self.receipt.action_udi_late_scans()
        shown = self.env["udi.event"].with_user(self.worker).search(action["domain"])
        self.assertEqual((len(shown), finished["late"]), (2, 2))
        self.assertIn(self.receipt.name, action["name"])
        self.assertEqual(set(shown.mapped("user_id")), {self.worker})
