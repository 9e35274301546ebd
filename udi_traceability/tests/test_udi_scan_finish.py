from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestFinish(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.serials = cls.env["stock.lot"].create(
            [
                {"name": f"SN{n}", "product_id": cls.pump.product_id.id}
                for n in range(1, 5)
            ]
        )
        cls.receive(dict.fromkeys(cls.serials, 1))
        cls.worker = cls.make_user("f_worker", "udi_traceability.group_udi_user")
        cls.delivery = cls.make_delivery([(cls.pump.product_id, 3)]).with_user(
            cls.worker
        )

    def scan(self, *serials, picking=None):
        texts = [carrier(di=gtin(10001), serial=serial) for serial in serials]
        return (picking or self.delivery).udi_scan_send(
            [{"key": text, "text": text} for text in texts]
        )

    def test_all_of_it(self):
        self.scan("SN1", "SN2", "SN3")
        result = self.delivery.udi_scan_finish()
        self.assertEqual((result["result"], result["units"]), ("done", 3))
        self.assertFalse(result["backorder"])
        self.assertEqual(self.delivery.state, "done")
        self.assertEqual(len(self.events("shipped", picking_id=self.delivery.id)), 3)

    def test_a_part_with_a_backorder(self):
        self.scan("SN1", "SN4")
        result = self.delivery.udi_scan_finish({"missing": "backorder"})
        self.assertEqual(result["units"], 2)
        backorder = self.delivery.backorder_ids
        self.assertEqual(result["backorder"], backorder.name)
        self.assertEqual(backorder.move_ids.product_qty, 1)

    def test_a_part_and_no_more(self):
        self.scan("SN1")
        result = self.delivery.udi_scan_finish({"missing": "cancel"})
        self.assertEqual((result["units"], result["backorder"]), (1, False))
        self.assertFalse(self.delivery.backorder_ids)

    def test_nothing_scanned_is_not_shipped(self):
        result = self.delivery.udi_scan_finish()
        self.assertEqual(result["result"], "stopped")
        self.assertIn("Nothing is scanned", result["lines"][0])
        self.assertEqual(self.delivery.state, "assigned")

    def test_a_stop_is_told_per_unit(self):
        self.scan("SN1", "SN2", "SN3")
        self.env["udi.hold"]._hold(self.serials[:2], "complaint", "C-1")
        result = self.delivery.udi_scan_finish()
        self.assertEqual(result["result"], "stopped")
        self.assertEqual(len(result["lines"]), 2)
        self.assertIn("SN1", result["lines"][0])
        self.assertNotEqual(self.delivery.state, "done")

    def test_finished_already(self):
        self.scan("SN1", "SN2", "SN3")
        self.delivery.udi_scan_finish()
        result = self.delivery.udi_scan_finish()
        self.assertEqual(result["result"], "stopped")
        self.assertIn("takes no scans", result["lines"][0])
        (answer,) = self.scan("SN4")
        self.assertEqual(answer["code"], "transfer_closed")

    def test_the_last_page(self):
        self.scan("SN1", "SN9")
        summary = self.delivery.udi_scan_summary()
        self.assertEqual(summary["missing"], "backorder")
        self.assertEqual([line["counted"] for line in summary["lines"]], [1])
        (refused,) = summary["refused"]
        self.assertEqual(refused["serial"], "SN9")
        self.delivery.udi_scan_finish({"aside": [refused["key"]]})
        entry = self.env["udi.scan.entry"].search([("key", "=", refused["key"])])
        self.assertEqual(entry.state, "aside")

    def test_what_was_counted_later_is_not_left(self):
        lot = self.serials[0]
        self.env["udi.hold"]._hold(lot, "other", "Look at it")
        self.scan("SN1")
        self.assertEqual(len(self.delivery.udi_scan_summary()["refused"]), 1)
        lot.udi_hold_ids._release("Fine")
        text = carrier(di=gtin(10001), serial="SN1")
        (answer,) = self.delivery.udi_scan_send([{"key": "again", "text": text}])
        self.assertTrue(answer["accepted"])
        self.assertFalse(self.delivery.udi_scan_summary()["refused"])

    def test_other_goods_go_along_or_stay(self):
        gauze = self.make_product("Gauze", tracking="none")
        self.env["stock.quant"]._update_available_quantity(gauze, self.shelf, 9)
        for others in (True, False):
            delivery = self.make_delivery([(self.pump.product_id, 1), (gauze, 2)])
            (row,) = delivery.udi_scan_summary()["others"]
            self.assertEqual(row["ready"], 2)
            if not others:
                # the first delivery waits for it: the second scan takes it here
                delivery.udi_scan(carrier(di=gtin(10001), serial="SN3"))
            else:
                self.scan("SN4", picking=delivery)
            result = delivery.udi_scan_finish({"others": others})
            self.assertEqual(result["units"], 3 if others else 1)
            self.assertEqual(bool(result["backorder"]), not others)

    def test_the_next_transfer_is_offered(self):
        following = self.make_delivery([(self.pump.product_id, 1)], self.clinic)
        self.scan("SN1", "SN2", "SN3")
        result = self.delivery.udi_scan_finish()
        self.assertEqual(result["next"]["picking_id"], following.id)

    def test_choices_are_checked(self):
        for choices in ({"missing": "x"}, {"aside": "k"}, {"aside": [7]}):
            with self.assertRaises(UserError):
                self.delivery.udi_scan_finish(choices)

    def test_one_serial_lies_in_one_box(self):
        other = self.make_delivery([(self.pump.product_id, 1)], self.clinic)
        self.scan("SN4", picking=other)
        (answer,) = self.scan("SN4")
        self.assertEqual(answer["code"], "counted_elsewhere")
        self.assertIn(other.name, answer["what"])
