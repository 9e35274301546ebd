from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .udi_submission_line import SENT


class UdiSubmission(models.Model):
    """One batch for one regulator: what was built, from whom, with which findings.

    It is evidence: nobody has the right to create or change one, ``_build`` and the
    buttons do. A batch that was not uploaded may be deleted.
    """

    _name = "udi.submission"
    _description = "UDI Submission"
    _inherit = ["mail.thread", "udi.background"]
    _order = "id desc"
    _mail_post_access = "read"
    _check_company_auto = True

    name = fields.Char(string="Number", required=True, readonly=True, copy=False)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    regulator = fields.Selection(
        selection=lambda self: (
            self.env["udi.registration"]._fields["regulator"].selection
        ),
        required=True,
        readonly=True,
    )
    registrant_id = fields.Many2one("res.partner", readonly=True, ondelete="restrict")
    state = fields.Selection(
        [
            ("building", "Being built"),
            ("stopped", "Stopped"),
            ("built", "Built"),
            ("sending", "Being noted"),
            ("uploaded", "Uploaded"),
            ("answered", "Answered"),
            ("done", "Done"),
        ],
        default="built",
        required=True,
        readonly=True,
        tracking=True,
    )
    built_on = fields.Datetime(string="Built on", readonly=True)
    built_by_id = fields.Many2one(
        "res.users", string="Built by", readonly=True, ondelete="restrict"
    )
    uploaded_on = fields.Datetime(string="Uploaded on", readonly=True)
    uploaded_by_id = fields.Many2one(
        "res.users", string="Uploaded by", readonly=True, ondelete="restrict"
    )
    message_uuid = fields.Char(
        string="Batch id",
        readonly=True,
        help="The ids of all messages in this batch follow from it.",
    )
    schema_version = fields.Char(string="Schema version", readonly=True)
    schema_id = fields.Many2one(
        "udi.schema", string="Checked with", readonly=True, ondelete="restrict"
    )
    schema_text = fields.Char(string="Schema check", compute="_compute_schema_text")
    line_ids = fields.One2many("udi.submission.line", "submission_id", readonly=True)
    file_ids = fields.One2many("udi.submission.file", "submission_id", readonly=True)
    device_count = fields.Integer(
        string="Devices", compute="_compute_counts", store=True
    )
    left_out_count = fields.Integer(
        string="Stayed out", compute="_compute_counts", store=True
    )
    file_count = fields.Integer(
        string="Files", compute="_compute_file_counts", store=True
    )
    is_draft = fields.Boolean(
        string="Draft",
        compute="_compute_file_counts",
        store=True,
        help="Not for sending.",
    )
    draft_text = fields.Text(string="Why a draft", compute="_compute_draft_text")

    @api.depends("line_ids.status")
    def _compute_counts(self):
        """Counted by the database: a batch may hold a hundred thousand."""
        sent = self._count_lines(Domain("status", "in", SENT))
        left_out = self._count_lines(Domain("status", "=", "left_out"))
        for submission in self:
            submission.device_count = sent.get(submission._origin, 0)
            submission.left_out_count = left_out.get(submission._origin, 0)

    @api.depends("file_ids.is_draft")
    def _compute_file_counts(self):
        """Apart from the devices, which are not counted again for every file."""
        rows = self.env["udi.submission.file"]._read_group(
            [("submission_id", "in", self.ids)],
            ["submission_id"],
            ["__count", "is_draft:bool_or"],
        )
        files = {submission: told for submission, *told in rows}
        for submission in self:
            count, is_draft = files.get(submission._origin, (0, False))
            submission.file_count = count
            submission.is_draft = is_draft

    def _form(self):
        """The format of the regulator, as the modules in ``formats`` are."""
        return self.env["udi.registration"]._formats()[self.regulator]

    def _count_lines(self, domain):
        """Devices, however many messages tell of them."""
        rows = self.env["udi.submission.line"]._read_group(
            Domain("submission_id", "in", self.ids) & domain,
            ["submission_id"],
            ["registration_id:count_distinct"],
        )
        return dict(rows)

    @api.depends("regulator", "schema_id", "file_ids.violations")
    @api.depends_context("lang")
    def _compute_schema_text(self):
        for submission in self:
            submission.schema_text = submission._schema_sentence()

    def _schema_sentence(self):
        refused = self.file_ids.filtered("violations")
        if refused:
            return self.env._(
                "%(count)s files are not as the schema wants them.", count=len(refused)
            )
        if self.schema_id:
            return self.env._(
                "Checked with %(schema)s: no violation.",
                schema=self.schema_id.display_name,
            )
        return self.env["udi.schema"]._missing_sentence(self.regulator)

    @api.depends("file_ids.draft_reason")
    @api.depends_context("lang")
    def _compute_draft_text(self):
        for submission in self:
            reasons = submission.file_ids.filtered("is_draft").mapped("draft_text")
            submission.draft_text = "\n".join(dict.fromkeys(reasons))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_uploaded(self):
        for submission in self:
            if submission.uploaded_on:
                raise UserError(
                    self.env._(
                        "%(submission)s was uploaded and stays as evidence.",
                        submission=submission.name,
                    )
                )

    def action_download(self):
        """The file, or all files of the batch in one ZIP."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/udi/submission/{self.id}/download",
            "target": "download",
        }

    def _download_name(self):
        name = self.name.replace("/", "-")
        return f"DRAFT_{name}" if self.is_draft else name
