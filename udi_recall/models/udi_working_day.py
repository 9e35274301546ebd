from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.deadlines import Calendar
from ..tools.regions import EUROPEAN, REGIONS
from ..tools.zones import weekend_of, zone_of


class UdiWorkingDay(models.Model):
    """A holiday of a place, or a day of a weekend that is worked there.

    China moves weekends for its holidays: counted by weekdays alone, a period of
    working days ends too early or too late.
    """

    _name = "udi.working.day"
    _description = "Working day or holiday"
    _inherit = ["udi.recall.shipped"]
    _order = "day desc, region, id"

    region = fields.Selection(
        [place for place in REGIONS if place[0] != "other"], "Where", required=True
    )
    country_id = fields.Many2one(
        "res.country",
        index="btree_not_null",
        ondelete="restrict",
        help="In the European Union: the country whose authority waits.",
    )
    day = fields.Date(required=True)
    year = fields.Integer(compute="_compute_year", store=True, aggregator=None)
    kind = fields.Selection(
        [("holiday", "Holiday"), ("worked", "Worked weekend")],
        required=True,
        default="holiday",
    )
    name = fields.Char(required=True, translate=True)
    source = fields.Char()
    verified = fields.Char(
        "Source of the day", help="It was read in the law, second hand, or by heart."
    )

    _place_day_uniq = models.UniqueIndex(
        "(region, COALESCE(country_id, 0), day) WHERE active",
        "This day stands in the table of that place already.",
    )

    @api.depends("day")
    def _compute_year(self):
        for row in self:
            row.year = row.day.year if row.day else 0

    @api.constrains("region", "country_id")
    def _check_country(self):
        for row in self:
            code = row.country_id.code
            fits = code in EUROPEAN if row.region == "EU" else not code
            if not fits:
                raise ValidationError(
                    self.env._(
                        "%(name)s, country: in the European Union each day belongs to "
                        "one of its countries, elsewhere to none. Choose or empty it.",
                        name=row.name,
                    )
                )

    @api.model
    def _calendar(self, region, company):
        """The days of the authority of a region that waits for this company."""
        country = self._country(region, company)
        rows = self.sudo().search_fetch(
            [("region", "=", region), ("country_id", "=", country.id)],
            ["day", "kind", "year"],
        )
        zone = zone_of(region, country.code)
        return Calendar(
            ZoneInfo(zone) if zone else company._udi_timezone(),
            frozenset(row.day for row in rows if row.kind == "holiday"),
            frozenset(row.day for row in rows if row.kind == "worked"),
            weekend_of(region),
            frozenset(rows.mapped("year")),
        )

    @api.model
    def _country(self, region, company):
        """In the Union the authority of the seat counts by its own holidays."""
        country = company.sudo().partner_id.country_id
        european = region == "EU" and country.code in EUROPEAN
        return country if european else country.browse()
