from odoo import api, fields, models

SUMS = ("here", "reserved", "gone")


class UdiRecall(models.Model):
    """What a scope would do, in numbers that are doors."""

    _inherit = "udi.recall"

    preview_certain = fields.Integer("Lots, certain", compute="_compute_preview")
    preview_possible = fields.Integer("Lots, possible", compute="_compute_preview")
    preview_here = fields.Float(
        "On the shelf", compute="_compute_preview", digits="Product Unit"
    )
    preview_reserved = fields.Float(
        "Of these reserved", compute="_compute_preview", digits="Product Unit"
    )
    preview_gone = fields.Float(
        "Used or destroyed", compute="_compute_preview", digits="Product Unit"
    )

    @api.depends("lot_line_ids", "scoped_on")
    def _compute_preview(self):
        """One query for all figures."""
        groups = (
            self.env["udi.recall.lot"]
            .sudo()
            ._read_group(
                [("recall_id", "in", self.ids)],
                ["recall_id", "certainty"],
                ["__count", *(f"quantity_{name}:sum" for name in SUMS)],
            )
        )
        none = dict.fromkeys(("certain", "possible", *SUMS), 0)
        totals = {}
        for recall, certainty, count, *quantities in groups:
            total = totals.setdefault(recall.id, dict(none))
            total[certainty] += count
            for name, quantity in zip(SUMS, quantities, strict=True):
                total[name] += quantity
        for recall in self:
            total = totals.get(recall.id, none)
            recall.update({f"preview_{name}": count for name, count in total.items()})

    def action_open_certain(self):
        return self._open_door([("certainty", "=", "certain")])

    def action_open_possible(self):
        return self._open_door([("certainty", "=", "possible")])

    def action_open_here(self):
        return self._open_door([("quantity_here", ">", 0)])

    def action_open_reserved(self):
        return self._open_door([("quantity_reserved", ">", 0)])

    def action_open_transit(self):
        return self._open_door([("quantity_transit", ">", 0)])

    def action_open_out(self):
        return self._open_door([("quantity_out", ">", 0)])

    def action_open_back(self):
        return self._open_door([("quantity_back", ">", 0)])

    def action_open_gone(self):
        return self._open_door([("quantity_gone", ">", 0)])

    def _open_door(self, domain):
        """The affected lots behind one number."""
        self.ensure_one()
        return self._open_rows("udi_recall_lot_action", domain)
