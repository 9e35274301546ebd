from odoo import fields, models


class UdiRecallCheck(models.Model):
    """One effectiveness check: did the notice arrive, and was it followed?"""

    _name = "udi.recall.check"
    _description = "Effectiveness check"
    _order = "recall_id, id"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    consignee_id = fields.Many2one(
        "udi.recall.consignee", required=True, ondelete="cascade", index=True
    )
    attempt = fields.Integer(required=True, default=1)
    means = fields.Selection(
        [("visit", "Visit"), ("phone", "Telephone"), ("letter", "Letter")]
    )
    checked_at = fields.Datetime("When")
    user_id = fields.Many2one("res.users", "By whom")
    spoke_to = fields.Char("Spoke to")
    got_notice = fields.Selection([("yes", "Yes"), ("no", "No")], "Got the notice?")
    understood = fields.Selection([("yes", "Yes"), ("no", "No")], "Understood?")
    followed = fields.Selection([("yes", "Yes"), ("no", "No")], "Did it?")
    right_depth = fields.Selection([("yes", "Yes"), ("no", "No")], "Passed on?")
    result = fields.Selection(
        [("waiting", "To do"), ("effective", "Effective"), ("failed", "Not effective")],
        required=True,
        readonly=True,
        default="waiting",
    )
    message_id = fields.Many2one(
        "udi.recall.message", "New notice", readonly=True, index="btree_not_null"
    )
    note = fields.Char()
