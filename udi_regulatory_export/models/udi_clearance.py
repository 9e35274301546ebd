from dataclasses import replace

from odoo import api, models


class UdiClearance(models.AbstractModel):
    _inherit = "udi.clearance"

    @api.model
    def _facts(self, devices):
        """What was told FDA: a device exempt by its product code needs no number."""
        facts = super()._facts(devices)
        exempt = self.env["udi.registration.gudid"].sudo()
        for detail in exempt.search(
            [
                ("device_id", "in", devices.ids),
                ("premarket_exempt", "=", "yes"),
                ("state", "!=", "withdrawn"),
            ]
        ):
            known = facts[detail.device_id.id]
            facts[detail.device_id.id] = replace(known, exempt_us=True)
        return facts
