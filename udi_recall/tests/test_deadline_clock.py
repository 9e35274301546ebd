from datetime import date, datetime, timedelta

from odoo.tests import freeze_time, tagged

from .deadline_common import DECIDED, DeadlineCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-21 21:00:00")
class TestDeadlineClock(DeadlineCase):
    """When clocks start, how they count at their place, and what they say."""

    def _there(self, row, name="due_at"):
        return row._there(row[name]).replace(tzinfo=None)

    def test_days_are_those_of_the_place(self):
        """Saturday evening in Berlin is Sunday morning in Shanghai."""
        self._copied("CN", class_firm="1")
        notice = self._duty("Recall notice")
        self.assertEqual(notice.tz, "Asia/Shanghai")
        self.assertEqual(self._there(notice), datetime(2026, 11, 23, 4, 40))
        self.assertEqual(
            self._there(notice, "last_at"), datetime(2026, 11, 23, 23, 59, 59)
        )
        self.assertEqual(notice.last_text, "Mon 23 Nov 2026")
        plan = self._duty("Investigation report")
        self.assertEqual(self._there(plan).date(), date(2026, 11, 27))

    def test_the_us_clock_starts_with_the_first_notice(self):
        self._copied("US", class_firm="2")
        report = self._duty("Report of correction or removal")
        self.assertFalse(report.due_at)
        self.assertEqual(report.clock["kind"], "waits")
        self.assertEqual(report.clock["words"], "Waits for: First notice left")
        # 03:00 in Berlin on the 20th is still the 19th in Washington
        report.sudo().round_id.initiated_at = datetime(2026, 11, 20, 2)
        self.assertEqual(report.due_text, "Fri 4 Dec 2026")
        self.assertFalse(report.last_text)
        self.assertEqual(report.clock["kind"], "runs")
        self.assertEqual(report.clock["days"], 9)
        # what has no number comes first
        self.assertEqual(self.recall.next_due_at, DECIDED)
        self._duty("Notify direct accounts")._done(DECIDED, "By telephone")
        self.assertEqual(self.recall.next_due_at, report.due_at)

    def test_the_moment_is_known_better(self):
        self._copied("CN", class_firm="3")
        notice = self._duty("Recall notice")
        self.recall._restart_clocks("decided", DECIDED - timedelta(days=2))
        self.assertEqual(self._there(notice).date(), date(2026, 11, 27))
        self.recall._restart_clocks("decided", DECIDED - timedelta(days=2))
        self.recall._restart_clocks("completed", DECIDED)
        summary = self._duty("Summary evaluation report")
        self.assertEqual(self._there(summary).date(), date(2026, 12, 4))

    def test_what_is_done_keeps_its_dates(self):
        self._copied("CN", class_firm="3")
        notice = self._duty("Recall notice")
        before = notice.due_at
        notice._done(DECIDED, "All reached")
        self.recall._restart_clocks("decided", DECIDED - timedelta(days=2))
        self.assertEqual((notice.due_at, notice.start_at), (before, DECIDED))

    def test_hours_run_through_the_weekend(self):
        self._copied("CA")
        notice = self._duty("First notice, 7 items")
        self.assertEqual(notice.due_at, DECIDED + timedelta(hours=24))

    def test_comments_on_the_draft_take_two_weekdays(self):
        self._copied("EU")
        row = self._duty("Time for comments")
        self.recall.sudo().region_ids.draft_sent_at = datetime(2026, 11, 20, 9)
        self.assertEqual(self._there(row), datetime(2026, 11, 24, 10))
        self.assertEqual(row.tz, "Europe/Brussels")

    def test_the_report_that_was_sent_is_done(self):
        self._copied("EU")
        report = self.recall.deadline_ids.filtered(
            lambda row: row.name == "FSCA report"
        )
        self.assertEqual(report.clock["kind"], "before")
        self.assertEqual(report.clock["words"], "Before the first notice")
        at = datetime(2026, 11, 21, 20, 50)
        self.recall.sudo().region_ids.write(
            {"gate_state": "sent", "report_number": "BfArM-1", "report_sent_at": at}
        )
        self.assertEqual(
            (report.state, report.done_at, report.proof_note), ("done", at, "BfArM-1")
        )
        self.assertEqual(self._duty("Field safety notice to users").start_at, at)

    def test_urgent_does_not_wait_and_is_told_afterwards(self):
        self._copied("EU")
        report = self.recall.deadline_ids.filtered(
            lambda row: row.name == "FSCA report"
        )
        self.recall.sudo().region_ids.gate_state = "urgent"
        self.assertEqual(report.state, "open")
        self.assertEqual(report.clock["kind"], "at_once")
        self.assertTrue(self._duty("Field safety notice to users").start_at)

    def test_a_report_sent_before_the_start_is_done_from_the_start(self):
        at = datetime(2026, 11, 21, 20)
        self._copied("EU", report_sent_at=at, report_number="BfArM-1")
        report = self.recall.deadline_ids.filtered(
            lambda row: row.name == "FSCA report"
        )
        self.assertEqual((report.state, report.done_at), ("done", at))

    def test_what_it_says_hour_by_hour(self):
        self._copied("CN", class_firm="1")
        notice = self._duty("Recall notice")
        for moment, words in [
            ("2026-11-21 21:00:00", "23 h left"),
            ("2026-11-22 20:20:00", "20 min left"),
            ("2026-11-22 21:00:00", "18 h to the last day"),
            ("2026-11-23 19:00:00", "late 3 h"),
            ("2026-11-26 19:00:00", "late 3 days"),
        ]:
            with self.subTest(moment=moment), freeze_time(moment):
                notice.invalidate_recordset(["clock"])
                now = datetime.fromisoformat(moment)
                self.assertEqual(notice._left_text(now), words)
        plan = self._duty("Investigation report")
        self.assertEqual(plan._left_text(DECIDED), "5 working days left")
        # three calendar days are not said in working days
        self.recall.region_ids.class_firm = "2"
        days = self._duty("Recall notice")
        self.assertEqual(days._left_text(DECIDED), "3 days left")
        self.assertIn("At once", self.recall.region_ids.next_due)

    def test_late_counts_what_has_a_number_and_is_sure(self):
        self._copied("CN", "BR", class_firm="1")
        self.assertEqual(self.recall.late_count, 0)
        with freeze_time("2026-12-20 09:00:00"):
            self.recall.invalidate_recordset(["late_count"])
            # notice and plan; "at once" has no number, Brazil is not verified
            self.assertEqual(self.recall.late_count, 2)

    def test_a_table_that_ends_too_early_warns_until_it_is_completed(self):
        with freeze_time("2026-12-28 09:00:00"):
            self._copied("CN", class_firm="3")
            self.recall._restart_clocks("decided", datetime(2026, 12, 28, 9))
            plan = self._duty("Investigation report")
            self.assertFalse(plan.days_known)
            self.assertIn("table of working days ends", plan.doubt)
            self.assertEqual(self._there(plan).date(), date(2027, 1, 4))
            self.env["udi.working.day"].create(
                {"region": "CN", "day": "2027-01-01", "name": "New Year"}
            )
            plan.with_user(self.manager).action_count_again()
            self.assertTrue(plan.days_known)
            self.assertEqual(self._there(plan).date(), date(2027, 1, 5))

    def test_the_union_counts_by_the_holidays_of_the_seat(self):
        rules = self.env["udi.deadline.rule"].search(
            [("region", "=", "EU"), ("limit", "=", 2), ("law", "=", "mdr")]
        )
        self._copied("EU")
        row = self.recall._add_duties(rules, datetime(2026, 12, 20, 9))
        row._start(datetime(2026, 12, 24, 9))
        self.assertEqual(
            (row.due_text, row.last_text), ("Sat 26 Dec 2026", "Tue 29 Dec 2026")
        )
        self.assertTrue(row.days_known)
        self.company.partner_id.country_id = self.env.ref("base.es")
        row._count()
        # no row of ours: Spain works on Monday 28, and 26 is a Saturday
        self.assertTrue(row.days_known)
        self.assertEqual(row.last_text, "Tue 29 Dec 2026")

    def test_a_day_of_a_person_wins_over_the_public_ones(self):
        self.company.partner_id.country_id = self.env.ref("base.es")
        days = self.env["udi.working.day"]
        epiphany = date(2027, 1, 6)
        before = days._calendar("EU", self.company)
        self.assertFalse(before.works(epiphany))
        days.create(
            {
                "region": "EU",
                "country_id": self.env.ref("base.es").id,
                "day": "2027-01-06",
                "kind": "worked",
                "name": "They open",
            }
        )
        after = days._calendar("EU", self.company)
        self.assertTrue(after.works(epiphany))
        self.assertFalse(after.works(date(2027, 1, 1)))

    def test_a_company_outside_has_its_zone_by_brussels(self):
        self.company.partner_id.country_id = self.env.ref("base.us")
        days = self.env["udi.working.day"]
        self.assertEqual(days._calendar("EU", self.company).zone.key, "Europe/Brussels")
        self.assertEqual(
            days._calendar("other", self.company).zone.key, "Europe/Berlin"
        )
        self.company.partner_id.country_id = self.env.ref("base.pt")
        self.assertEqual(days._calendar("EU", self.company).zone.key, "Europe/Lisbon")
