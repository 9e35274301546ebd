from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestTwice(UdiCase):
    """What the page asks, and a worker answers by scanning it again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("t_worker", "udi_traceability.group_udi_user")
        lots = [cls.make_lot(cls.pump, name) for name in ("T1", "T2")]
        cls.receive(dict.fromkeys(lots, 1))
        cls.first = cls.make_delivery([(cls.pump.product_id, 2)])
        cls.second = cls.make_delivery([(cls.pump.product_id, 2)])
        cls.keys = iter("abcdefghijkl")

    def send(self, text, user=None):
        picking = self.second.with_user(user or self.worker)
        (answer,) = picking.udi_scan_send([{"key": next(self.keys), "text": text}])
        return answer

    def pump_text(self, serial):
        return carrier(di=gtin(10001), serial=serial)

    def counted(self):
        return sum(self.second.move_ids.mapped("udi_scanned_qty"))

    def test_what_others_wait_for_is_taken_by_the_second_scan(self):
        answer = self.send(self.pump_text("T1"))
        self.assertEqual((answer["state"], answer["severity"]), ("aside", "warn"))
        self.assertEqual(answer["what"], f"Reserved for {self.first.name}.")
        self.assertFalse(answer["accepted"])
        self.assertEqual(self.counted(), 0)
        self.assertEqual(len(self.events("refused", picking_id=self.second.id)), 1)
        answer = self.send(self.pump_text("T1"))
        self.assertEqual((answer["state"], answer["severity"]), ("counted", "warn"))
        self.assertEqual(self.counted(), 1)

    def test_another_scan_or_another_worker_is_no_answer(self):
        self.send(self.pump_text("T1"))
        self.send(self.pump_text("T2"))
        self.assertEqual(self.send(self.pump_text("T1"))["state"], "aside")
        other = self.make_user("t_other", "udi_traceability.group_udi_user")
        self.assertEqual(self.send(self.pump_text("T1"), other)["state"], "aside")
        self.assertEqual(self.counted(), 0)

    def test_a_question_is_no_refused_unit_at_the_end(self):
        self.send(self.pump_text("T1"))
        state = self.second.with_user(self.worker).udi_scan_state()
        self.assertEqual(state["refused"], 0)

    def test_programs_without_a_page_are_not_asked(self):
        picking = self.second.with_user(self.worker)
        self.assertTrue(picking.udi_scan(self.pump_text("T1"))["accepted"])

    def test_another_transfer_is_opened_by_the_second_scan(self):
        answer = self.send(self.first.name)
        self.assertNotIn("open", answer)
        self.assertEqual([each["name"] for each in answer["actions"]], ["go"])
        answer = self.send(self.first.name)
        self.assertEqual(answer["open"], self.first.id)
        self.assertEqual(answer["state"], "aside")

    def test_no_case_at_once_where_each_unit_is_scanned(self):
        receipt = self.make_receipt([(self.glove.product_id, 30)])
        text = carrier(di=gtin(10002), lot="G1")
        (answer,) = receipt.udi_scan_send([{"key": "g1", "text": text}])
        self.assertIn("more", [each["name"] for each in answer["actions"]])
        receipt.picking_type_id.udi_scan_policy = "units"
        (answer,) = receipt.udi_scan_send([{"key": "g2", "text": text}])
        self.assertEqual(answer["actions"], [])
