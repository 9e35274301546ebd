from odoo.tests import HttpCase, tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestTours(UdiCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.make_user(
            "tour_worker", "udi_traceability.group_udi_user", tz="Europe/Berlin"
        )

    def test_scan_a_receipt(self):
        self.assertEqual(gtin(10001), "09506000100012")
        receipt = self.make_receipt([(self.pump.product_id, 2)])
        self.start_tour(
            f"/odoo/action-stock.action_picking_tree_all/{receipt.id}",
            "udi_scan",
            login="tour_worker",
        )
        self.assertEqual(receipt.state, "done")
        self.assertEqual(
            set(receipt.move_line_ids.lot_id.mapped("name")), {"SN1", "SN2"}
        )
        self.assertEqual(len(self.events("refused", picking_id=receipt.id)), 2)

    def test_trace_a_lot(self):
        cell = self.make_lot(self.make_product("Cell"), "C-778")
        self.receive({cell: 5})
        self.start_tour("/odoo/udi-trace", "udi_trace", login="tour_worker")
