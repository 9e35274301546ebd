from odoo import api, models
from odoo.tools import SQL


class UdiScan(models.AbstractModel):
    """One serial is one unit: it lies in one box."""

    _inherit = "udi.scan"

    @api.model
    def _counted_elsewhere(self, picking, read):
        """Another open transfer that has counted this serial."""
        if read.product.tracking != "serial" or self._is_incoming(picking):
            return picking.browse()
        if not read.lot:
            return picking.browse()
        self._claim(read.lot)
        line = (
            self.env["stock.move.line"]
            .sudo()
            .search(
                [
                    ("lot_id", "=", read.lot.id),
                    ("product_id", "=", read.product.id),
                    ("state", "not in", ("done", "cancel")),
                    ("udi_scanned_qty", ">", 0),
                    ("picking_id", "!=", picking.id),
                ],
                limit=1,
            )
        )
        return line.picking_id

    def _claim(self, serials):
        """Of two workers who scan one serial now, the second waits and reads anew.

        An update that changes nothing: only one transaction at a time can do it, and
        PostgreSQL sends the later one back to the start.
        """
        self.env.cr.execute(
            SQL(
                "UPDATE stock_lot SET name = name WHERE id IN %s",
                tuple(sorted(serials.ids)),
            )
        )
