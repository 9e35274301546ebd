"""The trace along the roads of other addons: subcontractor, drop-shipment, kit."""

from odoo.fields import Command
from odoo.tests import Form, TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestTraceRoads(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )
        cls.shelf = cls.warehouse.lot_stock_id
        cls.vendor, cls.clinic = cls.env["res.partner"].create(
            [{"name": "Vendor"}, {"name": "Clinic"}]
        )
        cls.ward = cls.env["res.partner"].create(
            {"name": "Ward", "parent_id": cls.clinic.id, "type": "delivery"}
        )
        cls.cell = cls.product("Cell", "lot")
        cls.pump = cls.product("Pump", "serial")
        cls.trace = cls.env["udi.trace"]

    @classmethod
    def product(cls, name, tracking, **values):
        return cls.env["product.product"].create(
            {"name": name, "is_storable": True, "tracking": tracking, **values}
        )

    def lot(self, product, name, stock=0, place=None):
        lot = self.env["stock.lot"].create({"name": name, "product_id": product.id})
        if stock:
            self.env["stock.quant"]._update_available_quantity(
                product, place or self.shelf, stock, lot_id=lot
            )
        return lot

    def held(self, lot):
        """{(kind, partner): quantity}"""
        return {
            (row.kind, row.partner_id): row.quantity for row in self.trace.holdings(lot)
        }

    def sold(self, product, quantity):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.clinic.id,
                "partner_shipping_id": self.ward.id,
                "order_line": [
                    Command.create(
                        {"product_id": product.id, "product_uom_qty": quantity}
                    )
                ],
            }
        )
        order.action_confirm()
        return order

    def finish(self, picking, lots):
        """Validate a transfer with these lots, one unit of each."""
        for move in picking.move_ids:
            own = [lot for lot in lots if lot.product_id == move.product_id]
            move.move_line_ids.unlink()
            move.move_line_ids = [
                Command.create(
                    {
                        "product_id": lot.product_id.id,
                        "lot_id": lot.id,
                        "quantity": 1,
                        "picking_id": picking.id,
                        "location_id": move.location_id.id,
                        "location_dest_id": move.location_dest_id.id,
                    }
                )
                for lot in own
            ]
        picking.move_ids.picked = True
        picking.button_validate()
        self.assertEqual(picking.state, "done")

    def test_a_kit_is_its_parts(self):
        kit = self.product("Set", "none")
        self.env["mrp.bom"].create(
            {
                "product_tmpl_id": kit.product_tmpl_id.id,
                "type": "phantom",
                "bom_line_ids": [
                    Command.create({"product_id": self.cell.id}),
                    Command.create({"product_id": self.pump.id}),
                ],
            }
        )
        cell = self.lot(self.cell, "C", 10)
        serial = self.lot(self.pump, "S", 1)
        order = self.sold(kit, 1)
        self.finish(order.picking_ids, [cell, serial])
        partner = self.clinic.id
        self.assertEqual(
            self.held(cell), {("stock", None): 9, ("consignee", partner): 1}
        )
        self.assertEqual(self.held(serial), {("consignee", partner): 1})
        traced = list(self.trace.downstream(cell))
        self.assertEqual([row.lot_id for row in traced], [cell.id])

    def test_a_drop_shipment_is_at_the_customer_not_the_vendor(self):
        route = self.env.ref("stock_dropshipping.route_drop_shipping")
        self.pump.write(
            {
                "route_ids": [Command.set(route.ids)],
                "seller_ids": [Command.create({"partner_id": self.vendor.id})],
            }
        )
        serial = self.lot(self.pump, "S")
        order = self.sold(self.pump, 1)
        purchase = order._get_purchase_orders()
        purchase.button_confirm()
        picking = purchase.picking_ids
        self.finish(picking, [serial])
        self.assertTrue(picking.is_dropship)
        self.assertEqual(self.held(serial), {("consignee", self.clinic.id): 1})
        (row,) = self.trace.movements(serial)
        self.assertEqual((row.kind, row.partner_id), ("shipped", self.clinic.id))
        self.assertEqual((row.picking_id, row.res_id), (picking.id, picking.id))
        back = Form(
            self.env["stock.return.picking"].with_context(
                active_id=picking.id, active_model="stock.picking"
            )
        ).save()
        back.product_return_moves.quantity = 1
        returned = self.env["stock.picking"].browse(
            back.action_create_returns()["res_id"]
        )
        self.finish(returned, [serial])
        self.assertNotIn("consignee", {kind for kind, _who in self.held(serial)})

    def test_made_by_a_subcontractor(self):
        self.env["mrp.bom"].create(
            {
                "product_tmpl_id": self.pump.product_tmpl_id.id,
                "type": "subcontract",
                "subcontractor_ids": [Command.set(self.vendor.ids)],
                "bom_line_ids": [Command.create({"product_id": self.cell.id})],
            }
        )
        place = self.vendor.property_stock_subcontractor
        cell = self.lot(self.cell, "C", 5, place)
        serial = self.lot(self.pump, "S")
        receipt = self.env["stock.picking"].create(
            {
                "picking_type_id": self.warehouse.in_type_id.id,
                "partner_id": self.vendor.id,
                "location_id": self.vendor.property_stock_supplier.id,
                "location_dest_id": self.shelf.id,
                "move_ids": [
                    Command.create(
                        {
                            "product_id": self.pump.id,
                            "product_uom_qty": 1,
                            "location_id": self.vendor.property_stock_supplier.id,
                            "location_dest_id": self.shelf.id,
                        }
                    )
                ],
            }
        )
        receipt.action_confirm()
        self.finish(receipt, [serial])
        order = receipt.move_ids.move_orig_ids.production_id
        self.assertEqual(order.mapped("state"), ["done"])
        used = order.move_raw_ids.move_line_ids
        self.assertEqual(used.lot_id, cell)
        down = {row.lot_id: row.certain for row in self.trace.downstream(cell)}
        self.assertEqual(down, {cell.id: True, serial.id: True})
        self.assertEqual(self.held(serial), {("stock", None): 1})
        self.assertEqual(self.held(cell), {("stock", None): 4, ("consumed", None): 1})
        (link,) = self.trace.links(serial, down=False)
        self.assertEqual((link.far_lot_id, link.document), (cell.id, order.name))
