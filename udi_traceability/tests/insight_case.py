from odoo.fields import Command

from .common import UdiCase


class InsightCase(UdiCase):
    """Pumps that were received, sold, returned, in months gone by."""

    def at(self, moment, lines):
        """Let finished lines have happened then: Odoo stamps them with now."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE stock_move_line SET date = %s WHERE id = ANY(%s)",
            [moment, lines.ids],
        )
        self.env.invalidate_all()

    def serials(self, prefix, count):
        lots = self.env["stock.lot"]
        for number in range(count):
            lots |= self.make_lot(self.pump, f"{prefix}{number}")
        return lots

    def sell(self, lots, partner=None, price=10, **values):
        """An order for these serials, delivered; the order."""
        order = self.order(len(lots), partner, price, **values)
        picking = order.picking_ids
        picking.do_unreserve()
        picking.move_line_ids.unlink()
        move = picking.move_ids
        move.move_line_ids = [
            Command.create(
                {
                    "product_id": lot.product_id.id,
                    "lot_id": lot.id,
                    "quantity": 1,
                    "location_id": self.shelf.id,
                    "location_dest_id": self.customers.id,
                    "picking_id": picking.id,
                    "picked": True,
                }
            )
            for lot in lots
        ]
        picking._action_done()
        return order

    def order(self, quantity, partner=None, price=10, uom=None, **values):
        line = {
            "product_id": self.pump.product_id.id,
            "product_uom_qty": quantity,
            "price_unit": price,
            "tax_ids": False,
        }
        if uom:
            line["product_uom_id"] = uom.id
        order = self.env["sale.order"].create(
            {
                "partner_id": (partner or self.hospital).id,
                "order_line": [Command.create(line)],
                **values,
            }
        )
        order.action_confirm()
        return order

    def figures(self, *names, domain=(), by=()):
        """Sums or means of measures; by something: a dict."""
        found = self.env["udi.insight"]._read_group(
            [("product_id", "=", self.pump.product_id.id), *domain],
            by,
            [name if ":" in name else f"{name}:sum" for name in names],
        )
        if not by:
            return tuple(value or 0 for value in found[0])
        return {row[0]: tuple(value or 0 for value in row[1:]) for row in found}
