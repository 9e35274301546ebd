from odoo import api, fields, models

from ..tools.published_registration import CODES, PARTIES, names


class UdiRegistration(models.Model):
    """The regulator's record as it was published last."""

    _inherit = "udi.registration"

    version_date = fields.Date(string="Date of that version", readonly=True, copy=False)
    version_status = fields.Char(
        string="Kind of that version",
        readonly=True,
        copy=False,
        help="In the regulator's words: new, update, 变更.",
    )
    registry_state = fields.Selection(
        [
            ("published", "Published"),
            ("unpublished", "Not published"),
            ("deactivated", "Deactivated"),
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("registered", "Registered"),
            ("discarded", "Discarded"),
            ("deleted", "Deleted"),
            ("other", "Other"),
        ],
        string="State at the regulator",
        readonly=True,
        copy=False,
        help="As the regulator published it last.",
    )

    @api.model
    def _published_values(self, devices):
        """``{device id: {regulator: values}}`` in the shape of what is published."""
        found = {}
        registrations = self.search([("device_id", "in", devices.ids)])
        for registration, detail in registrations._detail_of().items():
            of_device = found.setdefault(registration.device_id.id, {})
            of_device[registration.regulator] = detail._published_of_one()
        return found


class UdiRegistrationDetail(models.AbstractModel):
    _inherit = "udi.registration.detail"

    def _published_of_one(self):
        self.ensure_one()
        values = {"state": self.state, "di_id": self.di_id.code}
        for name in names(self._regulator):
            field = self._fields[name]
            values[name] = field.convert_to_read(self[name], self) or None
            if field.type == "date" and self[name]:
                values[name] = self[name].isoformat()
        for name in CODES[self._regulator]:
            values[name] = sorted(self[name].mapped("code"))
        for name in PARTIES:
            values[name] = self.device_id._party(self[name])
        return values

    @api.model
    def _allowed(self):
        """Field -> the values of its selection."""
        return {
            name: field.get_values(self.env)
            for name, field in self._fields.items()
            if field.type == "selection" and name in names(self._regulator)
        }
