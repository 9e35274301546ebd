from odoo.exceptions import UserError
from odoo.tests import tagged

from .two_connections import TwoConnections


@tagged("post_install", "-at_install")
class TestHoldTwoPeople(TwoConnections):
    """One puts a lot on hold while another ships it: never both."""

    def setUp(self):
        super().setUp()
        with self.connection() as env:
            self.ids = self._made(env)

    def _made(self, env):
        warehouse = env["stock.warehouse"].search([], limit=1)
        product = env["product.product"].create(
            {
                "name": "Parallel",
                "type": "consu",
                "is_storable": True,
                "tracking": "lot",
            }
        )
        lot = env["stock.lot"].create({"name": "PAR", "product_id": product.id})
        env["stock.quant"]._update_available_quantity(
            product, warehouse.lot_stock_id, 10, lot_id=lot
        )
        customers = env.ref("stock.stock_location_customers")
        picking = env["stock.picking"].create(
            {
                "picking_type_id": warehouse.out_type_id.id,
                "location_id": warehouse.lot_stock_id.id,
                "location_dest_id": customers.id,
            }
        )
        env["stock.move"].create(
            {
                "picking_id": picking.id,
                "product_id": product.id,
                "product_uom_qty": 10,
                "product_uom": product.uom_id.id,
                "location_id": warehouse.lot_stock_id.id,
                "location_dest_id": customers.id,
            }
        )
        picking.action_confirm()
        picking.action_assign()
        picking.move_ids.picked = True
        return {"product": product.id, "lot": lot.id, "picking": picking.id}

    def hold(self, env):
        lot = env["stock.lot"].browse(self.ids["lot"])
        return env["udi.hold"]._hold(lot, "complaint", "C-118").ids

    def ship(self, env):
        env["stock.picking"].browse(self.ids["picking"])._action_done()
        return "shipped"

    def state(self):
        with self.connection() as env:
            picking = env["stock.picking"].browse(self.ids["picking"])
            lot = env["stock.lot"].browse(self.ids["lot"])
            return picking.state, lot.udi_on_hold

    def test_who_ships_second_is_told(self):
        held, told = self.meanwhile(self.hold, self.ship)
        self.assertTrue(held)
        self.assertIsInstance(told, UserError)
        self.assertIn("on hold", str(told))
        self.assertEqual(self.state(), ("assigned", True))

    def test_who_holds_second_holds_what_is_left(self):
        shipped, held = self.meanwhile(self.ship, self.hold)
        self.assertEqual(shipped, "shipped")
        self.assertTrue(held)
        self.assertEqual(self.state(), ("done", True))

    def test_two_who_hold_make_one_hold(self):
        first, second = self.meanwhile(self.hold, self.hold)
        self.assertTrue(first)
        self.assertEqual(second, [])
