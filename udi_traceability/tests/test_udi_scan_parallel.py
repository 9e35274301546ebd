"""Two workers scan one serial at one moment, each on a connection of their own."""

from uuid import uuid4

from odoo.fields import Command
from odoo.tests import tagged

from .common import carrier, gtin
from .two_connections import TwoConnections

CODE = gtin(77100)


@tagged("post_install", "-at_install")
class TestTwoScanners(TwoConnections):
    def setUp(self):
        super().setUp()
        with self.connection() as env:
            self.make(env)
        self.text = carrier(di=CODE, serial="TWIN")

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
                "di_ids": [Command.create({"code": CODE})],
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

    def scan(self, picking_id, key=None):
        def send(env):
            picking = env["stock.picking"].browse(picking_id)
            scans = [{"key": key or uuid4().hex, "text": self.text}]
            return picking.udi_scan_send(scans)[0]

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
