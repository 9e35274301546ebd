from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.two_connections import TwoConnections


@tagged("post_install", "-at_install")
class TestRecallTwoPeople(TwoConnections):
    """Two people press the start of one recall: it starts once."""

    def setUp(self):
        super().setUp()
        with self.connection() as env:
            self.recall_id = self._made(env).id

    def _made(self, env):
        shelf = env["stock.warehouse"].search([], limit=1).lot_stock_id
        product = env["product.product"].create(
            {"name": "Parallel", "is_storable": True, "tracking": "lot"}
        )
        lot = env["stock.lot"].create({"name": "PAR-R", "product_id": product.id})
        env["stock.quant"]._update_available_quantity(product, shelf, 5, lot_id=lot)
        recall = env["udi.recall"].create(
            {
                "title": "Parallel",
                "reason_text": "It may break.",
                "instructions": "Stop using it.",
                "scope_line_ids": [(0, 0, {"lot_id": lot.id})],
            }
        )
        recall.action_compute_scope()
        recall.state = "approved"
        return recall

    def start(self, env):
        return env["udi.recall"].browse(self.recall_id).action_start()

    def test_who_presses_second_starts_nothing(self):
        first, second = self.meanwhile(self.start, self.start)
        self.assertTrue(first)
        self.assertIn("Someone is working on", str(second))
        self.assertTrue(self._again())
        with self.connection() as env:
            recall = env["udi.recall"].browse(self.recall_id)
            self.assertEqual(len(recall.round_ids), 1)
            self.assertEqual(len(recall.hold_ids), 1)
            events = env["udi.event"].search_count(
                [
                    ("res_model", "=", "udi.recall"),
                    ("res_id", "=", recall.id),
                    ("lot_id", "!=", False),
                ]
            )
            self.assertEqual(events, 1)

    def _again(self):
        with self.connection() as env:
            return self.start(env)
