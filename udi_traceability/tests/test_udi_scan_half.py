from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestHalves(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.receipt = cls.make_receipt(
            [(cls.pump.product_id, 5), (cls.glove.product_id, 30)]
        )
        cls.device = f"]C101{gtin(10001)}"
        cls.serial = "]C121S1"

    def send(self, *texts, after=0):
        """Texts read one after the other, `after` seconds apart."""
        start = fields.Datetime.now() - timedelta(minutes=10)
        self.turn = getattr(self, "turn", 0) + 1
        return self.receipt.udi_scan_send(
            [
                {
                    "key": f"{self.turn}-{n}",
                    "text": text,
                    "at": fields.Datetime.to_string(
                        start + timedelta(seconds=n * after)
                    ),
                }
                for n, text in enumerate(texts)
            ]
        )

    def states(self, answers):
        return [answer["state"] for answer in answers]

    def test_device_first(self):
        half, whole = self.send(self.device, self.serial)
        self.assertEqual((half["state"], half["severity"]), ("half", "half"))
        self.assertIn("Pump P", half["what"])
        self.assertIn("serial symbol", half["next"])
        self.assertEqual((whole["state"], whole["serial"]), ("counted", "S1"))
        self.assertEqual(whole["counted"], 1)
        event = self.events("scanned", picking_id=self.receipt.id)
        self.assertEqual(event.raw_text, f"{self.device}\n{self.serial}")

    def test_serial_first(self):
        half, whole = self.send(self.serial, self.device)
        self.assertIn("S1", half["what"])
        self.assertIn("device symbol", half["next"])
        self.assertEqual((whole["state"], whole["serial"]), ("counted", "S1"))

    def test_the_other_half_of_a_lot(self):
        answers = self.send(f"]C101{gtin(10002)}", "]C110L7")
        self.assertEqual(self.states(answers), ["half", "counted"])
        self.assertEqual(answers[1]["lot"], "L7")

    def test_three_symbols(self):
        answers = self.send("]C1172912312", self.serial, self.device)
        self.assertEqual(self.states(answers[1:]), ["half", "counted"])

    def test_too_late(self):
        answers = self.send(self.device, self.serial, after=31)
        self.assertEqual(self.states(answers), ["half", "half"])

    def test_the_same_symbol_again_waits_on(self):
        answers = self.send(self.device, self.device, self.serial)
        self.assertEqual(self.states(answers), ["half", "half", "counted"])

    def test_another_device_begins_anew(self):
        answers = self.send(f"]C101{gtin(10002)}", self.device, self.serial)
        self.assertEqual(self.states(answers), ["half", "half", "counted"])
        self.assertEqual(answers[2]["product_id"], self.pump.product_id.id)

    def test_a_whole_label_does_not_take_the_half(self):
        answers = self.send(self.device, carrier(di=gtin(10002), lot="L1"), self.serial)
        self.assertEqual(self.states(answers), ["half", "counted", "half"])

    def test_halves_of_two_labels(self):
        self.make_lot(self.glove, "L9")
        answers = self.send(f"]C101{gtin(10001)}", "]C121L9")
        self.assertEqual(answers[1]["code"], "not_together")
        self.assertIn("Scan both symbols", answers[1]["next"])
        answers = self.send("]C110A", "]C110B")
        self.assertEqual(answers[1]["code"], "not_together")

    def test_a_device_that_is_not_wanted_is_told_at_once(self):
        self.make_device("Valve", 10003, tracking="serial")
        (answer,) = self.send(f"]C101{gtin(10003)}")
        self.assertEqual(answer["code"], "wrong_product")

    def test_halves_of_two_workers_are_not_joined(self):
        self.send(self.device)
        other = self.make_user("h_other", "udi_traceability.group_udi_user")
        receipt = self.receipt.with_user(other)
        (answer,) = receipt.udi_scan_send([{"key": "o", "text": self.serial}])
        self.assertEqual(answer["state"], "half")

    def test_without_memory_a_half_is_refused(self):
        self.assertEqual(self.receipt.udi_scan(self.serial)["code"], "missing_di")

    def test_the_joined_lot_may_be_multiplied(self):
        _half, whole = self.send(f"]C101{gtin(10002)}", "]C110L7")
        answer = self.receipt.udi_scan_action(whole["key"], "more", {"units": 29})
        self.assertEqual((answer["counted"], answer["lot"]), (30, "L7"))
