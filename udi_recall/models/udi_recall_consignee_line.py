from odoo import api, fields, models


class UdiRecallConsigneeLine(models.Model):
    """How much of one affected lot one customer still has."""

    _name = "udi.recall.consignee.line"
    _description = "Recalled goods at a consignee"
    _order = "certainty, lot_id, id"

    consignee_id = fields.Many2one(
        "udi.recall.consignee", required=True, ondelete="cascade", index=True
    )
    recall_lot_id = fields.Many2one(
        "udi.recall.lot", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="consignee_id.company_id", store=True, index=True
    )
    lot_id = fields.Many2one(
        related="recall_lot_id.lot_id", string="Lot or serial", store=True, index=True
    )
    product_id = fields.Many2one(related="recall_lot_id.product_id")
    uom_id = fields.Many2one(related="recall_lot_id.uom_id")
    udi_text = fields.Char(related="recall_lot_id.udi_text")
    certainty = fields.Selection(related="recall_lot_id.certainty", store=True)
    ship_to_id = fields.Many2one(
        "res.partner",
        "Delivered to",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    round_id = fields.Many2one(
        "udi.recall.round",
        "Since round",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    quantity_shipped = fields.Float("Shipped", digits="Product Unit", readonly=True)
    quantity_back = fields.Float(
        "Came back before", digits="Product Unit", readonly=True
    )
    quantity = fields.Float("Still there", digits="Product Unit", readonly=True)
    shipped_on = fields.Date("First shipped", readonly=True)
    document = fields.Char("Delivered by", readonly=True)
    answer_held = fields.Float("Set apart", digits="Product Unit", readonly=True)
    answer_used = fields.Float("Used", digits="Product Unit", readonly=True)
    answer_returned = fields.Float("Sent back", digits="Product Unit", readonly=True)
    answer_destroyed = fields.Float("Destroyed", digits="Product Unit", readonly=True)
    answer_passed_on = fields.Float("Passed on", digits="Product Unit", readonly=True)
    answer_lost = fields.Float("Not found", digits="Product Unit", readonly=True)

    quantity_out = fields.Float("Out there now", digits="Product Unit", readonly=True)
    quantity_passed_in = fields.Float(
        "Got from others",
        digits="Product Unit",
        readonly=True,
        help="What other customers of ours said they passed on to them; it is in what "
        "they are asked for.",
    )
    quantity_early = fields.Float(
        "Came back before the notice",
        digits="Product Unit",
        readonly=True,
        help="After the start and before they were told: nobody asks for it again.",
    )

    def _asked_units(self):
        """What they are asked for: what was still there when they were told."""
        self.ensure_one()
        return max(0.0, round(self.quantity - self.quantity_early, 6))

    _consignee_lot_place_uniq = models.Constraint(
        "UNIQUE(consignee_id, recall_lot_id, ship_to_id)",
        "A lot stands at a delivery address once.",
    )

    @api.depends("recall_lot_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.recall_lot_id.display_name
