from odoo import api, fields, models


class UdiDevice(models.Model):
    """Where a device may be sold."""

    _inherit = "udi.device"

    def _udi_clearance(self, countries, day):
        """May each of these devices be sold in each country on that day?

        :param countries: `res.country` records
        :return: (device id, country id) -> `Clearance` of `tools.clearance`
        """
        return self.env["udi.clearance"]._of_devices(self, countries, day)


class UdiMarket(models.Model):
    """The countries of sale, with the answer beside each."""

    _inherit = "udi.market"

    clearance = fields.Selection(
        [("cleared", "✓ Cleared"), ("not_cleared", "⛔ Not cleared")],
        compute="_compute_clearance",
    )
    clearance_text = fields.Char(string="Why", compute="_compute_clearance")

    @api.depends(
        "country_id",
        "date_start",
        "date_end",
        "device_id.state",
        "device_id.certificate_ids",
        "device_id.basic_udi_id",
    )
    @api.depends_context("company", "lang")
    def _compute_clearance(self):
        engine = self.env["udi.clearance"]
        today = self.env.company._udi_today()
        countries = self.country_id
        found = self.device_id._udi_clearance(countries, today)
        for market in self:
            device, country = market.device_id, market.country_id
            clearance = found.get((device.id, country.id))
            if clearance is None:
                market.clearance = market.clearance_text = False
                continue
            market.clearance = "cleared" if clearance.cleared else "not_cleared"
            market.clearance_text = engine._said(clearance, country)
