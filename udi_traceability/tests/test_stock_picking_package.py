from datetime import timedelta

from odoo.tests import tagged

from ..tools.container import sscc
from .common import UdiCase, carrier, gtin

PREFIX = "9506000"


def label(number, text=""):
    """What a reader sends for the label of a package."""
    return f"]C100{sscc(PREFIX, number)}{text}"


class PackingCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.serials = cls.env["stock.lot"].create(
            [
                {"name": f"SN{n:03}", "product_id": cls.pump.product_id.id}
                for n in range(1, 31)
            ]
        )
        cls.box = cls.make_lot(cls.glove, "BOX")
        cls.receive({**dict.fromkeys(cls.serials, 1), cls.box: 60})

    @classmethod
    def pack(cls, lots, number, units=1, **values):
        """A package on the shelf with that many units of each of these lots."""
        code = sscc(PREFIX, number)
        package = cls.env["stock.package"].create({"name": code, **values})
        update = cls.env["stock.quant"]._update_available_quantity
        for lot in lots:
            product = lot.product_id
            update(product, cls.shelf, -units, lot_id=lot)
            update(product, cls.shelf, units, lot_id=lot, package_id=package)
        cls.env["stock.quant"]._unlink_zero_quants()
        return package

    def cases_of_ten(self):
        return [
            self.pack(self.serials[start : start + 10], number)
            for number, start in enumerate((0, 10, 20), 1)
        ]

    def refused(self, answer, code):
        self.assertFalse(answer["accepted"], answer)
        codes = [finding["code"] for finding in answer["findings"]]
        self.assertIn(code, codes, answer)

    def send(self, picking, text):
        """As the screen sends it: the answer stays under its key."""
        key = f"k{self.env['udi.scan.entry'].search_count([])}"
        return picking.udi_scan_send([{"key": key, "text": text}])[0]

    def deliver(self, picking):
        result = picking.with_context(skip_backorder=True).button_validate()
        self.assertIs(result, True)
        self.assertEqual(picking.state, "done")


