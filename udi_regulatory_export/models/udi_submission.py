from datetime import UTC
from uuid import UUID, uuid4, uuid5

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..formats.message import Envelope
from . import finding_rows
from .udi_registration_changes import name as message_name


class UdiSubmission(models.Model):
    """One batch for one regulator: what was built, from whom, with which findings.

    It is evidence: nobody has the right to create or change one, ``_build`` and the
    buttons do. A batch that was not uploaded may be deleted.
    """

    _name = "udi.submission"
    _description = "UDI Submission"
    _inherit = ["mail.thread"]
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
            ("built", "Built"),
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
    file_count = fields.Integer(string="Files", compute="_compute_counts", store=True)
    is_draft = fields.Boolean(
        string="Draft", compute="_compute_counts", store=True, help="Not for sending."
    )
    draft_text = fields.Text(string="Why a draft", compute="_compute_draft_text")

    @api.depends("line_ids.status", "file_ids.is_draft")
    def _compute_counts(self):
        for submission in self:
            lines = submission.line_ids
            submission.device_count = len(lines.filtered(lambda x: x.status == "built"))
            submission.left_out_count = len(lines) - submission.device_count
            submission.file_count = len(submission.file_ids)
            submission.is_draft = any(submission.file_ids.mapped("is_draft"))

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
        if self.regulator == "nmpa":
            return self.env._("Not checked against a schema: NMPA publishes none.")
        return self.env._("Not checked against a schema: none uploaded.")

    @api.depends("file_ids.draft_reason")
    @api.depends_context("lang")
    def _compute_draft_text(self):
        for submission in self:
            reasons = submission.file_ids.filtered("is_draft").mapped("draft_text")
            submission.draft_text = "\n".join(dict.fromkeys(reasons))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_uploaded(self):
        for submission in self:
            if submission.state == "uploaded":
                raise UserError(
                    self.env._(
                        "%(submission)s was uploaded and stays as evidence.",
                        submission=submission.name,
                    )
                )

    def action_download(self):
        """The file, or all files of the batch in one ZIP."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/udi/submission/{self.id}/download",
            "target": "download",
        }

    def _download_name(self):
        name = self.name.replace("/", "-")
        return f"DRAFT_{name}" if self.is_draft else name

    def action_uploaded(self):
        """A person says that the files were handed to the regulator."""
        self.env["udi.registration"].check_access("write")
        self.check_access("read")
        for submission in self:
            submission._refuse_upload()
        self.sudo().write(
            {
                "state": "uploaded",
                "uploaded_on": fields.Datetime.now(),
                "uploaded_by_id": self.env.uid,
            }
        )
        for submission in self:
            sent = submission.line_ids.filtered(lambda line: line.status == "built")
            registrations = sent.registration_id
            registrations.state = "submitted"
            for details in registrations._details():
                details._note_upload(submission)

    def _refuse_upload(self):
        if self.is_draft:
            raise UserError(
                self.env._(
                    "%(submission)s holds drafts, which are not for sending. Put right "
                    "what the findings name and build again.",
                    submission=self.name,
                )
            )
        if self.state != "built":
            raise UserError(
                self.env._(
                    "%(submission)s was uploaded on %(date)s already.",
                    submission=self.name,
                    date=self.uploaded_on,
                )
            )

    @api.model
    def _build(self, registrations):
        """Build the files of these registrations, a batch per regulator.

        A registration with an error stays out, with its findings on its line; the
        others go. A regulator none of whose registrations can go gives no batch.

        :return: the batches, one per company, regulator and registrant
        """
        registrations.check_access("write")
        registrations._check()
        examined = registrations._examine_batch()
        submissions = self.browse()
        batches = registrations.grouped(
            lambda r: (r.company_id, r.regulator, r.registrant_id)
        )
        for batch in batches.values():
            if any(examined[registration].fit for registration in batch):
                submissions |= self._build_batch(batch, examined)
        return submissions

    def _build_batch(self, registrations, examined):
        first = registrations[0]
        company = first.company_id or self.env.company
        version = first._details()[0]._schema_version(company)
        submission = self.sudo().create(
            {
                "name": self.env["ir.sequence"].sudo().next_by_code("udi.submission"),
                "company_id": company.id,
                "regulator": first.regulator,
                "registrant_id": first.registrant_id.id,
                "built_on": fields.Datetime.now(),
                "built_by_id": self.env.uid,
                "message_uuid": str(uuid4()),
                "schema_version": version,
                "schema_id": self.env["udi.schema"]
                .sudo()
                ._for(first.regulator, version)
                .id,
                "line_ids": [
                    fields.Command.create(
                        {
                            "registration_id": registration.id,
                            "status": "built"
                            if examined[registration].fit
                            else "left_out",
                            "findings": finding_rows.stored(
                                examined[registration].findings
                            ),
                        }
                    )
                    for registration in registrations
                ],
            }
        )
        submission._add_files(examined)
        return submission.sudo(False)

    def _add_files(self, examined):
        lines = self.line_ids.filtered(lambda line: line.status == "built")
        plans = lines.registration_id._plan(examined)
        built = [
            (line, file)
            for line in lines
            for file in self._files_of(
                line, examined[line.registration_id], plans[line.registration_id]
            )
        ]
        self.env["udi.submission.file"].sudo()._add(self, built)

    def _files_of(self, line, one, messages):
        """A first registration is one file; an update is one for each message."""
        form = self.env["udi.registration"]._formats()[self.regulator]
        envelope = self._envelope(line)
        if one.accepted is None or not hasattr(form, "build_files"):
            return form.build(one.record, envelope)
        entry = form.Entry(record=one.record, accepted=one.accepted)
        return [
            file
            for message in messages
            for file in form.build_files([entry], message_name(message), envelope)
        ]

    def _envelope(self, line):
        """Identity and time of one message, the same whenever it is asked for."""
        message_id = uuid5(UUID(self.message_uuid), str(line.registration_id.id))
        return Envelope(
            message_id=message_id,
            created_at=self.built_on.replace(tzinfo=UTC),
            schema_version=self.schema_version or "",
        )
