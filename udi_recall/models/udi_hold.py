from odoo import fields, models


class UdiHold(models.Model):
    """A hold that a recall set."""

    _inherit = "udi.hold"

    recall_id = fields.Many2one(
        "udi.recall", index="btree_not_null", ondelete="restrict", readonly=True
    )