@tagged("post_install", "-at_install")
class TestShipPackages(PackingCase):
    def test_a_sealed_case_ships_what_it_holds(self):
        cases = self.cases_of_ten()
        delivery = self.make_delivery([(self.pump.product_id, 20)])
        for number, counted in ((1, 10), (2, 20)):
            answer = delivery.udi_scan(label(number))
            self.assertTrue(answer["accepted"], answer)
            self.assertEqual((answer["counted"], answer["expected"]), (counted, 20))
        self.assertEqual(delivery.move_line_ids.lot_id, self.serials[:20])
        self.deliver(delivery)
        self.assertEqual(cases[0].location_id, self.customers)
        self.assertEqual(len(cases[0].quant_ids), 10, "still sealed")
        events = self.events("shipped", picking_id=delivery.id)
        self.assertEqual(events.lot_id, self.serials[:20])
        self.assertEqual(events.package_id, cases[0] | cases[1])
        scanned = self.events("scanned", picking_id=delivery.id)
        self.assertEqual(len(scanned), 20)
        self.assertEqual(set(scanned.mapped("raw_text")), {label(1), label(2)})

    def test_another_case_than_the_reserved_one(self):
        cases = self.cases_of_ten()
        delivery = self.make_delivery([(self.pump.product_id, 10)])
        self.assertEqual(delivery.move_line_ids.package_id, cases[0])
        answer = delivery.udi_scan(label(3))
        self.assertTrue(answer["accepted"], answer)
        self.assertEqual(delivery.move_line_ids.lot_id, self.serials[20:])
        self.assertEqual(len(delivery.move_line_ids), 10)
        self.deliver(delivery)
        self.assertEqual(cases[2].location_id, self.customers)
        self.assertEqual(cases[0].location_id, self.shelf)
        reserved = self.env["stock.quant"].search(
            [("lot_id", "in", self.serials.ids), ("reserved_quantity", "!=", 0)]
        )
        self.assertFalse(reserved)

    def test_a_case_of_lots(self):
        case = self.pack(self.box, 4, units=24)
        delivery = self.make_delivery([(self.glove.product_id, 30)])
        answer = delivery.udi_scan(label(4))
        self.assertEqual((answer["counted"], answer["expected"]), (24, 30))
        answer = delivery.udi_scan(carrier(di=gtin(10002), lot="BOX"))
        self.assertEqual(answer["counted"], 25)
        self.deliver(delivery)
        self.assertEqual(case.quant_ids.quantity, 24)
        self.assertEqual(case.location_id, self.customers)

    def test_a_pallet_is_all_of_its_cases(self):
        cases = self.cases_of_ten()
        pallet = self.env["stock.package"].create({"name": "PALLET-1"})
        for case in cases:
            case.parent_package_id = pallet
        delivery = self.make_delivery([(self.pump.product_id, 30)])
        answer = delivery.udi_scan("PALLET-1")
        self.assertEqual(answer["counted"], 30, answer)
        self.deliver(delivery)
        self.assertEqual(cases[0].parent_package_id, pallet)
        self.assertEqual(pallet.location_id, self.customers)

    def test_twice_is_counted_once(self):
        self.cases_of_ten()
        delivery = self.make_delivery([(self.pump.product_id, 20)])
        delivery.udi_scan(label(1))
        answer = delivery.udi_scan(label(1))
        self.refused(answer, "already_scanned")
        self.assertEqual(sum(delivery.move_ids.mapped("udi_scanned_qty")), 10)

    def test_after_one_of_its_units(self):
        self.cases_of_ten()
        delivery = self.make_delivery([(self.pump.product_id, 10)])
        delivery.udi_scan(carrier(di=gtin(10001), serial="SN003"))
        answer = delivery.udi_scan(label(1))
        self.assertTrue(answer["accepted"], answer)
        self.assertEqual((answer["units"], answer["counted"]), (9, 10))

    def test_one_unit_on_hold_keeps_the_whole_case(self):
        self.cases_of_ten()
        delivery = self.make_delivery([(self.pump.product_id, 10)])
        self.env["udi.hold"]._hold(self.serials[4], "complaint", "C-118")
        answer = delivery.udi_scan(label(1))
        self.refused(answer, "on_hold")
        for word in ("SN005", "On hold since", "put that one aside"):
            self.assertIn(word, answer["message"])
        self.assertFalse(delivery.move_ids.udi_scanned_qty)
        event = self.events("refused", picking_id=delivery.id)
        self.assertEqual(event.lot_id, self.serials[4])

    def test_expired_inside(self):
        self.relabel(
            self.serials[0], udi_expiration_date=self.today - timedelta(days=3)
        )
        self.cases_of_ten()
        delivery = self.make_delivery([(self.pump.product_id, 30)])
        self.refused(delivery.udi_scan(label(1)), "expired")

    def test_more_than_is_wanted_and_what_is_not_wanted(self):
        self.cases_of_ten()
        few = self.make_delivery([(self.pump.product_id, 5)])
        self.refused(few.udi_scan(label(1)), "over_quantity")
        other = self.make_delivery([(self.glove.product_id, 5)])
        self.refused(other.udi_scan(label(2)), "wrong_product")

    def test_the_count_on_the_label(self):
        self.cases_of_ten()
        delivery = self.make_delivery([(self.pump.product_id, 10)])
        said = f"02{gtin(10001)}37"
        answer = delivery.udi_scan(label(1, f"{said}12"))
        self.refused(answer, "wrong_count")
        self.assertIn("10 units, the label says 12.", answer["message"])
        self.assertTrue(delivery.udi_scan(label(1, f"{said}10"))["accepted"])

    def test_not_known_not_here_empty_and_twice_named(self):
        cases = self.cases_of_ten()
        delivery = self.make_delivery([(self.pump.product_id, 30)])
        answer = delivery.udi_scan(label(77))
        self.refused(answer, "unknown_package")
        self.assertEqual(answer["actions"][0]["name"], "open_package")
        self.assertEqual(delivery.udi_scan("NOBODY")["findings"][0]["severity"], "stop")
        shelf = self.env["stock.location"].create(
            {"name": "Elsewhere", "location_id": self.warehouse.view_location_id.id}
        )
        cases[0].location_id = shelf
        self.refused(delivery.udi_scan(label(1)), "not_in_stock")
        self.env["stock.package"].create([{"name": "TWO"}, {"name": "TWO"}])
        self.refused(delivery.udi_scan("TWO"), "several_packages")

    def test_reserved_for_somebody_else(self):
        self.cases_of_ten()
        first = self.make_delivery([(self.pump.product_id, 10)])
        second = self.make_delivery([(self.pump.product_id, 10)], self.clinic)
        answer = second.udi_scan(label(1))
        self.assertTrue(answer["accepted"])
        self.assertEqual(answer["severity"], "warn")
        self.assertIn(first.name, answer["findings"][0]["message"])

    def test_a_unit_that_lies_in_another_box(self):
        self.cases_of_ten()
        first = self.make_delivery([(self.pump.product_id, 1)])
        first.udi_scan(carrier(di=gtin(10001), serial="SN002"))
        second = self.make_delivery([(self.pump.product_id, 10)], self.clinic)
        answer = second.udi_scan(label(1))
        self.refused(answer, "counted_elsewhere")
        self.assertIn(first.name, answer["message"])
        self.assertIn("SN002", answer["message"])

    def test_a_case_opens_the_transfer_that_waits_for_it(self):
        self.cases_of_ten()
        delivery = self.make_delivery([(self.pump.product_id, 10)])
        opened = self.env["udi.scan"].udi_open(label(1))
        self.assertEqual(opened["picking_id"], delivery.id)
        self.assertEqual(delivery.udi_scan(opened["scan"])["counted"], 10)
        said = self.env["udi.scan"].udi_open(label(3))
        self.assertIn("No open transfer expects", said["why"])

    def test_what_a_customer_may_not_get(self):
        """Asked once for the article, not once a unit."""
        self.cases_of_ten()
        self.hospital.udi_min_life_days = 400
        for lot in self.serials[:10]:
            self.relabel(lot, udi_expiration_date=self.in_days(30))
        self.pump.primary_di_id.discontinue_date = self.today
        delivery = self.make_delivery([(self.pump.product_id, 30)])
        answer = delivery.udi_scan(label(1))
        self.refused(answer, "expires_soon")
        codes = [finding["code"] for finding in answer["findings"]]
        self.assertEqual(codes.count("di_withdrawn"), 1)

    def test_goods_without_a_device(self):
        product = self.make_product("Carton", "none")
        box = self.env["stock.package"].create({"name": "CARTONS"})
        self.env["stock.quant"]._update_available_quantity(
            product, self.shelf, 5, package_id=box
        )
        delivery = self.make_delivery([(product, 5), (self.pump.product_id, 1)])
        self.assertEqual(delivery.udi_scan("CARTONS")["counted"], 5)

    def test_queries_do_not_grow_with_the_content(self):
        small, large = self.pack(self.serials[:5], 1), self.pack(self.serials[5:], 2)
        counts = []
        for number, case in ((1, small), (2, large)):
            delivery = self.make_delivery([(self.pump.product_id, len(case.quant_ids))])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertTrue(delivery.udi_scan(label(number))["accepted"])
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 3, counts)
