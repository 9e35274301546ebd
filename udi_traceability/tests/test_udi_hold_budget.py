from odoo.tests import HttpCase, tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestHoldTours(UdiCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.make_user("tour_worker", "udi_traceability.group_udi_user")
        self.make_user("tour_quality", "udi_traceability.group_udi_manager")
        self.lot = self.make_lot(self.glove, "L1")
        self.product = self.glove.product_id

    def test_hold_a_lot_reserved_on_three_deliveries(self):
        """Click budget 6: one scan, three clicks, and the reason."""
        self.assertEqual(gtin(10002), "09506000100029")
        self.receive({self.lot: 30, self.make_lot(self.glove, "L2"): 12})
        deliveries = [self.make_delivery([(self.product, 8)]) for _ in range(3)]
        self.start_tour("/odoo/udi-lots", "udi_hold_budget", login="tour_worker")
        self.assertTrue(self.lot.udi_on_hold)
        self.assertEqual(self.lot.udi_hold_ids.note, "complaint C-118")
        reserved = [sum(d.move_line_ids.mapped("quantity")) for d in deliveries]
        self.assertEqual(reserved, [8, 4, 0])
        self.assertEqual(self.events("held").lot_id, self.lot)

    def test_release_with_a_signature(self):
        self.glove.release_required = True
        self.receive({self.lot: 5})
        self.start_tour(
            f"/odoo/action-udi_traceability.stock_lot_action/{self.lot.id}",
            "udi_release",
            login="tour_quality",
        )
        self.assertFalse(self.lot.udi_on_hold)
        results = self.env["udi.signature.record"].search([], order="id")
        self.assertEqual(results.mapped("result"), ["refused", "signed"])

    def test_close_an_alert(self):
        alert = self.env["udi.alert"]._raise(
            [
                {
                    "kind": "override",
                    "company_id": self.company.id,
                    "res_model": "stock.lot",
                    "res_id": self.lot.id,
                    "summary": "L1 was allowed",
                }
            ]
        )
        self.start_tour("/odoo/udi-alerts", "udi_alert", login="tour_quality")
        self.assertEqual(alert.close_text, "Called the unit back")
