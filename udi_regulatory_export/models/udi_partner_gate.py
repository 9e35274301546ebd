from odoo import models
from odoo.fields import Domain

ROLES = ("registrant_id", "local_agent_id")


class ResPartner(models.Model):
    """A registration names people whom the device does not."""

    _inherit = "res.partner"

    def _udi_naming(self):
        named = Domain.OR(
            Domain(f"registration_ids.{role}", "in", self.ids) for role in ROLES
        )
        return super()._udi_naming() | named


class UdiDevice(models.Model):
    _inherit = "udi.device"

    def _gate_naming(self, partner):
        naming = {
            registration._market()
            for registration in self.registration_ids
            if any(registration[role] == partner for role in ROLES)
        }
        return super()._gate_naming(partner) | naming
