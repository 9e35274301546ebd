from odoo.tests import tagged

from .common import GS, gtin
from .scan_tours import ScanTourCase


@tagged("post_install", "-at_install")
class TestScanKeyTours(ScanTourCase):
    """What readers type, key by key, wherever the focus is."""

    def test_separators_and_stray_keys(self):
        self.pump.pi_lot = True
        receipt = self.make_receipt([(self.pump.product_id, 8)])
        self.tour("udi_scan_keys", receipt)
        texts = self.events("scanned", picking_id=receipt.id).mapped("raw_text")
        label = f"01{gtin(10001)}10LOT1{GS}21SN"
        self.assertEqual(sorted(texts), [f"{label}{n}" for n in range(1, 8)])
        again = self.events("refused", picking_id=receipt.id)
        self.assertEqual(again.raw_text, f"{label}7")

    def test_printed_commands(self):
        receipt = self.make_receipt([(self.pump.product_id, 2)])
        self.tour("udi_scan_commands", receipt)
        self.assertEqual(receipt.state, "done")
        self.assertFalse(self.events("refused", picking_id=receipt.id))

    def test_the_same_code_once_more_means_yes(self):
        lot = self.make_lot(self.pump, "R1")
        self.receive({lot: 1})
        first = self.make_delivery([(self.pump.product_id, 1)])
        second = self.make_delivery([(self.pump.product_id, 1)])
        self.assertEqual(first.move_line_ids.lot_id, lot)
        self.tour("udi_scan_twice", second)
        self.assertEqual(second.move_line_ids.lot_id, lot)
        self.assertEqual(sum(second.move_ids.mapped("udi_scanned_qty")), 1)
