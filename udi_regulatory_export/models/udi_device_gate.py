from datetime import timedelta

from odoo import models

from .udi_registration import OPEN_STATES

# FDA GUDID guidance 2024-12-17: seven calendar days after the day of publication
GRACE = timedelta(days=7)


class UdiDevice(models.Model):
    """The gate asks what stands at the regulators, not what the class suggests."""

    _inherit = "udi.device"

    def _udi_gate_markets(self):
        markets = super()._udi_gate_markets()
        today = self.env.company._udi_today()
        registrations = (
            self.env["udi.registration"].sudo().search([("device_id", "in", self.ids)])
        )
        for registration in registrations:
            market = registration._market()
            if market:
                state = registration._gate_state(market, today)
                markets[registration.device_id][market] = state
        return markets

    def _gate_impact(self):
        count = self.env["udi.registration"].search_count(
            [("device_id", "in", self.ids)]
        )
        return [
            *super()._gate_impact(),
            self.env._("%(count)s registrations", count=count),
        ]


class UdiRegistration(models.Model):
    _inherit = "udi.registration"

    def _gate_state(self, market, today):
        """The word of the change rules for the state of the regulator's record."""
        self.ensure_one()
        if not self.version and self.state in (*OPEN_STATES, "rejected"):
            return "draft"
        if market == "eu":
            waits = self.state == "submitted" and not self.version
            return "submitted" if waits else "registered"
        if self.publish_date and today < self.publish_date:
            return "unpublished"
        if market == "cn":
            return "published"
        if self.publish_date and today <= self.publish_date + GRACE:
            return "grace"
        return "after_grace"
