import json
from hashlib import sha256

from odoo import api, fields, models

from .udi_registration import MESSAGES


class UdiRegistrationVersion(models.Model):
    """What a regulator accepted: the record as it stood then, whole.

    Later updates rest on the last accepted state, and so does every comparison.
    Rows are evidence: written once, by the reading of an answer.
    """

    _name = "udi.registration.version"
    _inherit = ["udi.evidence"]
    _description = "Accepted Version of a Registration"
    _order = "registration_id, id desc"
    _rec_name = "number"

    registration_id = fields.Many2one(
        "udi.registration", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one("res.company", ondelete="restrict", index=True)
    message = fields.Selection(
        MESSAGES, string="What was sent", required=True, readonly=True
    )
    number = fields.Integer("Version", required=True, readonly=True)
    accepted_at = fields.Datetime("Accepted on", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Read by", ondelete="restrict")
    submission_line_id = fields.Many2one(
        "udi.submission.line", string="Sent with", ondelete="restrict", index=True
    )
    snapshot = fields.Json("Record as accepted", required=True, prefetch=False)
    sha256 = fields.Char("SHA-256 of the record", required=True)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(
            [{**vals, "sha256": self._digest(vals["snapshot"])} for vals in vals_list]
        )

    @api.model
    def _digest(self, snapshot):
        """SHA-256 over the canonical JSON of a snapshot, in hexadecimal."""
        text = json.dumps(
            snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        return sha256(text.encode()).hexdigest()


class UdiRegistration(models.Model):
    _inherit = "udi.registration"

    version_ids = fields.One2many(
        "udi.registration.version", "registration_id", readonly=True
    )
    accepted_id = fields.Many2one(
        "udi.registration.version",
        string="Last accepted",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    accepted_on = fields.Datetime(related="accepted_id.accepted_at")
    is_changed = fields.Boolean(
        "Changed since accepted",
        readonly=True,
        copy=False,
        index=True,
        help="Our record is no longer what the regulator accepted last.",
    )
    changed_messages = fields.Char(
        "Carried by",
        readonly=True,
        copy=False,
        help="The messages that would tell the regulator, in upload order.",
    )
