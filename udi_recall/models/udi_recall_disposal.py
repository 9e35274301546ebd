from odoo import api, fields, models
from odoo.exceptions import UserError

# The rest is written by the steps only
TYPED = {
    "recall_lot_id",
    "kind",
    "quantity",
    "location_id",
    "location_dest_id",
    "authority_told_on",
    "witness",
    "certificate_ids",
    "note",
}
KINDS = [
    ("destroy", "Destroyed"),
    ("rework", "Reworked"),
    ("release", "Released"),
    ("supplier", "Back to the supplier"),
]


class UdiRecallDisposal(models.Model):
    """What became of units that came back or never left.

    Destroying is told to the authority before, watched and certified; reworked goods
    are kept apart; goods go free by a second person's signature.
    """

    _name = "udi.recall.disposal"
    _description = "Disposal in a recall"
    _inherit = ["udi.recall.part"]
    _order = "recall_id, id desc"
    _rec_name = "recall_lot_id"
    _check_company_auto = True

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    recall_state = fields.Selection(related="recall_id.state", string="State of recall")
    recall_lot_id = fields.Many2one(
        "udi.recall.lot",
        "Lot",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('recall_id', '=', recall_id)]",
    )
    lot_id = fields.Many2one(related="recall_lot_id.lot_id", string="Lot or serial")
    product_id = fields.Many2one(related="recall_lot_id.product_id")
    uom_id = fields.Many2one(related="recall_lot_id.uom_id")
    kind = fields.Selection(KINDS, required=True, default="destroy")
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="planned",
    )
    quantity = fields.Float(digits="Product Unit", required=True)
    location_id = fields.Many2one(
        "stock.location",
        "Lies in",
        ondelete="restrict",
        check_company=True,
        domain="[('usage', '=', 'internal')]",
    )
    location_dest_id = fields.Many2one(
        "stock.location",
        "Kept apart in",
        ondelete="restrict",
        check_company=True,
        domain="[('usage', '=', 'internal')]",
        help="Reworked goods lie apart from the others, in quarantine, until they are "
        "released.",
    )
    authority_told_on = fields.Date("Authority told on")
    witness = fields.Char(help="Who watched it: name and office.")
    certificate_ids = fields.Many2many(
        "ir.attachment",
        bypass_search_access=True,
        help="Of the destruction, from who did it. Both sides keep it.",
    )
    picking_id = fields.Many2one(
        "stock.picking",
        "Transfer",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    signature_id = fields.Many2one(
        "udi.signature.record", readonly=True, ondelete="restrict"
    )
    done_at = fields.Datetime("Done on", readonly=True)
    done_by_id = fields.Many2one("res.users", "Done by", readonly=True)
    note = fields.Char()

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "Dispose of one unit or more."
    )

    @api.onchange("recall_lot_id")
    def _onchange_recall_lot_id(self):
        """Where most of it lies, quarantine first."""
        quants = self._quants()
        away = quants.location_id._udi_in_quarantine() if quants else ()
        best = quants.sorted(lambda quant: (quant.location_id in away, quant.quantity))
        self.location_id = best[-1:].location_id
        self.quantity = sum(
            quants.filtered(lambda quant: quant.location_id == self.location_id).mapped(
                "quantity"
            )
        )

    def _quants(self):
        return (
            self.env["stock.quant"]
            .sudo()
            .search(
                [
                    ("lot_id", "in", self.recall_lot_id.lot_id.ids),
                    ("location_id.usage", "=", "internal"),
                    ("quantity", ">", 0),
                    ("company_id", "in", self.recall_id.company_id.ids),
                ]
            )
        )

    def _typed(self):
        return TYPED

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_planned()
        rows._keep_certificates()
        return rows

    def write(self, vals):
        if not self.env.su:
            self._check_planned()
        result = super().write(vals)
        if not self.env.su:
            self._check_planned()
        if "certificate_ids" in vals:
            self._keep_certificates()
        return result

    def _keep_certificates(self):
        """What this person uploaded can be read by who reads the recall."""
        for row in self:
            fresh = row.sudo().certificate_ids.filtered(
                lambda file: not file.res_id and file.create_uid == self.env.user
            )
            fresh.write({"res_model": self._name, "res_id": row.id})

    def _check_planned(self):
        """A lot of this very recall, and not done yet: that is evidence."""
        for row in self:
            if row.recall_lot_id.recall_id != row.recall_id:
                raise UserError(
                    self.env._(
                        "%(lot)s is not in %(recall)s. Choose a lot of this recall.",
                        lot=row.recall_lot_id.display_name,
                        recall=row.recall_id.name,
                    )
                )
            if row.state != "planned":
                raise UserError(
                    self.env._(
                        "%(lot)s: this disposal is %(state)s and kept as evidence. "
                        "Plan another one.",
                        lot=row.recall_lot_id.display_name,
                        state=dict(
                            row._fields["state"]._description_selection(row.env)
                        )[row.state].lower(),
                    )
                )
            row.recall_id._check_disposes()
