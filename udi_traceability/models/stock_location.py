from odoo import fields, models


class StockLocation(models.Model):
    _inherit = "stock.location"

    udi_quarantine = fields.Boolean(
        string="Quarantine",
        help="Lots on hold may be moved here and to the places inside.",
    )

    def _udi_in_quarantine(self):
        """Those of these locations that are a quarantine, or inside one."""
        quarantines = self.sudo().search([("udi_quarantine", "=", True)])
        if not quarantines:
            return self.browse()
        return self.sudo().search(
            [("id", "in", self.ids), ("id", "child_of", quarantines.ids)]
        )
