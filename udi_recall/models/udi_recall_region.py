from odoo import fields, models

from ..tools.regions import REGIONS, REPORT_FIRST


class UdiRecallRegion(models.Model):
    """One jurisdiction that a recall touches: its class, its report, its last word."""

    _name = "udi.recall.region"
    _description = "Recall in one jurisdiction"
    _order = "recall_id, code"
    _rec_name = "code"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    code = fields.Selection(REGIONS, "Where", required=True, readonly=True)
    class_firm = fields.Char("Class by us")
    class_authority = fields.Char("Class by the authority")
    classified_on = fields.Date("Classified on")
    report_first = fields.Boolean(
        "Report before the first notice", compute="_compute_report_first"
    )
    gate_state = fields.Selection(
        [
            ("free", "Not needed first"),
            ("needed", "Needed before the first notice"),
            ("sent", "Sent"),
            ("urgent", "Urgent: told afterwards"),
        ],
        "Report",
        required=True,
        readonly=True,
        default="free",
    )
    draft_sent_at = fields.Datetime("Draft notice sent to the authority")
    report_number = fields.Char(readonly=True)
    report_sent_at = fields.Datetime("Report sent", readonly=True)
    report_file_id = fields.Many2one("ir.attachment", "Report as sent", readonly=True)
    urgent_reason = fields.Char("Why not before", readonly=True)
    urgent_by_id = fields.Many2one("res.users", "Urgent, signed by", readonly=True)
    number_ids = fields.One2many("udi.recall.number", "region_id", "Numbers")
    outcome = fields.Selection(
        [
            ("waiting", "No answer yet"),
            ("accepted", "Accepted"),
            ("ordered_again", "Ordered again"),
            ("terminated", "Terminated"),
        ],
        "Authority's last word",
        required=True,
        readonly=True,
        default="waiting",
    )
    outcome_on = fields.Date(readonly=True)
    outcome_note = fields.Char(readonly=True)

    _recall_code_uniq = models.Constraint(
        "UNIQUE(recall_id, code)", "A jurisdiction stands in a recall once."
    )

    def _compute_report_first(self):
        for region in self:
            region.report_first = region.code in REPORT_FIRST
