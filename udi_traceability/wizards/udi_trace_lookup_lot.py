from odoo import fields, models


class UdiTraceLookupLot(models.TransientModel):
    _name = "udi.trace.lookup.lot"
    _description = "Traced Lot"
    _order = "depth, certain desc, id"

    lookup_id = fields.Many2one(
        "udi.trace.lookup", required=True, ondelete="cascade", index=True
    )
    direction = fields.Selection([("down", "Went into"), ("up", "Made of")])
    lot_id = fields.Many2one(
        "stock.lot", string="Lot/Serial", required=True, ondelete="cascade"
    )
    product_id = fields.Many2one(related="lot_id.product_id")
    parent_lot_id = fields.Many2one("stock.lot", string="By way of", ondelete="cascade")
    depth = fields.Integer(string="Steps")
    certain = fields.Boolean()
    certainty = fields.Selection(
        [("certain", "Certain"), ("possible", "Possible")],
        compute="_compute_certainty",
    )
    on_hold = fields.Boolean(related="lot_id.udi_on_hold")

    def _compute_certainty(self):
        for line in self:
            line.certainty = "certain" if line.certain else "possible"
