from odoo import fields, models


class StockLocation(models.Model):
    _inherit = "stock.location"

    udi_quarantine = fields.Boolean(
        string="Quarantine",
        help="Lots on hold may be moved here and to the places inside.",
    )

    def _udi_quarantines(self):
        """Every place that is marked as quarantine, of all companies."""
        return self.sudo().search([("udi_quarantine", "=", True)])

    def _udi_in_quarantine(self):
        """Those of these locations that are a quarantine, or inside one."""
        quarantines = self._udi_quarantines()
        if not quarantines:
            return self.browse()
        return self.sudo().search(
            [("id", "in", self.ids), ("id", "child_of", quarantines.ids)]
        )
