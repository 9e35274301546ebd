from freezegun import freeze_time
from lxml import etree

from odoo import fields
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import ExportCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-22 12:00:00")
class TestUdiRegistrationDue(ExportCase):
    """Until when a regulator must have a device, and how near that is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-11-22 12:00:00"):
            cls.device = cls._device()
            cls.registrations = cls._register(cls.device)
        cls.eudamed = cls.registrations.filtered(lambda r: r.regulator == "eudamed")
        cls.market = cls.device.market_ids

    def _due(self, registration=None):
        registration = registration or self.eudamed
        day = registration.due_date
        return day and fields.Date.to_string(day), registration.due_rule

    def test_nobody_knows_since_when(self):
        self.assertEqual(self._due(), ("2026-11-27", "unknown_placing"))
        self.assertEqual(self.eudamed.due_band, "soon")
        self.assertIn("Enter since when", self.eudamed.due_reason)

    def test_it_follows_the_first_day_of_sale(self):
        self.market.date_start = "2024-01-01"
        self.assertEqual(self._due(), ("2026-11-27", "transition"))
        self.market.date_start = "2027-02-01"
        self.assertEqual(self._due(), ("2027-02-01", "placing"))
        self.assertEqual(self.eudamed.due_band, "later")
        self.market.date_start = "2026-11-01"
        self.assertEqual(self.eudamed.due_band, "late")

    def test_it_follows_the_status(self):
        self.eudamed._detail().status = "not_intended"
        self.assertEqual(self._due(), (False, False))
        self.assertEqual(self.eudamed.due_band, "none")

    def test_a_group_of_lenses_has_its_own_day(self):
        self.family.special_device_type = "soft_contact_lens"
        self.assertEqual(self._due(), ("2026-11-09", "lenses"))
        self.assertEqual(self.eudamed.due_band, "late")

    def test_what_is_sent_is_not_due(self):
        self.eudamed.state = "submitted"
        self.assertEqual(self._due(), (False, False))
        self.eudamed.state = "rejected"
        self.assertEqual(self._due(), ("2026-11-27", "unknown_placing"))

    def test_others_go_by_their_publication_date(self):
        gudid = self._one(self.registrations, "gudid")
        self.assertEqual(self._due(gudid), ("2099-01-01", "publication"))
        gudid.publish_date = False
        self.assertEqual(self._due(gudid), (False, False))

    def test_a_day_goes_by(self):
        self.market.date_start = "2027-01-10"
        self.assertEqual(self.eudamed.due_band, "later")
        self.env.flush_all()
        for day, band in (("2026-12-11", "soon"), ("2027-01-11", "late")):
            with freeze_time(f"{day} 12:00:00"):
                self.env["udi.registration"]._cron_lateness()
                self.assertEqual(self.eudamed.due_band, band)

    def test_what_is_withdrawn_is_not_due(self):
        self.eudamed.write({"changed_on": "2026-11-20", "state": "registered"})
        self.assertEqual(self._due(), ("2026-12-20", "update"))
        self.eudamed.state = "withdrawn"
        self.assertEqual(self._due(), (False, False))

    def test_every_facet_finds_rows(self):
        """Deadlines and the board: each filter is one that the database takes."""
        self.market.date_start = "2026-11-01"
        self.eudamed.write({"state": "rejected", "is_changed": True})
        self.device.sterile = False
        for xmlid, rows in (
            ("udi_device_view_board_search", self.device),
            ("udi_registration_view_search", self.registrations),
        ):
            view = self.env.ref(f"udi_regulatory_export.{xmlid}")
            for node in etree.fromstring(view.arch).findall(".//filter[@domain]"):
                domain = safe_eval(node.get("domain"))
                found = rows.with_user(self.reader).search(domain)
                with self.subTest(f"{xmlid} {node.get('name')}"):
                    told = ("late", "due_30", "rejected", "changed")
                    if node.get("name") in told:
                        self.assertTrue(found & rows)

    def test_the_device_shows_its_nearest_day(self):
        self.assertEqual(
            self.device.registration_due_date, fields.Date.to_date("2026-11-27")
        )
        self.registrations.state = "submitted"
        self.assertFalse(self.device.registration_due_date)
