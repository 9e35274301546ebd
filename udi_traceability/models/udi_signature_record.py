from odoo import fields, models


class UdiSignatureRecord(models.Model):
    """Who signed what, when, meaning what; and who tried and could not."""

    _name = "udi.signature.record"
    _description = "Signature"
    _inherit = "udi.evidence"
    _order = "id desc"

    name = fields.Char(string="What was signed", required=True, readonly=True)
    result = fields.Selection(
        [("signed", "Signed"), ("refused", "Password not right")],
        required=True,
        readonly=True,
    )
    meaning = fields.Char(required=True, readonly=True)
    reason = fields.Char(readonly=True)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict"
    )
    user_name = fields.Char(string="Name", required=True, readonly=True)
    signed_at = fields.Datetime(string="When", required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )
    res_model = fields.Char(string="Kind of record", required=True, readonly=True)
    res_ids = fields.Json(string="Records", readonly=True)
    record_count = fields.Integer(string="Records signed", readonly=True)
    content_hash = fields.Char(
        string="Hash of the content",
        required=True,
        readonly=True,
        help="SHA-256 of what was shown and signed.",
    )
    content = fields.Text(string="What was shown", readonly=True)

    def _short_hash(self):
        self.ensure_one()
        return self.content_hash[:12]
