import json

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..tools.container import sscc
from .common import carrier, gtin
from .test_stock_picking_package import PREFIX, PackingCase, label

SHELVES = ("A1", "A2")


class PlaceCase(PackingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second = cls.env["stock.location"].create(
            [
                {"name": name, "location_id": cls.shelf.id, "barcode": f"SHELF-{name}"}
                for name in SHELVES
            ]
        )
        cls.worker = cls.make_user("p_worker", "udi_traceability.group_udi_user")

    def glove_text(self, lot="BOX"):
        return carrier(di=gtin(10002), lot=lot)

    def pump_text(self, serial):
        return carrier(di=gtin(10001), serial=serial)

    def places(self, picking):
        places = picking.udi_scan_state()["places"]
        return {role: place["name"] for role, place in places.items()}

    def take_off(self, picking, role):
        key = picking.udi_scan_state()["places"][role]["key"]
        return picking.udi_scan_action(key, "place", {"role": False})


@tagged("post_install", "-at_install")
class TestPlaceOfReceipt(PlaceCase):
    def counted(self, picking):
        return sorted(
            (line.location_dest_id.name, line.udi_scanned_qty)
            for line in picking.move_line_ids.filtered("udi_scanned_qty")
        )

    def test_units_are_put_where_the_last_place_says(self):
        receipt = self.make_receipt([(self.glove.product_id, 9)])
        text = self.glove_text("NEW")
        self.send(receipt, text)
        answer = self.send(receipt, "shelf-a1")
        self.assertEqual((answer["what"], answer["state"]), ("To WH/Stock/A1", "to"))
        self.assertFalse(answer["accepted"])
        json.dumps(answer)
        for _unit in range(2):
            self.assertTrue(self.send(receipt, text)["accepted"])
        self.send(receipt, "]C0SHELF-A2")
        self.assertEqual(self.places(receipt), {"to": "WH/Stock/A2"})
        self.send(receipt, text)
        self.take_off(receipt, "to")
        self.assertEqual(self.places(receipt), {})
        self.send(receipt, text)
        lines = self.counted(receipt)
        self.assertEqual(lines, [("A1", 2), ("A2", 1), ("Stock", 2)])
        receipt.udi_scan_finish()
        lot = receipt.move_line_ids.lot_id
        inside = lot.quant_ids.filtered(
            lambda quant: quant.location_id.usage == "internal"
        )
        self.assertEqual(
            {quant.location_id: quant.quantity for quant in inside},
            {self.shelf: 2, self.first: 2, self.second: 1},
        )

    def test_what_is_taken_back_waits_where_the_transfer_puts_it(self):
        receipt = self.make_receipt([(self.glove.product_id, 9)])
        self.send(receipt, "SHELF-A1")
        first, second = (self.send(receipt, self.glove_text("NEW")) for _n in range(2))
        receipt.udi_scan_undo(second["key"])
        self.assertEqual(self.counted(receipt), [("A1", 1)])
        receipt.udi_scan_undo(first["key"])
        self.assertEqual(receipt.move_line_ids.location_dest_id, self.shelf)

    def test_a_case_and_a_package(self):
        self.env.user.group_ids += self.env.ref("stock.group_tracking_lot")
        receipt = self.make_receipt([(self.glove.product_id, 34)])
        self.send(receipt, "SHELF-A1")
        case = self.send(receipt, carrier(di=gtin(10002, 1), lot="L7"))
        self.assertTrue(case["accepted"], case)
        box = self.send(receipt, label(61, f"02{gtin(10002)}3724\x1d10L7"))
        self.assertTrue(box["accepted"], box)
        receipt.button_validate()
        packages = receipt.move_line_ids.result_package_id
        self.assertEqual(len(packages), 2)
        self.assertEqual(packages.location_id, self.first)

    def test_each_worker_has_a_place(self):
        receipt = self.make_receipt([(self.pump.product_id, 3)])
        theirs = receipt.with_user(self.worker)
        self.send(receipt, "SHELF-A1")
        self.assertEqual(self.places(theirs), {})
        key = receipt.udi_scan_state()["places"]["to"]["key"]
        with self.assertRaisesRegex(UserError, "Somebody else"):
            theirs.udi_scan_action(key, "place", {"role": False})
        self.send(theirs, "SHELF-A2")
        self.send(receipt, self.pump_text("N1"))
        self.send(theirs, self.pump_text("N2"))
        self.assertEqual(self.counted(receipt), [("A1", 1), ("A2", 1)])

    def test_sent_again_and_after_the_end(self):
        """A lost connection sends places and units once more, in their order."""
        receipt = self.make_receipt([(self.pump.product_id, 2)])
        texts = ["SHELF-A1", self.pump_text("N1"), "SHELF-A2", self.pump_text("N2")]
        scans = [{"key": f"k{n}", "text": text} for n, text in enumerate(texts)]
        receipt.udi_scan_send(scans[:2])
        answers = receipt.udi_scan_send(scans)
        self.assertEqual(answers[2]["places"]["to"]["name"], "WH/Stock/A2")
        self.assertEqual(self.counted(receipt), [("A1", 1), ("A2", 1)])
        receipt.udi_scan_finish()
        with self.assertRaisesRegex(UserError, "takes no scans"):
            receipt.udi_scan_action("k2", "place", {"role": False})
        self.assertEqual(self.send(receipt, "SHELF-A1")["code"], "transfer_closed")

    def test_a_place_that_is_none_of_the_transfer(self):
        other = self.env["res.company"].create({"name": "Other company"})
        Location = self.env["stock.location"]
        Location.create(
            [
                {"name": "Theirs", "company_id": other.id, "barcode": "THEIRS"},
                {"name": "Twin", "location_id": self.shelf.id},
                {"name": "Twin", "location_id": self.shelf.id},
            ]
        )
        self.env.user.company_ids += other
        receipt = self.make_receipt([(self.pump.product_id, 1)])
        view = self.warehouse.view_location_id
        for text, why in (
            ("THEIRS", "Theirs belongs to Other company."),
            (view.complete_name, f"{view.complete_name} holds no goods."),
            (
                self.quarantine.complete_name,
                "WH/Quarantine does not lie in WH/Stock.",
            ),
        ):
            with self.subTest(text):
                answer = self.send(receipt, text)
                self.assertEqual((answer["code"], answer["why"]), ("wrong_place", why))
                self.assertIn("Scan a place in WH/Stock", answer["next"])
                self.assertEqual(answer["severity"], "stop")
        self.assertEqual(self.send(receipt, "WH/Stock/Twin")["code"], "unrecognised")
        self.assertEqual(self.places(receipt), {})
        self.assertFalse(receipt.udi_scan_summary()["refused"][1:])
        refused = self.events("refused", picking_id=receipt.id)
        self.assertEqual(len(refused), 4)

    def test_no_place_at_all(self):
        customer = self.make_picking(
            self.suppliers, self.customers, [(self.pump.product_id, 1)], code="incoming"
        )
        answer = self.send(customer, "SHELF-A1")
        self.assertEqual(answer["next"], "Go on without a place.")

    def test_buttons_that_are_not_there(self):
        receipt = self.make_receipt([(self.pump.product_id, 1)])
        key = self.send(receipt, "SHELF-A1")["key"]
        for values in ({"role": "from"}, {"role": ["to"]}, {}, {"role": "x"}):
            with self.subTest(values=values), self.assertRaises(UserError):
                receipt.udi_scan_action(key, "place", values)
        receipt.udi_scan_action(key, "place", {"role": False})
        with self.assertRaisesRegex(UserError, "cannot be done with this scan"):
            receipt.udi_scan_action(key, "place", {"role": False})


@tagged("post_install", "-at_install")
class TestPlaceOfDelivery(PlaceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.move_lots({cls.box: 10}, cls.shelf, cls.first)
        cls.move_lots({cls.box: 10}, cls.shelf, cls.second)

    def taken(self, picking):
        return sorted(
            (line.location_id.name, line.udi_scanned_qty)
            for line in picking.move_line_ids.filtered("udi_scanned_qty")
        )

    def test_units_are_taken_from_the_last_place(self):
        delivery = self.make_delivery([(self.glove.product_id, 6)])
        answer = self.send(delivery, "SHELF-A1")
        self.assertEqual(
            (answer["what"], answer["state"]), ("From WH/Stock/A1", "from")
        )
        for _unit in range(2):
            self.send(delivery, self.glove_text())
        self.send(delivery, "SHELF-A2")
        self.send(delivery, self.glove_text())
        self.assertEqual(self.taken(delivery), [("A1", 2), ("A2", 1)])
        delivery.udi_scan_finish()
        left = {quant.location_id: quant.quantity for quant in self.box.quant_ids}
        self.assertEqual((left[self.first], left[self.second]), (8, 9))

    def test_what_does_not_lie_there(self):
        delivery = self.make_delivery([(self.pump.product_id, 1)])
        self.send(delivery, "SHELF-A1")
        answer = self.send(delivery, self.pump_text("SN001"))
        self.refused(answer, "not_in_stock")
        self.assertIn("is not at WH/Stock/A1", answer["why"])
        self.assertIn("take the place off", answer["next"])
        self.take_off(delivery, "from")
        self.assertTrue(self.send(delivery, self.pump_text("SN001"))["accepted"])

    def test_a_package_that_lies_elsewhere(self):
        self.pack(self.serials[:10], 1)
        delivery = self.make_delivery([(self.pump.product_id, 10)])
        self.send(delivery, "SHELF-A1")
        self.assertFalse(self.send(delivery, label(1))["accepted"])
        self.take_off(delivery, "from")
        self.assertTrue(self.send(delivery, label(1))["accepted"])

    def test_a_part_that_is_held_elsewhere(self):
        delivery = self.make_delivery([(self.glove.product_id, 6)])
        self.env["udi.hold"]._hold(
            self.box, "complaint", "C-1", location_id=self.first.id
        )
        self.send(delivery, "SHELF-A1")
        self.refused(self.send(delivery, self.glove_text()), "on_hold")
        self.send(delivery, "SHELF-A2")
        self.assertTrue(self.send(delivery, self.glove_text())["accepted"])


@tagged("post_install", "-at_install")
class TestPlaceInside(PlaceCase):
    def test_from_one_place_to_another(self):
        """Both lie in both: goods are taken before they are put."""
        self.move_lots({self.box: 10}, self.shelf, self.first)
        moves = [(self.glove.product_id, 3)]
        transfer = self.make_picking(self.shelf, self.shelf, moves)
        self.assertEqual(self.send(transfer, "SHELF-A1")["state"], "from")
        answer = self.send(transfer, "SHELF-A2")
        self.assertEqual(answer["state"], "to")
        self.assertEqual(
            self.places(transfer), {"from": "WH/Stock/A1", "to": "WH/Stock/A2"}
        )
        self.assertEqual(self.send(transfer, "SHELF-A2")["state"], "to")
        self.send(transfer, self.glove_text())
        line = transfer.move_line_ids.filtered("udi_scanned_qty")
        self.assertEqual(line.location_id, self.first)
        self.assertEqual(line.location_dest_id, self.second)

    def test_the_other_way_in_one_tap(self):
        transfer = self.make_picking(
            self.shelf, self.shelf, [(self.glove.product_id, 3)]
        )
        answer = self.send(transfer, "SHELF-A2")
        names = [action["label"] for action in answer["actions"]]
        self.assertEqual(names, ["Put there instead", "Take it off"])
        answer = transfer.udi_scan_action(answer["key"], "place", {"role": "to"})
        self.assertEqual((answer["what"], answer["state"]), ("To WH/Stock/A2", "to"))
        self.assertEqual(list(answer["places"]), ["to"])
        self.assertEqual(answer["actions"][0]["label"], "Take from there instead")
        self.assertEqual(self.places(transfer), {"to": "WH/Stock/A2"})

    def test_the_narrower_one_is_meant(self):
        inner = self.env["stock.location"].create(
            {"name": "Bin", "location_id": self.first.id, "barcode": "BIN"}
        )
        moves = [(self.glove.product_id, 3)]
        into = self.make_picking(self.shelf, self.first, moves)
        self.assertEqual(self.send(into, "BIN")["state"], "to")
        self.assertEqual(self.send(into, "SHELF-A2")["state"], "from")
        out = self.make_picking(self.first, self.shelf, moves)
        self.assertEqual(self.send(out, "BIN")["state"], "from")
        self.assertEqual(out.udi_from_id, inner)

    def test_what_is_held_goes_to_a_place_of_quarantine(self):
        self.second.udi_quarantine = True
        self.env["udi.hold"]._hold(self.box, "complaint", "C-1")
        moves = [(self.glove.product_id, 3)]
        transfer = self.make_picking(self.shelf, self.shelf, moves)
        self.refused(self.send(transfer, self.glove_text()), "on_hold")
        key = self.send(transfer, "SHELF-A2")["key"]
        transfer.udi_scan_action(key, "place", {"role": "to"})
        self.assertTrue(self.send(transfer, self.glove_text())["accepted"])

    def test_a_package_is_put_whole(self):
        case = self.pack(self.serials[:10], 1)
        transfer = self.make_picking(
            self.shelf, self.shelf, [(self.pump.product_id, 10)]
        )
        key = self.send(transfer, "SHELF-A2")["key"]
        transfer.udi_scan_action(key, "place", {"role": "to"})
        self.assertTrue(self.send(transfer, label(1))["accepted"])
        self.assertEqual(case.name, sscc(PREFIX, 1))
        self.deliver(transfer)
        self.assertEqual(case.location_id, self.second)
