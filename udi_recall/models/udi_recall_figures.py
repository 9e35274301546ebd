from odoo import api, fields, models

from .udi_recall_step import UNANSWERED

FIGURES = (
    "quantity_total",
    "quantity_never_left",
    "quantity_back",
    "quantity_transit",
    "quantity_out",
    "quantity_to_hold",
)


class UdiRecallFigures(models.AbstractModel):
    """The figures of a recall, and the doors behind them."""

    _name = "udi.recall.figures"
    _description = "Figures of a recall"

    lot_count = fields.Integer("Lots", compute="_compute_counts")
    consignee_count = fields.Integer("Customers", compute="_compute_counts")
    exposed_count = fields.Integer(
        "Customers who have units", compute="_compute_counts"
    )
    notice_count = fields.Integer("Notices", compute="_compute_counts")
    hold_count = fields.Integer("Lots held", compute="_compute_counts")
    answers_text = fields.Char("Answered", compute="_compute_answers_text")
    quantity_total = fields.Float(
        "Units", compute="_compute_quantities", digits="Product Unit"
    )
    quantity_never_left = fields.Float(
        "Never left", compute="_compute_quantities", digits="Product Unit"
    )
    quantity_back = fields.Float(
        "Back", compute="_compute_quantities", digits="Product Unit"
    )
    quantity_transit = fields.Float(
        "On the way", compute="_compute_quantities", digits="Product Unit"
    )
    quantity_out = fields.Float(
        "Out there", compute="_compute_quantities", digits="Product Unit"
    )
    quantity_to_hold = fields.Float(
        "To hold", compute="_compute_quantities", digits="Product Unit"
    )
    quantity_held = fields.Float(
        "Held", compute="_compute_quantities", digits="Product Unit"
    )
    quantity_possible = fields.Float(
        "Possibly affected", compute="_compute_quantities", digits="Product Unit"
    )
    quantity_unknown = fields.Float(
        "Out there, nobody knows where",
        compute="_compute_quantities",
        digits="Product Unit",
    )

    @api.depends(
        "lot_line_ids",
        "consignee_ids.notice_state",
        "consignee_ids.quantity",
        "consignee_ids.quantity_out",
        "hold_ids.state",
    )
    def _compute_counts(self):
        ids = [("recall_id", "in", self.ids)]
        asked = ids + [("quantity", ">", 0)]
        exposed = ids + [("quantity_out", ">", 0)]
        prepared = ids + [("notice_state", "not in", ("none", "void"))]
        held = ids + [("state", "=", "active")]
        for name, model, domain in (
            ("lot_count", "udi.recall.lot", ids),
            ("consignee_count", "udi.recall.consignee", asked),
            ("exposed_count", "udi.recall.consignee", exposed),
            ("notice_count", "udi.recall.consignee", prepared),
            ("hold_count", "udi.hold", held),
        ):
            groups = (
                self.env[model].sudo()._read_group(domain, ["recall_id"], ["__count"])
            )
            counts = {recall.id: count for recall, count in groups}
            for recall in self:
                recall[name] = counts.get(recall.id, 0)

    @api.depends("consignee_ids.answer_state")
    def _compute_answers_text(self):
        groups = (
            self.env["udi.recall.consignee"]
            .sudo()
            ._read_group(
                [("recall_id", "in", self.ids)],
                ["recall_id", "answer_state"],
                ["__count"],
            )
        )
        counts = {}
        for recall, state, count in groups:
            given, asked = counts.get(recall.id, (0, 0))
            given += 0 if state in UNANSWERED else count
            counts[recall.id] = given, asked + count
        for recall in self:
            given, asked = counts.get(recall._origin.id, (0, 0))
            recall.answers_text = f"{given}/{asked}"

    @api.depends(
        "lot_line_ids.quantity_total",
        "lot_line_ids.quantity_to_hold",
        "consignee_ids.quantity",
        "hold_ids.state",
    )
    def _compute_quantities(self):
        lots = self.env["udi.recall.lot"].sudo()
        ids = [("recall_id", "in", self.ids)]
        totals = lots._read_group(
            ids, ["recall_id"], [f"{name}:sum" for name in FIGURES]
        )
        figures = {recall.id: sums for recall, *sums in totals}
        held = self._sums(lots, [("lot_id.udi_on_hold", "=", True)], "quantity_to_hold")
        possible = self._sums(lots, [("certainty", "=", "possible")], "quantity_total")
        known = self._sums(self.env["udi.recall.consignee"].sudo(), [], "quantity_out")
        for recall in self:
            sums = figures.get(recall.id, [0.0] * len(FIGURES))
            recall.update(dict(zip(FIGURES, sums, strict=True)))
            recall.quantity_held = held.get(recall.id, 0.0)
            recall.quantity_possible = possible.get(recall.id, 0.0)
            unknown = recall.quantity_out - known.get(recall.id, 0.0)
            recall.quantity_unknown = round(max(0.0, unknown), 6)

    def _sums(self, rows, domain, field):
        groups = rows._read_group(
            [("recall_id", "in", self.ids), *domain], ["recall_id"], [f"{field}:sum"]
        )
        return {recall.id: total for recall, total in groups}

    def action_open_lots(self):
        self.ensure_one()
        return self._open_rows("udi_recall_lot_action")

    def action_open_consignees(self):
        self.ensure_one()
        return self._open_rows("udi_recall_consignee_action", [("quantity", ">", 0)])

    def action_open_ledger(self):
        """Every step of this recall, as the ledger keeps it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ledger of %s", self.name),
            "res_model": "udi.event",
            "views": [(False, "list"), (False, "form")],
            "domain": [("res_model", "=", self._name), ("res_id", "=", self.id)],
        }

    def action_open_holds(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Holds of %s", self.name),
            "res_model": "udi.hold",
            "view_mode": "list",
            "domain": [("recall_id", "=", self.id), ("state", "=", "active")],
        }

    def _open_rows(self, action, domain=()):
        self.check_access("read")
        values = self.env["ir.actions.act_window"]._for_xml_id(f"udi_recall.{action}")
        return {**values, "domain": [("recall_id", "=", self.id), *domain]}

    def _open_form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _open_list(self, title):
        if len(self) == 1:
            return self._open_form()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.ids)],
        }
