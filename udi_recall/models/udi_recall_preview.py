from odoo import api, fields, models
from odoo.exceptions import UserError

# Each number of the preview, and which of the affected lots are behind it
DOORS = {
    "certain": [("certainty", "=", "certain")],
    "possible": [("certainty", "=", "possible")],
    "here": [("quantity_here", ">", 0)],
    "reserved": [("quantity_reserved", ">", 0)],
    "transit": [("quantity_transit", ">", 0)],
    "out": [("quantity_out", ">", 0)],
    "back": [("quantity_back", ">", 0)],
    "gone": [("quantity_gone", ">", 0)],
}
LOTS = ("certain", "possible")


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
    preview_transit = fields.Float(
        "On the way", compute="_compute_preview", digits="Product Unit"
    )
    preview_out = fields.Float(
        "At customers", compute="_compute_preview", digits="Product Unit"
    )
    preview_back = fields.Float(
        "Came back", compute="_compute_preview", digits="Product Unit"
    )
    preview_gone = fields.Float(
        "Used or destroyed", compute="_compute_preview", digits="Product Unit"
    )

    @api.depends("lot_line_ids", "scoped_on")
    def _compute_preview(self):
        """One query for all figures."""
        sums = [f"quantity_{name}:sum" for name in DOORS if name not in LOTS]
        rows = self.env["udi.recall.lot"].sudo()
        groups = rows._read_group(
            [("recall_id", "in", self.ids)],
            ["recall_id", "certainty"],
            ["__count", *sums],
        )
        totals = {}
        for recall, certainty, count, *quantities in groups:
            total = totals.setdefault(recall.id, dict.fromkeys(DOORS, 0))
            total[certainty] += count
            for name, quantity in zip(list(DOORS)[2:], quantities, strict=True):
                total[name] += quantity
        for recall in self:
            total = totals.get(recall.id, dict.fromkeys(DOORS, 0))
            recall.update({f"preview_{name}": total[name] for name in DOORS})

    def action_open_preview(self, door):
        """The lots behind one number of the preview."""
        self.ensure_one()
        if not isinstance(door, str) or door not in DOORS:
            raise UserError(
                self.env._("There is no figure of this name. Press one on the page.")
            )
        return self._open_rows("udi_recall_lot_action", DOORS[door])
