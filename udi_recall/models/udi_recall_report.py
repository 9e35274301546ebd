from odoo import fields, models


class UdiRecallReport(models.Model):
    """A report as it was sent: its figures never change."""

    _name = "udi.recall.report"
    _description = "Report of a recall"
    _order = "recall_id, id desc"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    region_id = fields.Many2one(
        "udi.recall.region", "For", ondelete="restrict", index="btree_not_null"
    )
    kind = fields.Char(required=True, readonly=True)
    number = fields.Integer(required=True, readonly=True)
    frozen_at = fields.Datetime("As of", required=True, readonly=True)
    figures = fields.Json(required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", readonly=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Files", readonly=True)

    _recall_kind_number_uniq = models.Constraint(
        "UNIQUE(recall_id, region_id, kind, number)", "A report has one number."
    )
