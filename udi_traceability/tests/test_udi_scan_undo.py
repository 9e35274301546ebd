from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestUndo(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.serials = cls.env["stock.lot"].create(
            [
                {"name": f"SN{n}", "product_id": cls.pump.product_id.id}
                for n in range(1, 5)
            ]
        )
        cls.box = cls.make_lot(cls.glove, "BOX")
        cls.receive({**dict.fromkeys(cls.serials, 1), cls.box: 60})

    def send(self, picking, *texts):
        scans = [{"key": f"{n}:{text}", "text": text} for n, text in enumerate(texts)]
        return picking.udi_scan_send(scans)

    def lines(self, picking):
        return sorted(
            (line.lot_id.name or line.lot_name, line.quantity, line.udi_scanned_qty)
            for line in picking.move_line_ids
        )

    def test_a_serial_of_a_delivery(self):
        delivery = self.make_delivery([(self.pump.product_id, 2)])
        before = self.lines(delivery)
        (answer,) = self.send(delivery, carrier(di=gtin(10001), serial="SN4"))
        self.assertEqual(answer["counted"], 1)
        undone = delivery.udi_scan_undo(answer["key"])
        self.assertEqual((undone["counted"], undone["expected"]), (0, 2))
        self.assertEqual(self.lines(delivery), before, "reserved as before")
        again = self.send(delivery, "", carrier(di=gtin(10001), serial="SN4"))[1]
        self.assertTrue(again["accepted"])
        self.assertEqual(self.events("undone", picking_id=delivery.id).quantity, 1)

    def test_a_serial_while_another_is_counted(self):
        delivery = self.make_delivery([(self.pump.product_id, 3)])
        texts = [carrier(di=gtin(10001), serial=f"SN{n}") for n in (3, 4)]
        _first, second = self.send(delivery, *texts)
        delivery.udi_scan_undo(second["key"])
        picked = delivery.move_line_ids.filtered("picked")
        self.assertEqual(picked.lot_id, self.serials[2])
        delivery.udi_scan_finish()
        self.assertEqual(sum(delivery.move_ids.mapped("quantity")), 1)

    def test_units_of_a_lot_one_by_one(self):
        delivery = self.make_delivery([(self.glove.product_id, 12)])
        text = carrier(di=gtin(10002), lot="BOX")
        first, second = self.send(delivery, text, text)
        delivery.udi_scan_undo(second["key"])
        self.assertEqual(sum(delivery.move_ids.mapped("udi_scanned_qty")), 1)
        self.assertEqual(sum(delivery.move_line_ids.mapped("quantity")), 12)
        delivery.udi_scan_undo(first["key"])
        self.assertEqual(sum(delivery.move_line_ids.mapped("quantity")), 12)
        self.assertFalse(any(delivery.move_line_ids.mapped("udi_scanned_qty")))
        self.assertFalse(any(delivery.move_line_ids.mapped("picked")))

    def test_a_receipt_expects_the_unit_again(self):
        receipt = self.make_receipt(
            [(self.pump.product_id, 2), (self.glove.product_id, 20)]
        )
        label = carrier(di=gtin(10001), serial="N1", expires=self.in_days(90))
        answers = self.send(receipt, label, carrier(di=gtin(10002, 1), lot="L"))
        for answer in answers:
            receipt.udi_scan_undo(answer["key"])
        lines = receipt.move_line_ids
        self.assertFalse(lines.filtered(lambda line: line.lot_name or line.picked))
        self.assertFalse(any(lines.mapped("udi_serial_number")))
        for move, wanted in zip(receipt.move_ids, (2, 20), strict=True):
            self.assertEqual(sum(move.move_line_ids.mapped("quantity")), wanted)
        answers = self.send(receipt, "", carrier(di=gtin(10001), serial="N2"))
        self.assertTrue(answers[1]["accepted"])

    def test_twice_is_once(self):
        delivery = self.make_delivery([(self.pump.product_id, 2)])
        texts = [carrier(di=gtin(10001), serial=f"SN{n}") for n in (1, 2)]
        first, _second = self.send(delivery, *texts)
        for _time in range(2):
            answer = delivery.udi_scan_undo(first["key"])
            self.assertEqual(answer["what"], "Taken back.")
        self.assertEqual(sum(delivery.move_ids.mapped("udi_scanned_qty")), 1)
        (resent,) = delivery.udi_scan_send([{"key": first["key"], "text": texts[0]}])
        self.assertEqual(resent["state"], "undone")

    def test_what_cannot_be_undone_says_why(self):
        delivery = self.make_delivery([(self.pump.product_id, 1)])
        good, wrong = self.send(
            delivery, carrier(di=gtin(10001), serial="SN1"), "hello"
        )
        answer = delivery.udi_scan_undo(wrong["key"])
        self.assertFalse(answer["accepted"])
        self.assertIn("was not counted", answer["message"])
        with self.assertRaisesRegex(UserError, "not known here"):
            delivery.udi_scan_undo("somebody else's")
        delivery.move_line_ids.lot_id = self.serials[2]
        self.assertIn("changed", delivery.udi_scan_undo(good["key"])["message"])
        self.send(delivery, "", "", carrier(di=gtin(10001), serial="SN1"))
        delivery.button_validate()
        done = self.env["udi.scan.entry"].search([("state", "=", "counted")], limit=1)
        self.assertIn("finished", delivery.udi_scan_undo(done.key)["message"])

    def test_more_of_a_lot_in_one_tap(self):
        delivery = self.make_delivery([(self.glove.product_id, 25)])
        (answer,) = self.send(delivery, carrier(di=gtin(10002), lot="BOX"))
        offered = [action["values"]["units"] for action in answer["actions"]]
        self.assertEqual(offered, [9, 24])
        more = delivery.udi_scan_action(answer["key"], "more", {"units": 9})
        self.assertEqual((more["counted"], more["units"]), (10, 9))
        with self.assertRaises(UserError):
            delivery.udi_scan_action(answer["key"], "more", {"units": 9})
        delivery.udi_scan_undo(more["key"])
        self.assertEqual(sum(delivery.move_ids.mapped("udi_scanned_qty")), 1)

    def test_only_offered_buttons_do_something(self):
        delivery = self.make_delivery([(self.glove.product_id, 25)])
        (answer,) = self.send(delivery, carrier(di=gtin(10002), lot="BOX"))
        for name, values in (
            ("unlink", {}),
            ("go", {}),
            ("more", {"units": 25}),
            ("more", {}),
            ("more", "all"),
            ("__class__", {}),
        ):
            with self.assertRaises(UserError):
                delivery.udi_scan_action(answer["key"], name, values)
