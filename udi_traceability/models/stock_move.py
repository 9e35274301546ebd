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
        for move in self:
            move.udi_scanned_qty = sum(move.move_line_ids.mapped("udi_scanned_qty"))
