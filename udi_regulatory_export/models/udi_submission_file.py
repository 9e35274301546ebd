from hashlib import sha256

from odoo import api, fields, models

from ..formats import xml
from .udi_registration import MESSAGES
from .udi_registration_changes import key

# Bytes of a file that its page shows
SHOWN = 200_000


class UdiSubmissionFile(models.Model):
    """One file as built; the content lies in an attachment and never changes."""

    _name = "udi.submission.file"
    _description = "File of a UDI Submission"
    _order = "submission_id, sequence, id"

    submission_id = fields.Many2one(
        "udi.submission", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="submission_id.company_id", store=True, precompute=True, index=True
    )
    registration_id = fields.Many2one(
        "udi.registration",
        ondelete="cascade",
        index=True,
        help="Where a file is for one device alone.",
    )
    line_ids = fields.One2many("udi.submission.line", "file_id", readonly=True)
    sequence = fields.Integer("Upload order", required=True, default=1)
    message = fields.Selection(MESSAGES, string="What it tells", default="whole")
    entity_count = fields.Integer("Entries")
    name = fields.Char(required=True)
    attachment_id = fields.Many2one(
        "ir.attachment", string="Content", required=True, ondelete="restrict"
    )
    content = fields.Binary(related="attachment_id.datas", string="Download")
    text = fields.Text(string="Preview", compute="_compute_text")
    media_type = fields.Char(string="Type")
    sha256 = fields.Char(string="SHA-256", required=True)
    size = fields.Integer(string="Bytes", required=True)
    is_draft = fields.Boolean(string="Draft")
    draft_reason = fields.Selection(
        [("unverified", "Unverified places"), ("schema", "Schema violations")]
    )
    draft_text = fields.Char(string="Why a draft", compute="_compute_draft_text")
    violations = fields.Text(
        string="Schema violations", help="A line each, as the schema check says it."
    )

    @api.depends("attachment_id")
    def _compute_text(self):
        """Its beginning: a file of ten megabytes is no page to read."""
        for file in self:
            content = file.attachment_id.with_context(bin_size=False).raw
            text = content[:SHOWN].decode(errors="ignore")
            file.text = f"{text}\n…" if len(content) > SHOWN else text

    def action_download(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/content/{self.name}"
            "?download=true",
            "target": "download",
        }

    @api.depends("draft_reason")
    @api.depends_context("lang")
    def _compute_draft_text(self):
        texts = {
            "unverified": self.env._(
                "Not for sending: places in the format are not verified, or a fact has "
                "no place in it yet."
            ),
            "schema": self.env._(
                "Not for sending: the file is not as the schema wants it."
            ),
        }
        for file in self:
            file.draft_text = texts.get(file.draft_reason, "")

    @api.model
    def _add(self, submission, built):
        """Keep what was built, checked against the schema if there is one.

        :param built: pairs of the one registration, or none, and a ``Built``
        """
        schema = submission.schema_id and submission.schema_id._xml_schema()
        place = self.search_count([("submission_id", "=", submission.id)])
        vals_list = [
            self._values(submission, *pair, schema) | {"sequence": number}
            for number, pair in enumerate(built, place + 1)
        ]
        attachments = self.env["ir.attachment"].create(
            [
                {
                    "name": vals["name"],
                    "raw": file.content,
                    "mimetype": file.media_type,
                    "res_model": submission._name,
                    "res_id": submission.id,
                }
                for vals, (_one, file) in zip(vals_list, built, strict=True)
            ]
        )
        for vals, attachment in zip(vals_list, attachments, strict=True):
            vals["attachment_id"] = attachment.id
        return self.create(vals_list)

    def _values(self, submission, registration, file, schema):
        violations = ()
        if schema and file.media_type == "application/xml":
            violations = xml.violations(xml.parse(file.content), schema)
        reason = "schema" if violations else file.draft and "unverified"
        return {
            "submission_id": submission.id,
            "registration_id": registration.id,
            "message": key(file.message) or "whole",
            "entity_count": len(file.devices) or 1,
            "name": f"DRAFT_{file.filename}" if reason else file.filename,
            "media_type": file.media_type,
            "sha256": sha256(file.content).hexdigest(),
            "size": len(file.content),
            "is_draft": bool(reason),
            "draft_reason": reason,
            "violations": "\n".join(violations),
        }
