from odoo.tests import tagged

from .test_stock_picking_delivery import DeliveryCase


@tagged("post_install", "-at_install")
class TestReturnScan(DeliveryCase):
    """What comes back, and what never lay on a shelf of ours."""

    def test_a_return_is_counted_with_what_was_shipped(self):
        self.ship({self.serials[0]: 1})
        back = self.make_picking(
            self.customers,
            self.shelf,
            [(self.pump.product_id, 2)],
            self.hospital,
            "incoming",
        )
        answer = self.scan_pump(back, "SN1")
        self.assertEqual((answer["accepted"], answer["severity"]), (True, "ok"))
        answer = self.scan_pump(back, "SN2")
        self.assertEqual((answer["accepted"], answer["severity"]), (True, "warn"))
        self.assertIn("Not shipped from here", answer["findings"][0]["message"])
        self.refused(self.scan_pump(back, "SN3"), "over_quantity")

    def test_a_return_of_an_unknown_unit_is_taken_with_a_warning(self):
        back = self.make_picking(
            self.customers, self.shelf, [(self.pump.product_id, 1)], code="incoming"
        )
        answer = self.scan_pump(back, "OLD-1")
        self.assertEqual(answer["findings"][0]["code"], "lot_unknown")
        self.assertTrue(answer["accepted"])
        back.button_validate()
        self.assertEqual(back.move_line_ids.lot_id.name, "OLD-1")

    def test_a_drop_shipment_is_checked_like_a_delivery(self):
        drop = self.make_picking(
            self.suppliers,
            self.customers,
            [(self.pump.product_id, 2)],
            self.hospital,
            "incoming",
        )
        self.refused(self.scan_pump(drop, "SN77", expires=self.in_days(-1)), "expired")
        self.assertTrue(self.scan_pump(drop, "SN77")["accepted"])
        self.env["udi.hold"]._hold(self.serials[0], "complaint", "C-118")
        self.refused(self.scan_pump(drop, "SN1"), "on_hold")
