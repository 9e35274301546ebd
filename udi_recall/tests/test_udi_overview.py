import json
from datetime import timedelta

from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallsOnTheOverview(RecallCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["udi.recall"].search([]).write({"kind": "drill"})
        cls.story = cls._story()

    def card(self, user):
        overview = self.env["udi.overview"].with_user(user)
        overview.env.invalidate_all()
        return overview.search([("code", "=", "recalls")])

    def counts(self, user):
        shown = self.card(user).card
        self.assertFalse(shown["failed"])
        return {row["key"]: row["count"] for row in [shown["main"], *shown["figures"]]}

    def run_story(self):
        self._started(self.story)

    def test_every_number_opens_so_many_rows(self):
        self.assertEqual(self.counts(self.reader)["begun"], 1)
        self.run_story()
        self._recall(self.serials[0], kind="drill")
        self.story.sudo().reply_by -= timedelta(days=10)
        for user in (self.reader, self.manager):
            counts = self.counts(user)
            self.assertEqual(counts["main"], 1)
            self.assertEqual(counts["late"], 1)
            self.assertEqual(counts["out"], 3)
            self.assertEqual(counts["unanswered"], 3)
            self.assertEqual(counts["answered"], 0)
            self.assertGreaterEqual(counts["drills"], 1)
            for key, count in counts.items():
                action = self.card(user).action_open(key)
                domain = json.loads(json.dumps(action["domain"]))
                rows = self.env[action["res_model"]].with_user(user)
                self.assertEqual(rows.search_count(domain), count, key)

    def test_how_much_is_recovered(self):
        self.run_story()
        self.assertEqual(self.card(self.manager).card["share"]["percent"], 30)
        self._take_back(self.serials[3:7], self.anna)
        self.story.action_look_again()
        self.assertEqual(self.card(self.manager).card["share"]["percent"], 70)

    def test_a_reader_of_recalls_sees_recalls_alone(self):
        overview = self.env["udi.overview"].with_user(self.reader)
        found = overview.web_search_read([], {"card": {}})["records"]
        self.assertEqual([each["card"]["code"] for each in found], ["recalls"])
        home = self.env.ref("udi_traceability.udi_overview_action_home")
        page = self.env.ref("udi_traceability.udi_overview_action")
        self.assertEqual(home.with_user(self.reader).run()["id"], page.id)
        self.assertFalse(self.card(self.worker), "no role for recalls")

    def test_who_runs_recalls_begins_at_the_overview(self):
        """Their role is that of a worker too, who begins at the scanner."""
        home = self.env.ref("udi_traceability.udi_overview_action_home")
        page = self.env.ref("udi_traceability.udi_overview_action")
        scan = self.env.ref("udi_traceability.udi_scan_action")
        self.assertEqual(home.with_user(self.manager).run()["id"], page.id)
        self.assertEqual(home.with_user(self.worker).run()["id"], scan.id)

    def test_answers_of_all_who_were_asked(self):
        self.run_story()
        figures = {row["key"]: row for row in self.card(self.manager).card["figures"]}
        self.assertEqual(figures["answered"]["count"], 0)
        self.assertEqual(figures["answered"]["of"], 3)
        self.assertFalse(figures["out"]["of"])

    def test_late_recalls_come_first(self):
        self.run_story()
        self.story.sudo().reply_by -= timedelta(days=10)
        overview = self.env["udi.overview"].with_user(self.manager)
        found = overview.web_search_read([], {"card": {}})["records"]
        late = [
            each for each in found if any(f["late"] for f in each["card"]["figures"])
        ]
        self.assertEqual(found[: len(late)], late)
        self.assertIn("recalls", [each["card"]["code"] for each in late])
