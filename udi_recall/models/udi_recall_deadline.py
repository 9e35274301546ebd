from odoo import fields, models

from ..tools.regions import REGIONS


class UdiRecallDeadline(models.Model):
    """One duty with its clock, copied as the table said on that day."""

    _name = "udi.recall.deadline"
    _description = "Deadline of a recall"
    _order = "due_at, id"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    round_id = fields.Many2one(
        "udi.recall.round", ondelete="restrict", index="btree_not_null"
    )
    region = fields.Selection(REGIONS, "Where", required=True, readonly=True)
    name = fields.Char("Duty", required=True, readonly=True)
    to_whom = fields.Char(readonly=True)
    basis = fields.Char(readonly=True)
    verified = fields.Char("Source of the rule", readonly=True)
    is_verified = fields.Boolean(readonly=True)
    accepted_by_id = fields.Many2one("res.users", "Accepted by", readonly=True)
    trigger = fields.Char(readonly=True)
    start_at = fields.Datetime("Runs from", readonly=True)
    limit = fields.Integer(readonly=True)
    unit = fields.Char(readonly=True)
    tz = fields.Char("Time zone", readonly=True)
    due_at = fields.Datetime("Due", readonly=True, index=True)
    last_at = fields.Datetime("At the latest", readonly=True)
    done_at = fields.Datetime("Done on", readonly=True)
    done_by_id = fields.Many2one("res.users", "Done by", readonly=True)
    proof_id = fields.Many2one("ir.attachment", "Proof file", readonly=True)
    proof_note = fields.Char("Proof in words", readonly=True)
