import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestOpen(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["stock.picking"].search(
            [("state", "not in", ("done", "cancel"))]
        ).sudo().action_cancel()
        cls.serials = cls.env["stock.lot"].create(
            [
                {"name": f"SN{n}", "product_id": cls.pump.product_id.id}
                for n in range(1, 5)
            ]
        )
        cls.receive(dict.fromkeys(cls.serials, 1))
        cls.receipt = cls.make_receipt([(cls.glove.product_id, 10)])
        cls.delivery = cls.make_delivery([(cls.pump.product_id, 1)])
        cls.later = cls.make_delivery([(cls.pump.product_id, 1)], cls.clinic)
        cls.later.origin = "S00017"
        cls.worker = cls.make_user("o_worker", "udi_traceability.group_udi_user")
        cls.scan = cls.env["udi.scan"].with_user(cls.worker)

    def opened(self, text):
        answer = self.scan.udi_open(text)
        json.dumps(answer)
        return answer

    def test_cards_by_kind(self):
        chosen = self.scan.udi_choose()
        json.dumps(chosen)
        self.assertEqual(
            chosen["counts"], {"receive": 1, "ship": 2, "internal": 0, "back": 0}
        )
        self.assertEqual(len(chosen["cards"]), 3)
        ship = self.scan.udi_choose("ship", "clinic")["cards"]
        self.assertEqual([card["name"] for card in ship], [self.later.name])
        self.assertEqual(ship[0]["partner"], "Clinic")
        self.assertEqual((ship[0]["all_counted"], ship[0]["all_expected"]), (0, 1))

    def test_hostile_arguments(self):
        for kind, search in (
            (7, None),
            ("x", ["y"]),
            (None, "%'\"\\"),
            ([], "x" * 999),
        ):
            json.dumps(self.scan.udi_choose(kind, search))
        for text in ("", " ", "%", "x" * 9999, "\0", "'; --"):
            self.assertFalse(self.opened(text)["picking_id"])
        with self.assertRaises(UserError):
            self.scan.udi_open(None)

    def test_a_transfer_by_its_name(self):
        answer = self.opened(self.receipt.name.lower())
        self.assertEqual(answer, {"picking_id": self.receipt.id, "scan": False})

    def test_by_order(self):
        self.assertEqual(self.opened("S00017")["picking_id"], self.later.id)

    def test_by_package_and_place(self):
        package = self.env["stock.package"].create({"name": "PACK-9"})
        self.delivery.move_line_ids.package_id = package
        self.assertEqual(self.opened("PACK-9")["picking_id"], self.delivery.id)
        self.shelf.barcode = "SHELF-1"
        self.assertEqual(len(self.opened("SHELF-1")["cards"]), 2)

    def test_by_a_device(self):
        glove = carrier(di=gtin(10002), lot="L1")
        answer = self.opened(glove)
        self.assertEqual(answer, {"picking_id": self.receipt.id, "scan": glove})

    def test_the_transfer_that_reserved_it_comes_first(self):
        reserved = self.delivery.move_line_ids.lot_id.name
        answer = self.opened(carrier(di=gtin(10001), serial=reserved))
        self.assertEqual(answer["picking_id"], self.delivery.id)
        answer = self.opened(carrier(di=gtin(10001), serial="SN4"))
        self.assertEqual(len(answer["cards"]), 2)

    def test_what_nobody_expects(self):
        self.make_device("Valve", 10003, tracking="serial")
        answer = self.opened(carrier(di=gtin(10003), serial="V"))
        self.assertIn("No open transfer", answer["why"])
        answer = self.opened(carrier(di=gtin(19999), serial="V"))
        self.assertIn("not registered", answer["what"])
        self.assertIn("Misread", self.opened("0109506000100019")["what"])

    def test_take_back(self):
        self.delivery.udi_scan(carrier(di=gtin(10001), serial="SN3"))
        self.delivery.button_validate()
        self.later.action_cancel()
        text = carrier(di=gtin(10001), serial="SN3")
        self.assertIn("Shipped to Hospital", self.opened(text)["why"])
        answer = self.scan.udi_take_back(text)
        back = self.env["stock.picking"].browse(answer["picking_id"])
        self.assertEqual(back.return_id, self.delivery)
        again = self.scan.udi_take_back(text)
        self.assertEqual(again["picking_id"], back.id, "one return, not two")
        (counted,) = back.udi_scan_send([{"key": "1", "text": text}])
        self.assertTrue(counted["accepted"], counted)
        self.assertEqual(back.with_user(self.worker).udi_scan_summary()["kind"], "back")
        result = back.with_user(self.worker).udi_scan_finish({"missing": "cancel"})
        self.assertEqual(result["result"], "done")
        self.assertEqual(self.events("returned", picking_id=back.id).lot_name, "SN3")

    def test_take_back_what_never_left(self):
        for text in ("hello", carrier(di=gtin(10001), serial="SN1")):
            answer = self.scan.udi_take_back(text)
            self.assertFalse(answer["picking_id"])
            self.assertTrue(answer["what"])

    def test_who_may(self):
        clerk = self.make_user("o_clerk", "stock.group_stock_user")
        scan = self.env["udi.scan"].with_user(clerk)
        for call in (
            lambda: scan.udi_open("x"),
            scan.udi_choose,
            lambda: scan.udi_take_back("x"),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_roads_to_the_page(self):
        action = self.delivery.action_udi_scan()
        self.assertEqual(action["tag"], "udi_scan")
        self.assertEqual(action["params"], {"picking_id": self.delivery.id})
        action = self.warehouse.out_type_id.action_udi_scan()
        self.assertEqual(action["params"], {"kind": "ship"})
