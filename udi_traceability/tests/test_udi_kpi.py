import json
from datetime import datetime, time

from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .insight_case import InsightCase


@tagged("post_install", "-at_install")
class TestUdiKpi(InsightCase):
    def setUp(self):
        super().setUp()
        self.this_month = self.today.replace(day=1)
        self.env["udi.kpi"]._make_missing()

    def kpi(self, code):
        return self.env["udi.kpi"].search(
            [("code", "=", code), ("company_id", "=", self.company.id)]
        )

    def measured(self, code):
        kpi = self.kpi(code)
        kpi._measure()
        return kpi

    def months_ago(self, count):
        month = self.this_month - relativedelta(months=count)
        return datetime.combine(month.replace(day=15), time(12))

    def by_month(self, kpi):
        return {value.month: value.value for value in kpi.value_ids}

    def shipped(self, scans, ago=0):
        """A delivery of a unit for each, scanned so far."""
        lots = self.serials(f"K{ago}-", len(scans))
        self.receive(dict.fromkeys(lots, 1))
        lines = self.ship(dict.fromkeys(lots, 1)).move_line_ids
        for line, scanned in zip(lines, scans, strict=True):
            line.udi_scanned_qty = scanned
        if ago:
            self.at(self.months_ago(ago), lines)
        return lines

    def test_each_company_has_each_figure_once(self):
        kpis = self.env["udi.kpi"]
        self.assertFalse(kpis._make_missing())
        other = self.env["res.company"].create({"name": "Daughter"})
        made = kpis._make_missing()
        self.assertEqual(made.company_id, other)
        self.assertEqual(set(made.mapped("code")), set(kpis._kpis()))

    def test_time_to_trace(self):
        self.shipped([1, 1])
        kpi = self.measured("time_to_trace")
        self.assertTrue(0 < kpi.value < 5)
        self.assertEqual(kpi.value_id.sample, 2)
        self.assertEqual(kpi.state, "met")
        self.assertEqual(kpi.target_text, "≤ 5.00 seconds")

    def test_scan_compliance(self):
        # three of four last month; this month two of four, one of them in part
        self.shipped([1, 1, 1, 0], ago=1)
        lines = self.shipped([1, 0.5, 0.5, 0])
        kpi = self.measured("scan_compliance")
        last_month = self.this_month - relativedelta(months=1)
        self.assertEqual(self.by_month(kpi), {last_month: 75, self.this_month: 50})
        self.assertEqual((kpi.value, kpi.baseline, kpi.state), (50, 75, "missed"))
        self.assertEqual(kpi.value_text, "50.0 %")
        action = kpi.action_open_figures()
        found = self.env["stock.move.line"].search(action["domain"])
        self.assertEqual(found, lines[1:])

    def test_more_scanned_than_left_is_not_more_than_all(self):
        self.shipped([3, 0])
        self.assertEqual(self.measured("scan_compliance").value, 50)

    def test_data_completeness(self):
        domain = [
            ("state", "=", "active"),
            ("company_id", "in", [self.company.id, False]),
        ]
        devices = self.env["udi.device"].search(domain)
        lacking = devices.filtered("missing_count")
        kpi = self.measured("data_completeness")
        share = 100 * (len(devices) - len(lacking)) / len(devices)
        self.assertAlmostEqual(kpi.value, share, 2)
        self.assertEqual(kpi.value_id.sample, len(devices))
        found = self.env["udi.device"].search(kpi.action_open_figures()["domain"])
        self.assertEqual(found, lacking)

    def test_stock_turn(self):
        lots = self.serials("TURN", 30)
        receipt = self.receive(dict.fromkeys(lots, 1))
        self.at(self.months_ago(13), receipt.move_line_ids)
        for number, ago in enumerate(range(12, 0, -1)):
            picking = self.ship({lots[number]: 1})
            self.at(self.months_ago(ago), picking.move_line_ids)
        kpi = self.measured("stock_turn")
        last_month = self.this_month - relativedelta(months=1)
        # twelve sold; from 29 to 18 on the shelf, 23.5 in the mean
        self.assertAlmostEqual(self.by_month(kpi)[last_month], 12 / 23.5, 2)
        action = kpi.action_open_figures()
        self.assertEqual(action["res_model"], "udi.insight")

    def test_nothing_to_measure(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        self.env["udi.kpi"]._make_missing()
        kpis = self.env["udi.kpi"].search([("company_id", "=", other.id)])
        for kpi in kpis.filtered(lambda kpi: kpi.code != "data_completeness"):
            kpi._measure()
            self.assertEqual((kpi.state, kpi.value_text), ("none", "–"))
            self.assertTrue(kpi.measured_at)

    def test_months_that_are_over_keep_their_figure(self):
        kpi = self.kpi("scan_compliance")
        months = [self.this_month - relativedelta(months=ago) for ago in range(3)]
        kpi._keep(dict.fromkeys(months, (50, 2)), self.this_month)
        kpi._keep(dict.fromkeys(months, (100, 4)), self.this_month)
        self.assertEqual(
            [self.by_month(kpi)[month] for month in months], [100, 100, 50]
        )

    def test_the_chart_and_the_history(self):
        kpi = self.kpi("scan_compliance")
        last_month = self.this_month - relativedelta(months=1)
        kpi._keep({last_month: (50, 2), self.this_month: (60.5, 2)}, self.this_month)
        [series] = json.loads(kpi.trend)
        self.assertEqual([point["y"] for point in series["values"]], [50, 60.5])
        action = kpi.action_open_history()
        self.assertEqual(
            self.env[action["res_model"]].search(action["domain"]), kpi.value_ids
        )

    def test_the_job_measures_all(self):
        self.shipped([1])
        with self.enter_registry_test_mode():
            self.env.ref("udi_traceability.ir_cron_kpi").method_direct_trigger()
        self.env.invalidate_all()
        kpis = self.env["udi.kpi"].search([("company_id", "=", self.company.id)])
        self.assertTrue(all(kpis.mapped("measured_at")))

    # -- who may -------------------------------------------------------------------

    def test_a_manager_sets_where_it_should_be(self):
        manager = self.make_user("k_manager", "udi_traceability.group_udi_manager")
        kpi = self.kpi("scan_compliance").with_user(manager)
        kpi.write({"target": 99, "baseline": 40, "user_id": manager.id})
        self.assertEqual(kpi.target_text, "≥ 99.0 %")
        with self.assertRaisesRegex(UserError, "measured"):
            kpi.write({"code": "stock_turn"})
        with self.assertRaisesRegex(UserError, "measured"):
            kpi.write(
                {"value_ids": [Command.create({"month": self.today, "value": 1})]}
            )
        kpi.action_measure()
        self.assertEqual(kpi.baseline, 40)

    def test_who_may_not(self):
        self.measured("data_completeness")
        worker = self.make_user("k_worker", "udi_traceability.group_udi_user")
        clerk = self.make_user("k_clerk", "stock.group_stock_user")
        kpi = self.kpi("data_completeness")
        self.assertTrue(kpi.with_user(worker).value_text)
        with self.assertRaises(AccessError):
            kpi.with_user(worker).write({"target": 1})
        with self.assertRaisesRegex(AccessError, "Manager"):
            kpi.with_user(worker).action_measure()
        for work in (
            kpi.with_user(clerk).action_open_figures,
            kpi.with_user(clerk).action_open_history,
            lambda: kpi.with_user(clerk).mapped("value_text"),
            lambda: kpi.value_ids.with_user(clerk).mapped("value"),
        ):
            with self.assertRaises(AccessError):
                work()
        manager = self.make_user("k_manager", "udi_traceability.group_udi_manager")
        values = kpi.value_ids.with_user(manager)
        for right in ("write", "create", "unlink"):
            self.assertFalse(values.has_access(right))

    def test_other_companies(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        self.measured("data_completeness")
        worker = self.make_user(
            "k_there",
            "udi_traceability.group_udi_manager",
            company_id=other.id,
            company_ids=[Command.set([other.id])],
        )
        there = self.env["udi.kpi"].with_user(worker)
        self.assertFalse(there.search([("company_id", "=", self.company.id)]))
        self.assertFalse(there.value_ids.search([]))
        there.action_measure()
        self.assertEqual(there.search([]).company_id, other)
