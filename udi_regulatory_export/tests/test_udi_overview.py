import json

from odoo.tests import tagged

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestRegistrationsOnTheOverview(ExportCase):
    def card(self, user=None):
        overview = self.env["udi.overview"].with_user(user or self.reader)
        overview.env.invalidate_all()
        return overview.search([("code", "=", "registrations")])

    def counts(self):
        shown = self.card().card
        self.assertFalse(shown["failed"])
        rows = [shown["main"], shown["trend"], *shown["figures"]]
        return {row["key"]: row["count"] for row in rows if row and row["count"]}

    def test_every_number_opens_so_many_rows(self):
        before = self.counts()
        registrations = self._register(self._device(7), "gudid", "eudamed", "nmpa")
        registrations[0].publish_date = self.in_days(-2)
        registrations[1].sudo().state = "registered"
        counts = self.counts()
        self.assertEqual(counts["main"], before.get("main", 0) + 2)
        self.assertEqual(counts["late"], before.get("late", 0) + 1)
        for key, count in counts.items():
            action = self.card().action_open(key)
            domain = json.loads(json.dumps(action["domain"]))
            rows = self.env[action["res_model"]].with_user(self.reader)
            self.assertEqual(rows.search_count(domain), count, key)

    def test_how_many_are_registered(self):
        self.env["udi.registration"].search([]).sudo().state = "withdrawn"
        registrations = self._register(self._device(7), "gudid", "eudamed")
        self.assertEqual(self.card().card["share"]["percent"], 0)
        registrations[1].sudo().state = "registered"
        self.assertEqual(self.card().card["share"]["percent"], 50)

    def test_without_a_role_there_is_no_card(self):
        self.assertFalse(
            self.env["udi.overview"].with_user(self.employee).has_access("read")
        )
