from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    udi_separators = fields.Json(
        string="Separators of readers",
        groups="udi_traceability.group_udi_user",
        help="What readers here send for the separator of GS1, besides ASCII 29.",
    )
    udi_clearance_policy = fields.Selection(
        [
            ("off", "Do not check"),
            ("warn", "Warn and write it down"),
            ("stop", "Stop the order"),
        ],
        string="Sale of a device that is not cleared",
        required=True,
        default="warn",
    )
    udi_certificate_days = fields.Integer(
        string="Days of warning before a certificate ends", default=90
    )
    udi_near_expiry_days = fields.Integer(
        string="Days of warning before a lot expires", default=90
    )
    udi_licence_country_ids = fields.Many2many(
        "res.country",
        "udi_company_licence_country_rel",
        string="Customers need a licence in",
        help="A customer there who showed no licence is not delivered to.",
    )

    _udi_certificate_days_positive = models.Constraint(
        "CHECK(udi_certificate_days >= 0)",
        "Days of warning before a certificate ends are 0 or more.",
    )

    _udi_near_expiry_days_positive = models.Constraint(
        "CHECK(udi_near_expiry_days >= 0)",
        "Days of warning before a lot expires are 0 or more.",
    )

    def _udi_near_expiry_day(self):
        """Lots that end on this day or before are near their end."""
        self.ensure_one()
        return self._udi_today() + timedelta(days=self.udi_near_expiry_days)

    def _udi_timezone(self):
        """Where this company's calendar days begin and end."""
        return ZoneInfo(self.partner_id.sudo().tz or self.env.user.tz or "UTC")

    def _udi_today(self):
        """The calendar day at the company, by which dates on labels are judged."""
        now = fields.Datetime.now().replace(tzinfo=ZoneInfo("UTC"))
        return now.astimezone(self._udi_timezone()).date()

    def _udi_noon(self, day):
        """Noon of a calendar day at the company, in UTC as Odoo stores it.

        Midnight would show as the day before to everyone west of the company.
        """
        local = datetime.combine(day, time(12), self._udi_timezone())
        return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)

    def _udi_day(self, moment):
        """The calendar day at the company of a moment that Odoo stores in UTC."""
        return (
            moment.replace(tzinfo=ZoneInfo("UTC"))
            .astimezone(self._udi_timezone())
            .date()
        )

    def _udi_separators(self):
        """What readers of this company send for FNC1, as `parse` takes it."""
        return tuple(self.sudo().udi_separators or ())

    def _udi_keep_separators(self, separators):
        """Keep what the reader test found; the caller has checked the role."""
        self.sudo().udi_separators = list(separators)
