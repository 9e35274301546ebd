from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.deadlines import Calendar
from ..tools.public_days import public_days
from ..tools.regions import EUROPEAN, REGIONS
from ..tools.zones import weekend_of, zone_of

# years around today of which public holidays are looked up
BEFORE, AFTER = 10, 20


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
        """The days of the authority of a region that waits for this company.

        Our own rows say all of their years. Of other years public holidays are known
        in general, and what a person typed there wins, day by day.
        """
        country = self._country(region, company)
        rows = self.sudo().search_fetch(
            [("region", "=", region), ("country_id", "=", country.id)],
            ["day", "kind", "year", "shipped"],
        )
        said = {row.day: row.kind for row in rows}
        own = set(rows.filtered("shipped").mapped("year"))
        known = self._public(region, country.code, own)
        days = {day: kind for year in known.values() for day, kind in year.items()}
        days |= said
        return Calendar(
            self._zone(region, company),
            frozenset(day for day, kind in days.items() if kind == "holiday"),
            frozenset(day for day, kind in days.items() if kind == "worked"),
            weekend_of(region),
            frozenset(known) | frozenset(rows.mapped("year")),
        )

    def _public(self, region, country, without):
        """{year: {day: kind}} of the years around today."""
        this = fields.Date.today().year
        found = {
            year: public_days(region, country or None, year)
            for year in range(this - BEFORE, this + AFTER + 1)
            if year not in without
        }
        return {
            year: dict.fromkeys(days.holidays, "holiday")
            | dict.fromkeys(days.worked, "worked")
            for year, days in found.items()
            if days
        }

    @api.model
    def _zone(self, region, company):
        zone = zone_of(region, self._country(region, company).code)
        return ZoneInfo(zone) if zone else company._udi_timezone()

    @api.model
    def _country(self, region, company):
        """In the Union the authority of the seat counts by its own holidays."""
        country = company.sudo().partner_id.country_id
        european = region == "EU" and country.code in EUROPEAN
        return country if european else country.browse()
