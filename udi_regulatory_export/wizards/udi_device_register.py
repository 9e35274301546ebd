from odoo import api, fields, models
from odoo.exceptions import UserError


class UdiDeviceRegister(models.TransientModel):
    _name = "udi.device.register"
    _description = "Register Devices at Regulators"

    device_ids = fields.Many2many("udi.device", string="Devices", required=True)
    gudid = fields.Boolean(string="FDA GUDID")
    eudamed = fields.Boolean(string="EUDAMED")
    nmpa = fields.Boolean(string="NMPA UDID")
    known_text = fields.Text(compute="_compute_known_text")

    @api.depends("device_ids")
    def _compute_known_text(self):
        for wizard in self:
            known = wizard.device_ids.registration_ids
            wizard.known_text = "\n".join(known.mapped("display_name"))

    @api.model
    def _regulators(self):
        """Those with a tick of their own on this page, named as the regulator."""
        field = self.env["udi.registration"]._fields["regulator"]
        return [name for name in field.get_values(self.env) if name in self._fields]

    def action_register(self):
        self.ensure_one()
        chosen = [name for name in self._regulators() if self[name]]
        if not chosen:
            raise UserError(
                self.env._("No regulator is chosen. Tick the ones to register with.")
            )
        registrations = self.device_ids._register_at(chosen)
        if len(registrations) == 1:
            return registrations.action_open()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_regulatory_export.udi_registration_action"
        )
        domain = [("device_id", "in", self.device_ids.ids)]
        return dict(action, domain=domain, context={}, target="current")
