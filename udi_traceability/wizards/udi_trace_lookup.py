from odoo import api, fields, models

from ..models.udi_scan import TEXT_LIMIT
from ..tools import UdiError, parse


class UdiTraceLookup(models.TransientModel):
    _name = "udi.trace.lookup"
    _description = "Trace"

    text = fields.Char(
        string="Code",
        trim=False,
        help="A UDI, a lot or serial number, a package, a transfer or its order.",
    )
    message = fields.Char(readonly=True)
    match_ids = fields.Many2many(
        "stock.lot", "udi_trace_lookup_match_rel", string="Which one?", readonly=True
    )
    start_ids = fields.Many2many(
        "stock.lot", "udi_trace_lookup_start_rel", string="Traced", readonly=True
    )
    line_ids = fields.One2many(
        "udi.trace.lookup.lot",
        "lookup_id",
        domain=[("direction", "=", "down")],
        string="Went into",
    )
    origin_ids = fields.One2many(
        "udi.trace.lookup.lot",
        "lookup_id",
        domain=[("direction", "=", "up")],
        string="Made of",
    )
    holding_ids = fields.One2many("udi.trace.lookup.holding", "lookup_id")
    summary = fields.Char(compute="_compute_summary")
    company_note = fields.Char(compute="_compute_company_note")

    @api.depends("start_ids")
    def _compute_display_name(self):
        for lookup in self:
            lots = lookup.start_ids
            if len(lots) == 1:
                lookup.display_name = self.env._("Trace of %(lot)s", lot=lots.name)
            else:
                lookup.display_name = self.env._("Trace")

    @api.depends("line_ids", "holding_ids")
    def _compute_summary(self):
        for lookup in self:
            lines = lookup.line_ids
            certain = len(lines.filtered("certain"))
            here = ("stock", "reserved", "transit")
            held = lookup.holding_ids
            lookup.summary = lines and self.env._(
                "Lots and serials: %(lots)s (%(certain)s certain, "
                "%(possible)s possible). "
                "%(here)g here, %(out)g at customers, %(used)g used or gone.",
                lots=len(lines),
                certain=certain,
                possible=len(lines) - certain,
                here=sum(h.quantity for h in held if h.kind in here),
                out=sum(h.quantity for h in held if h.kind == "consignee"),
                used=sum(
                    h.quantity for h in held if h.kind in ("consumed", "scrapped")
                ),
            )

    def _compute_company_note(self):
        names = ", ".join(self.env.companies.mapped("name"))
        others = len(self.env.user.company_ids) > len(self.env.companies)
        for lookup in self:
            lookup.company_note = others and self.env._(
                "Only %(companies)s. Tick the other companies to search them too.",
                companies=names,
            )

    def action_look(self, text):
        """Show what a text stands for: its family, and who holds it."""
        self.ensure_one()
        self.text = self.env["udi.scan"]._clean(text)[:TEXT_LIMIT]
        lots = self._find(self.text)
        # one number on several products: a person chooses, never the program
        if len(lots) > 1 and set(lots.mapped("name")) == {self.text.strip()}:
            self._show(lots.browse())
            self.match_ids = lots
            self.message = self.env._("Several have this number. Choose one.")
            return
        self._show(lots)
        if not lots:
            self.message = self.env._(
                "No unit, lot or transfer has this number. Check the label, or search "
                "the lots."
            )

    def _find(self, text):
        """The lots that a text may mean; exact, never near."""
        if not text.strip():
            return self.env["stock.lot"]
        try:
            company = self.env.company
            today, separators = company._udi_today(), company._udi_separators()
            udi = parse(text, as_of=today, separators=separators)
        except UdiError:
            udi = None
        if udi and udi.di:
            return self.env["stock.lot"]._udi_find(udi)
        transfers = self._transfers(text)
        if transfers:
            return transfers.move_line_ids.lot_id
        package = self.env["stock.package"].search([("name", "=", text.strip())])
        if package:
            return package.contained_quant_ids.lot_id
        return self.env["stock.lot"].search([("name", "=", text.strip())])

    def _transfers(self, text):
        """The transfer of this name, or those of the order of this name."""
        named = self.env["stock.picking"].search([("name", "=", text.strip())])
        return named or self.env["stock.picking"].search(
            [("origin", "=", text.strip())]
        )

    def _show(self, lots):
        """Fill the page with the trace of these lots."""
        self.ensure_one()
        lots.check_access("read")
        trace = self.env["udi.trace"]
        down, up = tuple(trace.downstream(lots)), tuple(trace.upstream(lots))
        held = trace.holdings(lots.browse([each.lot_id for each in down]))
        self.holding_ids.unlink()
        (self.line_ids | self.origin_ids).unlink()
        self.message, self.match_ids, self.start_ids = False, False, lots
        lines = [(each, "down") for each in down]
        lines += [(each, "up") for each in up if each.depth]
        self.env["udi.trace.lookup.lot"].create(
            [self._line_vals(each, direction) for each, direction in lines]
        )
        self.env["udi.trace.lookup.holding"].create(
            [self._holding_vals(each) for each in held]
        )

    def _line_vals(self, traced, direction):
        return {
            "lookup_id": self.id,
            "direction": direction,
            "lot_id": traced.lot_id,
            "parent_lot_id": traced.parent_lot_id,
            "depth": traced.depth,
            "certain": traced.certain,
        }

    def _holding_vals(self, holding):
        return {
            "lookup_id": self.id,
            "lot_id": holding.lot_id,
            "product_id": holding.product_id,
            "kind": holding.kind,
            "partner_id": holding.partner_id,
            "location_id": holding.location_id,
            "quantity": holding.quantity,
        }

    def action_hold(self):
        """Hold every lot on the page that is certain or possible."""
        self.ensure_one()
        return self.line_ids.lot_id.action_udi_hold()

    def _action_open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Trace"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }
