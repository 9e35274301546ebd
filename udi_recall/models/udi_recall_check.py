from odoo import api, fields, models
from odoo.exceptions import UserError

YES_NO = [("yes", "Yes"), ("no", "No")]
QUESTIONS = ("got_notice", "understood", "followed")
# What a person says about a check; the rest is written by the steps
TYPED = {
    "means",
    "checked_at",
    "spoke_to",
    *QUESTIONS,
    "right_depth",
    "on_hand",
    "note",
}


class UdiRecallCheck(models.Model):
    """One effectiveness check: did the notice arrive, and was it followed?

    Each attempt is a row: who was not reached is asked again, by another way.
    """

    _name = "udi.recall.check"
    _description = "Effectiveness check"
    _inherit = ["udi.recall.part"]
    _order = "recall_id, result desc, id"
    _rec_name = "consignee_id"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    recall_state = fields.Selection(related="recall_id.state", string="State of recall")
    consignee_id = fields.Many2one(
        "udi.recall.consignee", required=True, ondelete="cascade", index=True
    )
    country_id = fields.Many2one(related="consignee_id.country_id")
    phone = fields.Char(related="consignee_id.phone")
    answer_state = fields.Selection(
        related="consignee_id.answer_state", string="Their answer"
    )
    round_id = fields.Many2one(
        "udi.recall.round", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    level = fields.Char("Drawn at level", readonly=True)
    attempt = fields.Integer(required=True, default=1, readonly=True)
    means = fields.Selection(
        [("visit", "Visit"), ("phone", "Telephone"), ("letter", "Letter")], "By"
    )
    checked_at = fields.Datetime("When")
    user_id = fields.Many2one("res.users", "By whom", readonly=True)
    spoke_to = fields.Char("Spoke to", help="Name and role. No patient.")
    got_notice = fields.Selection(YES_NO, "Got the notice?")
    understood = fields.Selection(YES_NO, "Understood?")
    followed = fields.Selection(YES_NO, "Did it?")
    right_depth = fields.Selection(
        YES_NO, "Passed on?", help="To everybody down to the depth of the recall."
    )
    on_hand = fields.Float("On hand now", digits="Product Unit")
    result = fields.Selection(
        [
            ("waiting", "To do"),
            ("failed", "Not effective"),
            ("not_reached", "Not reached"),
            ("effective", "Effective"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    message_id = fields.Many2one(
        "udi.recall.message", "New notice", readonly=True, index="btree_not_null"
    )
    note = fields.Char()

    _attempt_uniq = models.Constraint(
        "UNIQUE(recall_id, consignee_id, attempt)", "An attempt has one number."
    )

    def _typed(self):
        return TYPED

    def write(self, vals):
        if not self.env.su:
            self._check_waiting()
        return super().write(vals)

    def _check_waiting(self):
        for check in self:
            if check.result != "waiting":
                raise UserError(
                    self.env._(
                        "The check at %(customer)s is recorded. Its result is kept; "
                        "ask once more instead.",
                        customer=check.consignee_id.display_name,
                    )
                )

    @api.depends("consignee_id", "attempt")
    def _compute_display_name(self):
        for check in self:
            check.display_name = f"{check.consignee_id.display_name} ({check.attempt})"
