from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..models.udi_event import KINDS
from ..models.udi_timeline import GROUPS, ICONS, PAGE
from .common import UdiCase


class TimelineCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lot = cls.make_lot(cls.glove, "LC1")

    def write_events(self, count, at, kind="printed", **vals):
        """:param at: the moment of the first; the next ones follow by the minute"""
        return self.env["udi.event"]._record(
            [
                {
                    "kind": kind,
                    "lot_id": self.lot.id,
                    "happened_at": at + timedelta(minutes=number),
                    **vals,
                }
                for number in range(count)
            ]
        )

    def months(self):
        self.lot.invalidate_recordset()
        return self.lot.udi_timeline["months"]


@tagged("post_install", "-at_install")
class TestTimeline(TimelineCase):
    def test_every_kind_has_its_place(self):
        kinds = {kind for kind, _name in KINDS}
        self.assertEqual(kinds, set(ICONS))
        self.assertEqual(kinds, {kind for group in GROUPS.values() for kind in group})

    def test_months_newest_first_and_only_the_newest_with_rows(self):
        self.write_events(3, datetime(2026, 9, 30, 12, 0))
        self.write_events(2, datetime(2026, 10, 5, 12, 0), kind="refused", reason="No.")
        newest, older = self.months()
        self.assertEqual((newest["label"], newest["count"]), ("October 2026", 2))
        self.assertEqual(newest["groups"], {"scans": 2})
        self.assertEqual((older["count"], "rows" in older), (3, False))
        row = newest["rows"][0]
        self.assertEqual((row["kind"], row["severity"]), ("refused", "stop"))
        self.assertEqual(row["sentence"], "Refused: No.")
        self.assertEqual(row["who"], self.env.user.name)
        self.assertIn("14:01", row["at"], "the time of who looks")

    def test_months_begin_where_one_looks(self):
        """23:30 in London is the next month in Berlin: in the count and in the rows."""
        self.write_events(1, datetime(2026, 9, 30, 22, 30))
        [month] = self.months()
        self.assertEqual((month["label"], len(month["rows"])), ("October 2026", 1))

    def test_movements_in_words(self):
        self.receive({self.lot: 5})
        self.ship({self.lot: 2})
        self.take_back({self.lot: 1})
        sentences = [row["sentence"] for row in self.months()[0]["rows"]]
        self.assertIn("Returned: Hospital · 1 Units", sentences[0])
        self.assertIn("Shipped to Hospital · 2 Units", sentences[1])
        self.assertIn("Received from Maker into WH/Stock · 5 Units", sentences[2])

    def test_every_kind_is_said(self):
        for kind, _name in KINDS:
            self.write_events(1, datetime(2026, 9, 1, 12, 0), kind=kind)
        for row in self.months()[0]["rows"]:
            self.assertTrue(row["sentence"], row)

    def test_a_package_tells_of_those_inside(self):
        pallet, case = self.env["stock.package"].create(
            [{"name": "PALLET"}, {"name": "CASE"}]
        )
        case.parent_package_id = pallet
        self.write_events(
            1, datetime(2026, 9, 1, 12, 0), kind="packed", package_id=case.id
        )
        [month] = pallet.udi_timeline["months"]
        self.assertEqual(month["rows"][0]["sentence"], "Packed into CASE")

    def test_a_page_at_a_time_and_by_group(self):
        self.write_events(PAGE + 10, datetime(2026, 9, 1, 12, 0))
        self.write_events(3, datetime(2026, 9, 2, 12, 0), kind="scanned")
        [month] = self.months()
        self.assertEqual(len(month["rows"]), PAGE)
        rows = self.lot.udi_timeline_rows(month["month"], False, PAGE)
        self.assertEqual(len(rows), 13)
        seen = {row["id"] for row in rows} | {row["id"] for row in month["rows"]}
        self.assertEqual(len(seen), PAGE + 13)
        self.assertEqual(len(self.lot.udi_timeline_rows(month["month"], "scans")), 3)

    def test_which_seal(self):
        self.write_events(2, datetime(2026, 9, 1, 12, 0))
        self.env["udi.seal"]._seal_next()
        self.write_events(1, datetime(2026, 9, 1, 13, 0))
        [month] = self.months()
        self.assertEqual([row["seal"] for row in month["rows"]], [0, 1, 1])

    def test_ten_thousand_events_cost_no_more_than_a_hundred(self):
        self.write_events(100, datetime(2026, 9, 1, 0, 0))
        few = self._queries()
        self.env.cr.execute(
            """
            INSERT INTO udi_event (kind, happened_at, user_id, company_id, lot_id)
            SELECT 'scanned', '2026-08-01'::timestamp + n * '1 minute'::interval,
                %s, %s, %s
            FROM generate_series(1, 10000) n
            """,
            [self.env.uid, self.company.id, self.lot.id],
        )
        self.assertLessEqual(self._queries(), few)

    def _queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.months()
        return self.cr.sql_log_count - before

    def test_what_a_caller_may_send(self):
        self.write_events(1, datetime(2026, 9, 1, 12, 0))
        for month, group in (
            ("yesterday", False),
            (None, False),
            ([], False),
            ("2026-09-01", "all"),
            ("2026-09-01", ["scans"]),
            ("2026-09-01", {}),
        ):
            with self.assertRaisesRegex(UserError, "This month cannot be read"):
                self.lot.udi_timeline_rows(month, group)
        for offset in (-5, "x", None):
            self.assertTrue(self.lot.udi_timeline_rows("2026-09-01", False, offset))

    def test_who_may(self):
        nobody = self.make_user("timeline_nobody")
        with self.assertRaises(AccessError):
            self.lot.with_user(nobody).udi_timeline_rows("2026-09-01")
        stock_user = self.make_user("timeline_stock", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            self.lot.with_user(stock_user).udi_timeline_rows("2026-09-01")


@tagged("post_install", "-at_install")
class TestTimelineTour(TimelineCase, HttpCase):
    def test_fold_filter_and_seals(self):
        self.make_user(
            "timeline_worker", "udi_traceability.group_udi_user", tz="Europe/Berlin"
        )
        self.write_events(PAGE + 5, datetime(2026, 8, 1, 12, 0))
        self.env["udi.seal"]._seal_next()
        self.write_events(
            2, datetime(2026, 9, 1, 12, 0), kind="refused", reason="Expired."
        )
        self.start_tour(
            f"/odoo/action-udi_traceability.stock_lot_action/{self.lot.id}",
            "udi_timeline",
            login="timeline_worker",
        )
