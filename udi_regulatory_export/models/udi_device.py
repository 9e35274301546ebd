from odoo import api, fields, models
from odoo.tools import SQL

from .device_record import device_record

READERS = "udi_traceability.group_udi_user"


class UdiDevice(models.Model):
    _inherit = "udi.device"

    # Everybody reads devices, UDI users alone their registrations.
    registration_ids = fields.One2many(
        "udi.registration", "device_id", groups=READERS, copy=False
    )
    registration_count = fields.Integer(
        compute="_compute_registration_count", groups=READERS
    )
    gudid_state = fields.Selection(
        selection=lambda self: self._registration_states(),
        string="FDA",
        compute="_compute_registration_states",
        groups=READERS,
    )
    eudamed_state = fields.Selection(
        selection=lambda self: self._registration_states(),
        string="EUDAMED",
        compute="_compute_registration_states",
        groups=READERS,
    )
    nmpa_state = fields.Selection(
        selection=lambda self: self._registration_states(),
        string="NMPA",
        compute="_compute_registration_states",
        groups=READERS,
    )
    registration_due_date = fields.Date(
        "Due",
        compute="_compute_registration_due_date",
        store=True,
        groups=READERS,
        help="The nearest day by which a regulator must have it.",
    )
    registration_finding_rows = fields.Json(
        compute="_compute_registration_finding_rows", groups=READERS
    )

    @api.depends("registration_ids")
    def _compute_registration_count(self):
        counts = dict(
            self.env["udi.registration"]._read_group(
                [("device_id", "in", self.ids)], ["device_id"], ["__count"]
            )
        )
        for device in self:
            device.registration_count = counts.get(device._origin, 0)

    @api.depends("registration_ids.state", "registration_ids.regulator")
    def _compute_registration_states(self):
        for device in self:
            states = {r.regulator: r.state for r in device.registration_ids}
            device.gudid_state = states.get("gudid")
            device.eudamed_state = states.get("eudamed")
            device.nmpa_state = states.get("nmpa")

    @api.depends("registration_ids.due_date")
    def _compute_registration_due_date(self):
        for device in self:
            days = filter(None, device.registration_ids.mapped("due_date"))
            device.registration_due_date = min(days, default=False)

    @api.depends("registration_ids.finding_rows")
    @api.depends_context("lang")
    def _compute_registration_finding_rows(self):
        for device in self:
            device.registration_finding_rows = [
                dict(row, group=registration.display_name)
                for registration in device.registration_ids
                for row in registration.finding_rows or ()
            ]

    @api.depends("registration_ids.regulator", "registration_ids.state")
    def _compute_missing(self):
        return super()._compute_missing()

    def _needing_markets(self):
        """Who is to be told about a device needs its answers, wherever it is sold."""
        registrations = self.sudo().registration_ids
        asked = registrations.filtered(lambda r: r.state != "withdrawn")
        markets = {registration._market() for registration in asked} - {""}
        return super()._needing_markets() | markets

    def action_open_registrations(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_regulatory_export.udi_registration_action"
        )
        return dict(action, domain=[("device_id", "=", self.id)], context={})

    def action_register(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Register with…"),
            "res_model": "udi.device.register",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_device_ids": self.ids},
        }

    @api.model
    def _registration_states(self):
        return self.env["udi.registration"]._fields["state"].selection

    def _register_at(self, regulators):
        """Registrations of these devices, made where there is none yet.

        What the device master says already is proposed; what nobody answered stays
        empty and becomes a finding.
        """
        made = self.env["udi.registration"]
        for regulator in regulators:
            known = self.registration_ids.filtered(
                lambda r, x=regulator: x == r.regulator
            )
            Detail = self.env[f"udi.registration.{regulator}"]
            details = Detail.create(
                [
                    {
                        "device_id": device.id,
                        "registrant_id": device.manufacturer_id.id,
                        "di_id": device.primary_di_id.id,
                        **Detail._proposal(device),
                    }
                    for device in self - known.device_id
                ]
            )
            made |= details.registration_id
        made._check()
        return made

    def _device_record(self, registration):
        """This device as the regulator of ``registration`` is told about it."""
        self.ensure_one()
        return self._device_records(registration)[registration]

    @api.model
    def _device_records(self, registrations):
        """``{registration: DeviceRecord}``, as of today at the user's company.

        The only way from records to what is exported; set-based. Names of units and
        the like are English for every reader: they become part of messages.
        """
        registrations = registrations.with_context(lang="en_US")
        as_of = self.env.company._udi_today()
        generic_names = registrations.device_id._generic_names()
        return {
            registration: device_record(
                detail.device_id,
                generic_names[detail.device_id.id],
                as_of,
                detail._record_kind(),
                **{detail._regulator: detail._block()},
            )
            for registration, detail in registrations._detail_of().items()
        }

    def _generic_names(self):
        """``{device id: {language code: name}}`` as stored, without any fallback.

        Reading with a language falls back to English, and English must not be sent
        as Chinese; nor need a language be installed for its text to be there.
        """
        if not self:
            return {}
        self.flush_recordset(["generic_name"])
        rows = self.env.execute_query(
            SQL(
                "SELECT id, generic_name FROM udi_device WHERE id IN %s",
                tuple(self.ids),
            )
        )
        return {device_id: names or {} for device_id, names in rows}
