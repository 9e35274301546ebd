from odoo import fields, models
from odoo.exceptions import UserError

WORDS = [
    ("accepted", "Accepted"),
    ("ordered_again", "Ordered again"),
    ("terminated", "Terminated"),
]


class UdiRecallOutcome(models.TransientModel):
    """What an authority said at the end."""

    _name = "udi.recall.outcome"
    _description = "The authority's answer"

    recall_id = fields.Many2one("udi.recall", required=True, readonly=True)
    region_id = fields.Many2one(
        "udi.recall.region",
        "Where",
        required=True,
        domain="[('recall_id', '=', recall_id), ('code', '!=', 'other')]",
    )
    outcome = fields.Selection(WORDS, "It said", required=True)
    outcome_on = fields.Date("On", required=True, default=fields.Date.context_today)
    note = fields.Char(
        "Letter or number", required=True, help="Where it stands that it said so."
    )

    def action_done(self):
        self.ensure_one()
        self.check_access("write")
        if self.region_id.recall_id != self.recall_id:
            raise UserError(
                self.env._("This place is of another recall. Choose one of this.")
            )
        if self.outcome_on > fields.Date.context_today(self):
            raise UserError(self.env._("“On” is still to come. Say when it was said."))
        self.recall_id._authority_said(
            self.region_id, self.outcome, self.outcome_on, self.note
        )
        return {"type": "ir.actions.act_window_close"}
