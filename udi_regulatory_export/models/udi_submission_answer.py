from odoo import fields, models


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
    accepted_count = fields.Integer("Accepted", readonly=True)
    refused_count = fields.Integer("Refused", readonly=True)
    unknown_count = fields.Integer(
        "Not ours", readonly=True, help="Named in the answer, and in no file of this."
    )
