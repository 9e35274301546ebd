from dataclasses import replace

from odoo import models

from odoo.addons.udi_traceability.tools.di_gate_attributes import markets_of


class UdiRegistration(models.Model):
    """What the regulator has been sent changes by the rules, a draft freely."""

    _name = "udi.registration"
    _inherit = ["udi.registration", "udi.gate.shared"]

    def _gate_home(self):
        return self.sudo().device_id, "", self

    def _gate_in_use(self, devices):
        """The regulator has the record, whether or not the device is sold yet."""
        market = self._market()
        today = self.env.company._udi_today()
        sent = market and self._gate_state(market, today) != "draft"
        return devices if sent else devices.browse()

    def _gate_told(self, model, attribute):
        """Each regulator has its own registration."""
        return markets_of(model, attribute) & {self._market()}

    def _gate_remedy(self, stopped):
        remedy = super()._gate_remedy(stopped)
        if stopped:
            device = self.env._("For a new DI make a new device from this one.")
            return f"{device} {remedy}"
        return remedy


class UdiRegistrationDetail(models.AbstractModel):
    """The regulator's own attributes, and those of the registration beneath."""

    _name = "udi.registration.detail"
    _inherit = ["udi.registration.detail", "udi.gate.shared"]

    def _gate_home(self):
        return self.sudo().device_id, "", self

    def _gate_in_use(self, devices):
        return self.registration_id._gate_in_use(devices)

    def _gate_told(self, model, attribute):
        return self.registration_id._gate_told(model, attribute)

    def _gate_remedy(self, stopped):
        return self.env["udi.registration"]._gate_remedy(stopped)

    def _gate_foreseen(self, vals):
        edits = super()._gate_foreseen(vals)
        beneath = {name: vals[name] for name in vals if self._fields[name].inherited}
        for device, made in self.registration_id._gate_written(beneath).items():
            edits[device] += made
        return edits


class UdiRegistrationEudamed(models.Model):
    _inherit = "udi.registration.eudamed"

    def _gate_edit_field(self, home, name, value):
        """Only a first registration says that a device is not for the EU."""
        edit = super()._gate_edit_field(home, name, value)
        if edit and name == "status":
            never = value == "not_intended"
            case = "to_not_intended" if never else "on_market_or_no_longer"
            return replace(edit, change=replace(edit.change, case=case))
        return edit


class UdiClinicalInvestigation(models.Model):
    _name = "udi.clinical.investigation"
    _inherit = ["udi.clinical.investigation", "udi.gate"]
    _gate_links = ("basic_udi_id",)
    _gate_moves = ("basic_udi_id",)
    _gate_free = ("company_id", "version")

    def _gate_home(self):
        family = self.basic_udi_id
        devices = family.sudo().device_ids
        return devices, "udi.basic.udi.clinical_investigation_ids", family
