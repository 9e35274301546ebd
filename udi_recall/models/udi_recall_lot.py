from odoo import api, fields, models

SHOWN_CUSTOMERS = 3
# A recall that was previewed and is not over
OPEN = ("scoped", "approved", "running", "reconciling", "completed")
QUANTITY = {"digits": "Product Unit", "readonly": True}


class UdiRecallLot(models.Model):
    """One lot that a recall touches: how surely, and where its units are now."""

    _name = "udi.recall.lot"
    _description = "Lot affected by a recall"
    _order = "certainty, depth, lot_id, id"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    lot_id = fields.Many2one(
        "stock.lot", "Lot or serial", required=True, index=True, ondelete="restrict"
    )
    product_id = fields.Many2one(related="lot_id.product_id", store=True, index=True)
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    udi_text = fields.Char(related="lot_id.udi_text", string="UDI")
    on_hold = fields.Boolean(related="lot_id.udi_on_hold")
    depth = fields.Integer(
        "Steps", help="From the lot named in the scope; 0 is itself."
    )
    certainty = fields.Selection(
        [("certain", "Certain"), ("possible", "Possible")], required=True
    )
    source = fields.Selection(
        [
            ("named", "Named in the scope"),
            ("unsure", "Date or identifier not known"),
            ("traced", "Made from"),
        ],
        required=True,
    )
    why = fields.Char(compute="_compute_why")
    parent_lot_id = fields.Many2one("stock.lot", "Made from", ondelete="restrict")
    quantity_total = fields.Float("Units", **QUANTITY)
    quantity_here = fields.Float("On the shelf", **QUANTITY)
    quantity_reserved = fields.Float("Of these reserved", **QUANTITY)
    quantity_transit = fields.Float("On the way", **QUANTITY)
    quantity_out = fields.Float("Out there", **QUANTITY)
    quantity_gone = fields.Float(
        "Used or destroyed",
        help="Built into other products, scrapped, or sent back to the supplier.",
        **QUANTITY,
    )
    quantity_never_left = fields.Float("Never left", **QUANTITY)
    quantity_back = fields.Float("Back", **QUANTITY)
    quantity_to_hold = fields.Float("To hold", **QUANTITY)
    consignee_line_ids = fields.One2many(
        "udi.recall.consignee.line", "recall_lot_id", "Customers"
    )
    whereabouts = fields.Char("Where now", compute="_compute_whereabouts")
    round_id = fields.Many2one(
        "udi.recall.round",
        "Since round",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    recalled_on = fields.Datetime(readonly=True)
    overlap = fields.Char("Also in", compute="_compute_overlap")

    _recall_lot_uniq = models.Constraint(
        "UNIQUE(recall_id, lot_id)", "A lot stands in a recall once."
    )

    @api.depends("lot_id")
    def _compute_display_name(self):
        """Who may read a recall may read its numbers, without a right on lots."""
        for row in self:
            row.display_name = row.sudo().lot_id.display_name

    @api.depends("lot_id", "recall_id")
    def _compute_overlap(self):
        """Other open recalls of the same lots: who owns both must know of both."""
        others = self.sudo().search(
            [
                ("lot_id", "in", self.sudo().lot_id.ids),
                ("recall_id", "not in", self.recall_id.ids),
                ("recall_id.state", "in", OPEN),
                ("recall_id.kind", "!=", "drill"),
                ("company_id", "in", self.company_id.ids),
            ]
        )
        names = {
            lot: ", ".join(sorted(rows.recall_id.mapped("name")))
            for lot, rows in others.grouped("lot_id").items()
        }
        for row in self:
            row.overlap = names.get(row.sudo().lot_id, False)

    @api.depends("source", "parent_lot_id")
    @api.depends_context("lang")
    def _compute_why(self):
        labels = dict(self._fields["source"]._description_selection(self.env))
        for row in self:
            parent = row.sudo().parent_lot_id.name if row.source == "traced" else None
            row.why = " ".join(filter(None, (labels[row.source], parent)))

    @api.depends(
        "quantity_here",
        "quantity_transit",
        "quantity_gone",
        "on_hold",
        "consignee_line_ids.quantity_out",
    )
    @api.depends_context("lang")
    def _compute_whereabouts(self):
        for row in self:
            row.whereabouts = " · ".join(row._place_texts())

    def _place_texts(self):
        number = self.env["udi.finding"]._number
        texts = []
        if self.quantity_here:
            here = self.env._("%(n)s on the shelf", n=number(self.quantity_here))
            texts.append(self.env._("%s, held", here) if self.on_hold else here)
        if self.quantity_transit:
            texts.append(
                self.env._("%(n)s on the way", n=number(self.quantity_transit))
            )
        lines = self.consignee_line_ids.filtered("quantity_out")
        customers = sorted(
            (-sum(own.mapped("quantity_out")), customer.partner_id.name or "")
            for customer, own in lines.grouped("consignee_id").items()
        )
        texts += [
            self.env._("%(n)s at %(customer)s", n=number(-less), customer=name)
            for less, name in customers[:SHOWN_CUSTOMERS]
        ]
        if (more := len(customers) - SHOWN_CUSTOMERS) > 0:
            texts.append(self.env._("… and %(count)s more", count=more))
        unknown = self.quantity_out - sum(lines.mapped("quantity_out"))
        if self.uom_id.compare(unknown, 0) > 0:
            texts.append(self.env._("%(n)s at nobody known", n=number(unknown)))
        return texts or [self.env._("Used or destroyed")] * bool(self.quantity_gone)
