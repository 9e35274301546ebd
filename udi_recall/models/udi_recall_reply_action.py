from odoo import fields, models


class UdiRecallReplyAction(models.Model):
    """Whether one instruction of the notice was followed."""

    _name = "udi.recall.reply.action"
    _description = "Instruction in an answer"
    _order = "reply_id, number"

    reply_id = fields.Many2one(
        "udi.recall.reply", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="reply_id.company_id", store=True, index=True)
    number = fields.Integer(required=True)
    text = fields.Char("Instruction", required=True)
    done = fields.Selection([("yes", "Done"), ("no", "Not done")])
    why = fields.Char("Why not")
