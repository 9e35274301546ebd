from odoo import api, fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    udi_scanned_qty = fields.Float(
        string="Scanned",
        compute="_compute_udi_scanned_qty",
        digits="Product Unit",
        help="Units counted by scanning, in the unit of the product.",
    )

    @api.depends("move_line_ids.udi_scanned_qty")
    def _compute_udi_scanned_qty(self):
        """Summed in the database: a transfer may have thousands of lines."""
        counted = dict(
            self.env["stock.move.line"]._read_group(
                [("move_id", "in", self.ids), ("udi_scanned_qty", ">", 0)],
                ["move_id"],
                ["udi_scanned_qty:sum"],
            )
        )
        for move in self:
            move.udi_scanned_qty = counted.get(move._origin, 0.0)
