from odoo import api, fields, models

from ..tools.answers import PARTS, Said

UNITS = {"digits": "Product Unit"}


class UdiRecallAnswerLine(models.TransientModel):
    """What they said of one lot."""

    _name = "udi.recall.answer.line"
    _description = "Units of an answer typed in"

    answer_id = fields.Many2one("udi.recall.answer", required=True, ondelete="cascade")
    consignee_line_id = fields.Many2one(
        "udi.recall.consignee.line", "Lot or serial", required=True, ondelete="cascade"
    )
    quantity_asked = fields.Float("Delivered", readonly=True, **UNITS)
    quantity_on_hand = fields.Float("Had then", **UNITS)
    quantity_held = fields.Float("Set apart", **UNITS)
    quantity_returned = fields.Float("Sent back", **UNITS)
    quantity_destroyed = fields.Float("Destroyed", **UNITS)
    quantity_used = fields.Float("Used before", **UNITS)
    quantity_passed_on = fields.Float("Passed on", **UNITS)
    quantity_lost = fields.Float("Not found", **UNITS)
    note = fields.Char()
    total = fields.Float("Together", compute="_compute_total", **UNITS)
    state = fields.Selection(
        [
            ("blank", "–"),
            ("short", "short"),
            ("unnamed", "to whom?"),
            ("complete", "✓"),
            ("contradictory", "⚠ does not fit"),
        ],
        "Adds up?",
        compute="_compute_total",
    )

    @api.depends(
        "quantity_asked",
        "quantity_on_hand",
        "answer_id.onward_ids.quantity",
        "answer_id.onward_ids.consignee_line_id",
        *(f"quantity_{part}" for part in PARTS),
    )
    def _compute_total(self):
        for row in self:
            takers = row.answer_id.onward_ids.filtered(
                lambda taker, row=row: taker.consignee_line_id == row.consignee_line_id
            )
            said = Said(
                asked=row.quantity_asked,
                on_hand=row.quantity_on_hand or None,
                named=sum(takers.mapped("quantity")),
                **{part: row[f"quantity_{part}"] for part in PARTS},
            )
            row.total, row.state = said.total, said.state

    def _values(self):
        parts = {part: max(0.0, row) for part, row in self._parts().items()}
        return {
            **parts,
            "on_hand": self.quantity_on_hand or None,
            "note": self.note or "",
        }

    def _parts(self):
        return {part: self[f"quantity_{part}"] for part in PARTS}


class UdiRecallAnswerAction(models.TransientModel):
    """Whether they followed one instruction."""

    _name = "udi.recall.answer.action"
    _description = "Instruction of an answer typed in"
    _order = "number"

    answer_id = fields.Many2one("udi.recall.answer", required=True, ondelete="cascade")
    number = fields.Integer("No.", readonly=True)
    text = fields.Char("Instruction", readonly=True)
    done = fields.Selection([("yes", "Done"), ("no", "Not done")])
    why = fields.Char("Why not")


class UdiRecallAnswerOnward(models.TransientModel):
    """To whom they passed units on."""

    _name = "udi.recall.answer.onward"
    _description = "Onward consignee of an answer typed in"

    answer_id = fields.Many2one("udi.recall.answer", required=True, ondelete="cascade")
    name = fields.Char(required=True)
    contact = fields.Char()
    email = fields.Char()
    phone = fields.Char()
    street = fields.Char()
    city = fields.Char()
    country_id = fields.Many2one("res.country")
    consignee_line_id = fields.Many2one(
        "udi.recall.consignee.line", "Which", required=True, ondelete="cascade"
    )
    quantity = fields.Float(default=1.0, **UNITS)
    passed_on = fields.Date("When")
    informed_on = fields.Date("Told them on")

    def _values(self):
        return {
            "name": self.name,
            "contact": self.contact or "",
            "email": self.email or "",
            "phone": self.phone or "",
            "street": self.street or "",
            "city": self.city or "",
            "country": self.country_id.code or "",
            "line": self.consignee_line_id.id,
            "quantity": self.quantity,
            "passed_on": fields.Date.to_string(self.passed_on) or "",
            "informed_on": fields.Date.to_string(self.informed_on) or "",
        }
