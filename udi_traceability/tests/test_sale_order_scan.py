from odoo.fields import Command
from odoo.tests import tagged

from .test_udi_check import CheckCase


@tagged("post_install", "-at_install")
class TestSaleOrderScan(CheckCase):
    """Ordered, reserved, scanned, shipped: and whether they agree."""

    def setUp(self):
        super().setUp()
        order = self.env["sale.order"].create(
            {
                "partner_id": self.hospital.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.pump.product_id.id, "product_uom_qty": 3}
                    )
                ],
            }
        )
        order.action_confirm()
        self.line = order.order_line
        self.delivery = order.picking_ids

    def units(self):
        self.env.invalidate_all()
        line = self.line
        return (
            line.product_uom_qty,
            line.udi_reserved_qty,
            line.udi_scanned_qty,
            line.udi_shipped_qty,
        )

    def test_from_order_to_door_and_back(self):
        self.assertEqual(self.units(), (3, 3, 0, 0))
        self.assertFalse(self.line.udi_scan_state)
        self.scan(self.delivery, "SN0")
        self.scan(self.delivery, "SN1")
        self.assertEqual(self.units(), (3, 3, 2, 0))
        self.assertEqual(self.line.udi_scan_text, "consistent")
        self.assertEqual(
            self.line.udi_progress, "3 ordered · 3 reserved · 2 scanned · 0 shipped"
        )
        self.delivery.move_line_ids.picked = True
        self.env.invalidate_all()
        self.assertEqual(self.line.udi_scan_text, "1 differ")
        self.delivery._action_done()
        self.assertEqual(self.units(), (3, 0, 2, 3))
        self.assertEqual(self.line.udi_scan_state, "differs")
        wizard = self.env["stock.return.picking"].create(
            {"picking_id": self.delivery.id}
        )
        wizard.product_return_moves.quantity = 1
        back = self.env["stock.picking"].browse(
            wizard.action_create_returns()["res_id"]
        )
        back.move_line_ids.lot_id = self.lots[0]
        back.move_ids.picked = True
        back._action_done()
        self.assertEqual(self.units(), (3, 0, 2, 2))

    def test_more_than_ordered(self):
        for serial in ("SN0", "SN1", "SN2"):
            self.scan(self.delivery, serial)
        self.line.product_uom_qty = 3
        self.env["stock.move.line"].create(
            {
                "move_id": self.delivery.move_ids.id,
                "picking_id": self.delivery.id,
                "product_id": self.pump.product_id.id,
                "lot_id": self.lots[5].id,
                "quantity": 1,
                "udi_scanned_qty": 1,
                "picked": True,
            }
        )
        self.env.invalidate_all()
        self.assertEqual(self.line.udi_scan_text, "1 more than ordered")

    def test_many_lines_cost_no_query_each(self):
        def cost(lines):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            lines.mapped("udi_progress")
            return self.cr.sql_log_count - before

        few = cost(self.line)
        more = self.line.browse()
        for _each in range(5):
            more |= self.line.copy({"order_id": self.line.order_id.id})
        self.assertLessEqual(cost(self.line | more), few + 1)
