"""Two workers scan one serial at one moment, each on a connection of their own."""

from itertools import count
from uuid import uuid4

from odoo.fields import Command
from odoo.tests import tagged

from .common import carrier, gtin
from .two_connections import TwoConnections

# one for each test: what stands in the ledger cannot be deleted
NUMBERS = count(77100)


@tagged("post_install", "-at_install")
class TestTwoScanners(TwoConnections):
    def setUp(self):
        super().setUp()
        self.code = gtin(next(NUMBERS))
        with self.connection() as env:
            self.make(env)
        self.forget(self.clean)
        self.text = carrier(di=self.code, serial="TWIN")

    def make(self, env):
        warehouse = env["stock.warehouse"].search([], limit=1)
        product = env["product.product"].create(
            {
                "name": "Twin pump",
                "type": "consu",
                "is_storable": True,
                "tracking": "serial",
            }
        )
        device = env["udi.device"].create(
            {
                "brand_name": "Twin",
                "model_number": "T",
                "product_id": product.id,
                "manufacturer_id": env.company.partner_id.id,
                "pi_serial": True,
                "di_ids": [Command.create({"code": self.code})],
            }
        )
        device.action_activate()
        lot = env["stock.lot"].create({"name": "TWIN", "product_id": product.id})
        shelf = warehouse.lot_stock_id
        env["stock.quant"]._update_available_quantity(product, shelf, 1, lot_id=lot)
        pickings = env["stock.picking"].create(
            [self.delivery_vals(env, warehouse, product) for _each in range(2)]
        )
        pickings.action_confirm()
        self.first, self.second = pickings.ids

    def delivery_vals(self, env, warehouse, product):
        customers = env.ref("stock.stock_location_customers")
        return {
            "picking_type_id": warehouse.out_type_id.id,
            "location_id": warehouse.lot_stock_id.id,
            "location_dest_id": customers.id,
            "move_ids": [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": 2,
                        "product_uom": product.uom_id.id,
                        "location_id": warehouse.lot_stock_id.id,
                        "location_dest_id": customers.id,
                    }
                )
            ],
        }

    def clean(self, env):
        """What is in the ledger stays, and what it points at: nobody may empty it."""
        pickings = env["stock.picking"].browse((self.first, self.second))
        pickings.move_line_ids.unlink()
        pickings.action_cancel()

    def scan(self, picking_id, key=None):
        def send(env):
            picking = env["stock.picking"].browse(picking_id)
            user = env.ref("base.user_admin")
            user.group_ids += env.ref("udi_traceability.group_udi_user")
            scans = [{"key": key or uuid4().hex, "text": self.text}]
            return picking.with_user(user).udi_scan_send(scans)[0]

        return send

    def counted(self):
        with self.connection() as env:
            lines = env["stock.move.line"].search(
                [("picking_id", "in", (self.first, self.second))]
            )
            return sum(lines.mapped("udi_scanned_qty"))

    def test_on_one_transfer(self):
        one, other = self.meanwhile(self.scan(self.first), self.scan(self.first))
        self.assertTrue(one["accepted"], one)
        self.assertEqual(other["code"], "already_scanned", other)
        self.assertEqual(self.counted(), 1)

    def test_on_two_transfers(self):
        one, other = self.meanwhile(self.scan(self.first), self.scan(self.second))
        self.assertTrue(one["accepted"], one)
        self.assertEqual(other["code"], "counted_elsewhere", other)
        self.assertEqual(self.counted(), 1)

    def test_one_scan_that_is_sent_again_while_it_is_taken(self):
        send = self.scan(self.first, key="one read")
        one, again = self.meanwhile(send, send)
        self.assertEqual(one, again)
        self.assertEqual(self.counted(), 1)
