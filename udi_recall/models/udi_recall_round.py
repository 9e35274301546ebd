from odoo import fields, models


class UdiRecallRound(models.Model):
    """One extent of a recall: the first, and each time that it grew.

    Each has a clock of its own: an amendment is due from when the extension began
    (21 CFR 806.10(d)).
    """

    _name = "udi.recall.round"
    _description = "Round of a recall"
    _order = "recall_id, number"
    _rec_name = "number"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    number = fields.Integer("Round", required=True, readonly=True)
    reason = fields.Char("Why it grew", readonly=True)
    decided_at = fields.Datetime("Decided", readonly=True)
    started_at = fields.Datetime("Holds set from", readonly=True)
    held_at = fields.Datetime("Holds set", readonly=True)
    initiated_at = fields.Datetime(
        "First notice left", readonly=True, help="Stamped once, by that notice."
    )
    notified_at = fields.Datetime("Last notice left", readonly=True)

    deadline_ids = fields.One2many("udi.recall.deadline", "round_id", "Deadlines")

    _recall_number_uniq = models.Constraint(
        "UNIQUE(recall_id, number)", "A round has one number in a recall."
    )
