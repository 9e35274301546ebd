from odoo.tests import tagged

from .scan_tours import ScanTourCase
from .test_stock_picking_package import PackingCase


@tagged("post_install", "-at_install")
class TestPackTours(ScanTourCase, PackingCase):
    def test_ship_200_serials_in_20_sealed_cases(self):
        """Click budget 3: one click, twenty scans, one click."""
        lots = self.env["stock.lot"].create(
            [
                {"name": f"C{n:03}", "product_id": self.pump.product_id.id}
                for n in range(200)
            ]
        )
        self.receive(dict.fromkeys(lots, 1))
        cases = [
            self.pack(lots[10 * number : 10 * number + 10], number + 1)
            for number in range(20)
        ]
        product = self.pump.product_id
        self.serials.quant_ids.sudo().filtered(
            lambda quant: quant.location_id == self.shelf
        ).location_id = self.quarantine
        delivery = self.make_delivery([(product, 200)])
        self.tour("udi_scan_ship_cases")
        self.assertEqual(delivery.state, "done")
        shipped = self.events("shipped", picking_id=delivery.id)
        self.assertEqual(shipped.lot_id, lots)
        for case in cases:
            self.assertEqual(case.location_id, self.customers)
            self.assertEqual(len(case.quant_ids), 10)

    def test_fill_close_and_put_in_pack(self):
        receipt = self.make_receipt([(self.pump.product_id, 5)])
        self.tour("udi_scan_pack")
        packed = receipt.move_line_ids.filtered("result_package_id")
        self.assertEqual(len(packed.result_package_id), 3)
        self.assertEqual(
            packed.result_package_id.filtered("udi_sealed_why").udi_sealed_why,
            "Two were broken",
        )
