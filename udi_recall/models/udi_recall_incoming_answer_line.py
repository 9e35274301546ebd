from odoo import api, fields, models

from ..tools.notice_reply import FATES, unexplained

UNITS = {"digits": "Product Unit"}
FIXED = {"line_id", "answer_id", "quantity_asked", "customers"}


class UdiRecallIncomingAnswerLine(models.Model):
    """What became of the units of one line of the notice."""

    _name = "udi.recall.incoming.answer.line"
    _description = "Units in our answer"
    _order = "answer_id, number, id"
    _rec_name = "number"

    answer_id = fields.Many2one(
        "udi.recall.incoming.answer", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="answer_id.company_id", store=True, index=True)
    line_id = fields.Many2one(
        "udi.recall.incoming.line",
        "What",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    number = fields.Integer(related="line_id.number", store=True)
    quantity_asked = fields.Float("Asked", readonly=True, **UNITS)
    quantity_on_hand = fields.Float("Had when it came", **UNITS)
    quantity_held = fields.Float("Set apart here", **UNITS)
    quantity_used = fields.Float("Used", **UNITS)
    quantity_returned = fields.Float("Sent back", **UNITS)
    quantity_destroyed = fields.Float("Destroyed", **UNITS)
    quantity_passed_on = fields.Float("Passed on", **UNITS)
    quantity_lost = fields.Float("Not found", **UNITS)
    quantity_open = fields.Float(
        "Not explained", compute="_compute_quantity_open", **UNITS
    )

    customers = fields.Json(readonly=True)
    customers_text = fields.Char("Our customers say", compute="_compute_customers_text")

    _none_negative = models.Constraint(
        "CHECK(LEAST(quantity_on_hand, "
        + ", ".join(f"quantity_{fate}" for fate in FATES)
        + ") >= 0)",
        "Quantities are 0 or more.",
    )

    @api.depends("quantity_asked", *(f"quantity_{fate}" for fate in FATES))
    def _compute_quantity_open(self):
        for line in self:
            line.quantity_open = unexplained(
                line.quantity_asked, (line[f"quantity_{fate}"] for fate in FATES)
            )

    @api.depends("customers")
    @api.depends_context("lang")
    def _compute_customers_text(self):
        """Of 5: 3 set apart, 1 used, 1 no word yet."""
        number = self.env["udi.finding"]._number
        words = {
            "held": self.env._("%(n)s set apart"),
            "used": self.env._("%(n)s used"),
            "returned": self.env._("%(n)s sent back"),
            "destroyed": self.env._("%(n)s destroyed"),
            "passed_on": self.env._("%(n)s passed on"),
            "lost": self.env._("%(n)s not found"),
            "no_word": self.env._("%(n)s no word yet"),
        }
        for line in self:
            said = line.customers or {}
            parts = [
                text % {"n": number(said[name])}
                for name, text in words.items()
                if said.get(name)
            ]
            line.customers_text = said and self.env._(
                "of %(asked)s: %(parts)s",
                asked=number(said.get("asked", 0)),
                parts=", ".join(parts),
            )

    def _open_text(self):
        if not self.quantity_open:
            return ""
        number = self.env["udi.finding"]._number
        values = {
            "what": self.line_id.display_name,
            "asked": number(self.quantity_asked),
            "said": number(self.quantity_asked - self.quantity_open),
        }
        if self.quantity_open < 0:
            return self.env._(
                "%(what)s: they sent %(asked)s; this makes %(said)s.", **values
            )
        return self.env._(
            "%(what)s: they sent %(asked)s; this explains %(said)s.", **values
        )

    def write(self, vals):
        if not self.env.su:
            self.answer_id._check_open()
            if stopped := FIXED & vals.keys():
                self.answer_id.incoming_id._check_typed(stopped)
        return super().write(vals)


class UdiRecallIncomingAnswerAction(models.Model):
    """Whether we followed one instruction of the notice."""

    _name = "udi.recall.incoming.answer.action"
    _description = "Instruction in our answer"
    _order = "answer_id, number"
    _rec_name = "text"

    answer_id = fields.Many2one(
        "udi.recall.incoming.answer", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="answer_id.company_id", store=True, index=True)
    number = fields.Integer(required=True, readonly=True)
    text = fields.Char("Instruction", required=True, readonly=True)
    done = fields.Selection([("yes", "Done"), ("no", "Not done")])
    why = fields.Char("Why not")

    def write(self, vals):
        if not self.env.su:
            self.answer_id._check_open()
            if stopped := {"number", "text", "answer_id"} & vals.keys():
                self.answer_id.incoming_id._check_typed(stopped)
        return super().write(vals)
