from odoo import api, fields, models

from . import finding_rows


class UdiSubmissionLine(models.Model):
    """What was told about one device, or why nothing was.

    A registration in a batch is not deleted (``udi.registration``); the foreign key
    follows it all the same, so that the addon can be uninstalled.
    """

    _name = "udi.submission.line"
    _description = "Device in a UDI Submission"
    _order = "submission_id, status, id"
    _rec_name = "registration_id"

    submission_id = fields.Many2one(
        "udi.submission", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="submission_id.company_id", store=True, precompute=True, index=True
    )
    registration_id = fields.Many2one(
        "udi.registration", required=True, ondelete="cascade", index=True
    )
    device_id = fields.Many2one(related="registration_id.device_id")
    status = fields.Selection(
        [("built", "Built"), ("left_out", "Stayed out")], required=True
    )
    findings = fields.Json()
    finding_rows = fields.Json(compute="_compute_finding_rows")
    summary = fields.Char(string="Why", compute="_compute_finding_rows")

    _registration_uniq = models.Constraint(
        "UNIQUE(submission_id, registration_id)",
        "This device is in the batch already.",
    )

    @api.depends("findings")
    @api.depends_context("lang")
    def _compute_finding_rows(self):
        detail_of = self.registration_id._detail_of()
        for line in self:
            found = finding_rows.loaded(line.findings)
            rows = finding_rows.rows(detail_of[line.registration_id], found)
            line.finding_rows = [
                dict(row, group=line.registration_id.display_name) for row in rows
            ]
            line.summary = finding_rows.summary(self.env, rows)
