from datetime import datetime

from odoo.tests import freeze_time, tagged

from .deadline_common import DECIDED, DeadlineCase


@tagged("post_install", "-at_install")
@freeze_time("2026-12-05 09:00:00")
class TestDeadlineCopy(DeadlineCase):
    """Which duties a recall gets, and what each keeps of the table."""

    def test_each_row_keeps_what_the_table_said(self):
        rows = self._copied("CN", "US", "EU")
        self.assertEqual(set(rows.mapped("region")), {"CN", "US", "EU"})
        row = self._duty("Investigation report")
        rule = row.rule_id
        self.assertEqual(row.basis, "CFDA Order 29 Art.16")
        self.assertEqual((row.limit, row.unit), (5, "working_day"))
        self.assertEqual((row.verified, row.is_verified), ("text", True))
        rule.sudo().write({"limit": 50, "basis": "Another", "verified": "memory"})
        self.recall._copy_deadlines(row.round_id)
        self.assertEqual((row.limit, row.basis), (5, "CFDA Order 29 Art.16"))
        self.assertTrue(row.is_verified)

    def test_pressed_twice_is_copied_once(self):
        rows = self._copied("CN", "US", "EU", "UK", "CH", "CA", "AU", "JP", "KR")
        self.assertGreater(len(rows), 20)
        self.assertEqual(self.recall._copy_deadlines(rows.round_id), 0)
        self.assertEqual(self.recall.deadline_ids, rows)

    def test_nothing_elsewhere(self):
        self.assertFalse(self._copied("other"))

    def test_a_record_to_keep_has_no_clock(self):
        rows = self._copied("CN", "US", "EU")
        self.assertFalse(set(rows.mapped("unit")) & {"record", "rule", "percent"})

    def test_an_incident_is_no_limit_of_the_action(self):
        names = self._copied("EU").mapped("name")
        self.assertIn("FSCA report", names)
        self.assertNotIn("Other serious incident", names)

    def test_the_class_chooses_the_limit(self):
        self._copied("CN", class_firm="二级")
        notice = self._duty("Recall notice")
        self.assertEqual((notice.limit, notice.class_open), (3, False))

    def test_without_a_class_the_gravest_counts_and_is_said(self):
        self._copied("CN")
        notice = self._duty("Recall notice")
        self.assertEqual((notice.limit, notice.class_open), (1, True))
        self.assertIn("No class is given", notice.doubt)

    def test_the_authority_gives_another_class(self):
        self._copied("CN", class_firm="三级")
        before = self._duty("Recall notice")
        self.assertEqual(before.limit, 7)
        self.recall.region_ids.class_authority = "一级"
        after = self._duty("Recall notice")
        self.assertEqual((after.limit, after.start_at), (1, DECIDED))
        self.assertEqual(before.state, "void")
        self.assertIn("class", before.void_reason)
        # and back again: a second copy, the first stays as evidence
        self.recall.region_ids.class_authority = "三级"
        again = self._duty("Recall notice")
        self.assertEqual((again.limit, again.number), (7, 2))

    def test_what_is_done_stays_done_whatever_the_class(self):
        self._copied("CN", class_firm="三级")
        notice = self._duty("Recall notice")
        notice._done(DECIDED, "All reached")
        self.recall.region_ids.class_authority = "一级"
        self.assertEqual(notice.state, "done")

    def test_a_class_three_in_the_us_needs_no_report(self):
        names = self._copied("US", class_firm="III").mapped("name")
        self.assertNotIn("Report of correction or removal", names)

    def test_the_law_of_the_devices(self):
        self.ip200_device.legislation_eu = "ivdr"
        pumps = self._serials(1)
        recall = self._recall(pumps)
        rows = self._copied("EU", recall=recall)
        report = rows.filtered(lambda row: row.name == "FSCA report")
        self.assertEqual(report.basis, "IVDR Art.82(8)")

    def test_implants_have_a_duty_more(self):
        words = "Treatment proposal for implanted devices"
        self._copied("CN")
        self.assertFalse([r for r in self.recall.deadline_ids if words in r.name])
        self.ip200_device.implantable = "yes"
        recall = self._recall(self._serials(1))
        self._copied("CN", recall=recall)
        self.assertEqual(self._duty(words, recall).unit, "none")

    def test_widening_has_duties_and_clocks_of_its_own(self):
        first = self._copied("CN", "US", class_firm="2")
        later = datetime(2026, 12, 1, 9)
        second = self._round(number=2, decided_at=later)
        self.recall._copy_deadlines(second)
        new = self.recall.deadline_ids - first
        self.assertIn("Amendment: more lots", new.mapped("name"))
        self.assertNotIn("Report of correction or removal", new.mapped("name"))
        notice = new.filtered(lambda row: "Recall notice" in row.name)
        self.assertEqual(notice.start_at, later)
        self.assertEqual(set(first.filtered("start_at").mapped("start_at")), {DECIDED})

    def test_a_place_that_comes_with_a_widening_is_there_for_the_first_time(self):
        self._copied("CN")
        second = self._round(number=2)
        self._places("US", added=False)
        self.recall._copy_deadlines(second)
        report = self._duty("Report of correction or removal")
        self.assertEqual(report.round_id, second)
        # a class for it changes nothing in the round that did not reach it
        us = self.recall.region_ids.filtered(lambda row: row.code == "US")
        us.class_authority = "II"
        rows = self.recall.deadline_ids.filtered(lambda row: row.region == "US")
        self.assertEqual(rows.round_id, second)

    def test_a_place_added_later_gets_its_duties(self):
        self._copied("CN")
        self._places("KR")
        self.assertEqual(self._duty("Recall plan").region, "KR")

    def test_before_the_start_nothing_is_copied(self):
        self._places("CN")
        self.recall.region_ids.class_firm = "2"
        self.assertFalse(self.recall.deadline_ids)

    def test_an_archived_rule_is_not_copied(self):
        rule = self.env.ref("udi_recall.udi_deadline_rule_us_notify_direct_accounts")
        rule.active = False
        self.assertNotIn("Notify direct accounts", self._copied("US").mapped("name"))

    def test_no_more_queries_for_more_places(self):
        """Copying reads the table once, not once a row."""
        self._places("CN", "US", "EU", "UK", "CH", "CA", "AU", "JP", "KR", "SA", "BR")
        round = self._round()
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        count = self.recall._copy_deadlines(round)
        self.env.flush_all()
        self.assertGreater(count, 35)
        self.assertLess((self.env.cr.sql_log_count - before) / count, 40)

    def test_ordered_again(self):
        self._copied("CN", class_authority="二级")
        region = self.recall.region_ids.sudo()
        region.outcome = "ordered_again"
        at = datetime(2027, 2, 1, 4)
        self.recall.with_user(self.manager)._restart_clocks("ordered", at)
        notice = self._duty("Ordered recall: notice")
        self.assertEqual((notice.limit, notice.start_at), (3, at))
        self.assertTrue(self._duty("Ordered recall: report form").by_hand)
