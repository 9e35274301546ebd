from odoo import fields, models

ROLES = [
    ("contact", "Recall contact"),
    ("responsible", "Most responsible person"),
    ("public", "Public contact"),
    ("quality", "Quality"),
    ("service", "After-sales service"),
    ("logistics", "Logistics"),
]


class UdiRecallRole(models.Model):
    """Who does what in a recall, and who steps in for them."""

    _name = "udi.recall.role"
    _description = "Role in a recall"
    _inherit = ["udi.recall.part"]
    _order = "recall_id, role, id"
    _rec_name = "role"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    role = fields.Selection(ROLES, required=True)
    user_id = fields.Many2one("res.users", "Who", required=True, ondelete="restrict")
    alternate_id = fields.Many2one("res.users", "Stands in", ondelete="restrict")

    _recall_role_uniq = models.Constraint(
        "UNIQUE(recall_id, role)", "A role stands in a recall once."
    )

    def _typed(self):
        return {"role", "user_id", "alternate_id"}
