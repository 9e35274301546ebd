from datetime import date, datetime

from odoo.tests import freeze_time, tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestCompanyDays(UdiCase):
    def test_noon_is_the_same_day_everywhere_the_company_looks(self):
        for zone in ("Pacific/Auckland", "Europe/Berlin", "America/Los_Angeles"):
            self.company.partner_id.tz = zone
            for day in (date(2029, 1, 31), date(2029, 7, 1), date(2024, 2, 29)):
                moment = self.company._udi_noon(day)
                self.assertIsNone(moment.tzinfo)
                self.assertEqual(self.company._udi_day(moment), day, zone)

    def test_noon_is_stored_in_utc(self):
        self.company.partner_id.tz = "America/Los_Angeles"
        noon = self.company._udi_noon(date(2029, 1, 31))
        self.assertEqual(noon, datetime(2029, 1, 31, 20))

    @freeze_time("2026-11-21 23:30:00")
    def test_today_is_the_company_s(self):
        self.company.partner_id.tz = "Europe/Berlin"
        self.assertEqual(self.company._udi_today(), date(2026, 11, 22))
        self.company.partner_id.tz = "America/New_York"
        self.assertEqual(self.company._udi_today(), date(2026, 11, 21))

    @freeze_time("2026-11-21 23:30:00")
    def test_without_a_zone_of_the_company_the_user_s_counts(self):
        self.company.partner_id.tz = False
        self.env.user.tz = "Asia/Shanghai"
        self.assertEqual(self.company._udi_today(), date(2026, 11, 22))
        self.env.user.tz = False
        self.assertEqual(self.company._udi_today(), date(2026, 11, 21))
