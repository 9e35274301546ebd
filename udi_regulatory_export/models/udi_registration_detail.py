from odoo import api, fields, models

from ..formats.record import DeviceRecord
from .udi_registration import TRACKED_FIELDS


class UdiRegistrationDetail(models.AbstractModel):
    """What the regulators' own records have in common: the page people work on.

    A regulator's model sets ``_regulator``, and says how its block of the frozen record
    is read (``_block``, with ``_record_kind`` where the record has no place for it yet)
    and what is proposed for a new registration (``_proposal``).
    """

    _name = "udi.registration.detail"
    _description = "Regulator's Part of a UDI Registration"
    _inherit = ["mail.thread"]
    _inherits = {"udi.registration": "registration_id"}
    _regulator = ""
    # Whose rules of change apply, as in udi.gate: us, eu, cn, or none of them
    _market = ""

    registration_id = fields.Many2one(
        "udi.registration", required=True, ondelete="cascade", readonly=True, index=True
    )

    _registration_uniq = models.Constraint(
        "UNIQUE(registration_id)",
        "This registration has its regulator's part already.",
    )

    @api.depends("registration_id.display_name")
    def _compute_display_name(self):
        for detail in self:
            detail.display_name = detail.registration_id.display_name

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([{**v, "regulator": self._regulator} for v in vals_list])

    def unlink(self):
        registrations = self.registration_id
        super().unlink()
        return registrations.unlink()

    def _track_get_fields(self):
        """Fields of the base are tracked here, where the chatter is."""
        return super()._track_get_fields() | TRACKED_FIELDS

    def action_check(self):
        return self.registration_id.action_check()

    def action_compare(self):
        return self.registration_id.action_compare()

    def action_build(self):
        return self.registration_id.action_build()

    def action_accepted(self):
        return self.registration_id.action_accepted()

    def action_rejected(self):
        return self.registration_id.action_rejected()

    def action_withdraw(self):
        return self.registration_id.action_withdraw()

    def action_open_device(self):
        return self.registration_id.action_open_device()

    def action_open_submissions(self):
        return self.registration_id.action_open_submissions()

    @api.model
    def _schema_version(self, company):
        """The version a message names, where the regulator's messages name one."""
        return ""

    @api.model
    def _environment(self, company):
        """The regulator's system that files are for, where it has several."""
        return False

    @api.model
    def _environment_text(self, company):
        field = self.env["udi.submission"]._fields["environment"]
        words = dict(field._description_selection(self.env))
        return words.get(self._environment(company), False)

    @api.model
    def _record_kind(self):
        """A further regulator's record has a field more, named as the regulator."""
        return DeviceRecord

    def _block(self):
        """The frozen record of what only this regulator asks."""
        raise NotImplementedError

    @api.model
    def _proposal(self, device):
        """Values for a new registration, from what the device says already."""
        return {}

    def _setting_findings(self):
        """``{registration: findings}`` about what lies outside of the device."""
        return dict.fromkeys(self.registration_id, ())

    def _batch_findings(self):
        """``{registration: findings}`` that keep it out of a batch with the others."""
        return {}

    def _note_upload(self, submission):
        """The file left the house: say so where the history of the record is."""
        body = self.env._("Uploaded with %(submission)s.", submission=submission.name)
        self._message_log_batch({detail.id: body for detail in self})

    def _note_accepted(self):
        """The regulator took the record."""
        body = self.env._("Accepted by the regulator.")
        self._message_log_batch({detail.id: body for detail in self})

    def _note_rejected(self):
        """The regulator refused the record."""
        body = self.env._("Rejected by the regulator.")
        self._message_log_batch({detail.id: body for detail in self})
