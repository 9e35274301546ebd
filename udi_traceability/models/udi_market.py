from odoo import api, fields, models

# FDA's rule for the whole device and its packages: ended on the day, not after it
MARKET_STATUS = [("in_distribution", "On sale"), ("ended", "Sale ended")]


class UdiMarket(models.Model):
    _name = "udi.market"
    _description = "Country Where a Device Is Sold"
    _order = "device_id, country_id"
    _rec_name = "country_id"

    device_id = fields.Many2one(
        "udi.device", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="device_id.company_id", store=True, index="btree_not_null"
    )
    country_id = fields.Many2one("res.country", required=True, ondelete="restrict")
    is_first_eu = fields.Boolean(
        string="First in the EU",
        help="The member state where the device was first placed on the EU market.",
    )
    date_start = fields.Date(string="Sold from")
    date_end = fields.Date(string="Sale ended on")
    status = fields.Selection(MARKET_STATUS, compute="_compute_status")

    _country_uniq = models.Constraint(
        "UNIQUE(device_id, country_id)", "This country is on the list already."
    )
    _one_first_eu = models.UniqueIndex(
        "(device_id) WHERE is_first_eu",
        "Only one country can be the first in the EU. Untick the other one.",
    )
    _dates_ordered = models.Constraint(
        "CHECK(date_end IS NULL OR date_start IS NULL OR date_end >= date_start)",
        "The sale ends before it starts. Change one of the two dates.",
    )

    @api.depends("date_end")
    @api.depends_context("company")
    def _compute_status(self):
        today = self.env.company._udi_today()
        for market in self:
            ended = market.date_end and market.date_end <= today
            market.status = "ended" if ended else "in_distribution"
