from odoo import api, fields, models

from . import answer_rows


class UdiSubmissionAnswer(models.Model):
    """One answer of a regulator to a batch, as it was read.

    The file itself stays with it. Rows are evidence: reading makes them.
    """

    _name = "udi.submission.answer"
    _description = "Answer to a UDI Submission"
    _order = "submission_id, id desc"
    _rec_name = "filename"

    submission_id = fields.Many2one(
        "udi.submission", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        related="submission_id.company_id", store=True, precompute=True, index=True
    )
    filename = fields.Char("File", required=True, readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", required=True, readonly=True, ondelete="restrict"
    )
    sha256 = fields.Char("SHA-256", required=True, readonly=True)
    read_on = fields.Datetime("Read on", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", "Read by", required=True, readonly=True, ondelete="restrict"
    )
    correlation = fields.Char("Number at the regulator", readonly=True)
    code = fields.Char("Answer of the whole", readonly=True)
    whole_file_refused = fields.Boolean(
        readonly=True, help="The file was refused; no device was looked at."
    )
    words = fields.Text("In the regulator's words", readonly=True)
    errors = fields.Json(readonly=True)
    mended = fields.Json(readonly=True)
    accepted_count = fields.Integer("Accepted", readonly=True)
    refused_count = fields.Integer("Refused", readonly=True)
    unknown_count = fields.Integer(
        "Not ours", readonly=True, help="Named in the answer, and in no file of this."
    )
    result_text = fields.Text("Result", compute="_compute_result_text")

    _file_uniq = models.Constraint(
        "UNIQUE(submission_id, sha256)",
        "This answer was read already. Nothing changed.",
    )

    @api.depends("whole_file_refused", "errors", "mended", "accepted_count")
    @api.depends_context("lang")
    def _compute_result_text(self):
        for answer in self:
            parts = [answer._whole() or answer._by_device(), answer._not_ours()]
            parts.append(answer_rows.mended(self.env, answer.mended))
            answer.result_text = "\n".join(filter(None, parts))

    def _whole(self):
        if not self.whole_file_refused:
            return ""
        reasons = [answer_rows.sentence(self.env, each) for each in self.errors or ()]
        told = self.env._("The file itself was refused. Your data were not looked at.")
        return " ".join([told, *dict.fromkeys(reasons)])

    def _by_device(self):
        if not self.refused_count:
            return self.env._(
                "%(accepted)s accepted. Their versions moved on.",
                accepted=self.accepted_count,
            )
        return self.env._(
            "%(accepted)s accepted, %(refused)s refused. Versions of the %(accepted)s "
            "moved on; the %(refused)s keep theirs.",
            accepted=self.accepted_count,
            refused=self.refused_count,
        )

    def _not_ours(self):
        return self.unknown_count and self.env._(
            "%(count)s in the answer are of no device in this batch. They were left "
            "alone.",
            count=self.unknown_count,
        )

    def action_download(self):
        """The answer as it came."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=true",
            "target": "download",
        }
