from datetime import datetime, time

from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .insight_case import InsightCase


@tagged("post_install", "-at_install")
class TestUdiForecast(InsightCase):
    def setUp(self):
        super().setUp()
        self.this_month = self.today.replace(day=1)

    def months_ago(self, count):
        month = self.this_month - relativedelta(months=count)
        return datetime.combine(month.replace(day=15), time(12))

    def sold(self, *units):
        """So many a month, the last one last month."""
        for ago, count in zip(range(len(units), 0, -1), units, strict=True):
            if count:
                lots = self.serials(f"{ago}-", count)
                self.receive(dict.fromkeys(lots, 1))
                picking = self.ship(dict.fromkeys(lots, 1))
                self.at(self.months_ago(ago), picking.move_line_ids)

    def rows(self, **values):
        domain = [("device_id", "=", self.pump.id)]
        domain += [(name, "=", value) for name, value in values.items()]
        return self.env["udi.forecast"].search(domain, order="month")

    def run_job(self):
        with self.enter_registry_test_mode():
            self.env.ref("udi_traceability.ir_cron_forecast").method_direct_trigger()
        self.env.invalidate_all()

    def compute(self):
        self.env["udi.forecast"].action_compute()

    def test_months_gone_by_and_to_come(self):
        self.sold(2, 0, 2, 2, 2, 2)
        self.compute()
        past, ahead = self.rows(ahead=False), self.rows(ahead=True)
        self.assertEqual(past.mapped("shipped"), [2, 0, 2, 2, 2, 2])
        self.assertEqual(len(ahead), 6)
        self.assertEqual(ahead[0].month, self.this_month)
        self.assertEqual(set(ahead.mapped("tested")), {3})
        self.assertTrue(ahead[0].error < 0.7)
        self.assertAlmostEqual(ahead[0].error_share, ahead[0].error / 2, 2)
        self.assertTrue(1.5 < ahead[0].forecast <= 2)

    def test_too_short_says_so(self):
        self.sold(3, 5)
        self.compute()
        ahead = self.rows(ahead=True)
        self.assertEqual(set(ahead.mapped("forecast")), {4})
        self.assertEqual(set(ahead.mapped("tested")), {0})

    def test_beside_the_order_book(self):
        self.sold(4, 4, 4, 4)
        lots = self.serials("NOW", 1)
        self.receive({lots: 1})
        self.ship({lots: 1})
        next_month = self.this_month + relativedelta(months=1)
        self.order(1, commitment_date=self.months_ago(2))
        self.order(3, commitment_date=datetime.combine(next_month, time(12)))
        self.order(7, commitment_date=self.months_ago(-20))
        self.compute()
        now, then = self.rows(ahead=True)[:2]
        self.assertEqual((now.shipped, now.ordered, now.forecast), (1, 1, 4))
        self.assertEqual(now.gap, 2)
        self.assertEqual((then.shipped, then.ordered, then.gap), (0, 3, 1))
        self.assertEqual(self.rows(ahead=True)[2].gap, 4)

    def test_ordered_before_anything_was_shipped(self):
        self.order(5)
        self.compute()
        [row] = self.rows(month=self.this_month)
        self.assertEqual((row.forecast, row.ordered, row.gap), (0, 5, 0))
        self.assertEqual(set(self.rows().mapped("method")), {"too_new"})
        chart = row.action_open_chart()
        kinds = self.env[chart["res_model"]].search(chart["domain"]).mapped("kind")
        self.assertEqual(set(kinds), {"ordered"}, "no bar of nothing expected")

    def test_ordered_in_dozens(self):
        self.order(2, uom=self.env.ref("uom.product_uom_dozen"))
        self.compute()
        self.assertEqual(self.rows(month=self.this_month).ordered, 24)

    def test_delivered_in_part(self):
        lots = self.serials("PART", 2)
        self.receive(dict.fromkeys(lots, 1))
        order = self.sell(lots)
        order.order_line.product_uom_qty = 5
        self.compute()
        self.assertEqual(self.rows(month=self.this_month).ordered, 3)

    def test_the_orders_behind_it(self):
        late = self.order(1, commitment_date=self.months_ago(2))
        later = self.order(3, commitment_date=self.months_ago(-1))
        self.compute()
        for row, orders in zip(self.rows(ahead=True), (late, later), strict=False):
            action = row.action_open_orders()
            lines = self.env["sale.order.line"].search(action["domain"])
            self.assertEqual(lines.order_id, orders)
            self.assertEqual(sum(lines.mapped("product_uom_qty")), row.ordered)

    def test_computed_again_there_are_no_more_rows(self):
        self.sold(1, 1)
        self.compute()
        before = len(self.rows())
        self.run_job()
        self.assertEqual(len(self.rows()), before)

    def test_the_chart(self):
        self.sold(2, 2, 2, 2)
        self.order(1)
        self.compute()
        action = self.rows()[-1].action_open_chart()
        lines = self.env[action["res_model"]].search(action["domain"])
        sums = {
            kind: sum(
                lines.filtered(lambda line, k=kind: line.kind == k).mapped("quantity")
            )
            for kind in ("shipped", "forecast", "ordered")
        }
        self.assertEqual(sums, {"shipped": 8, "forecast": 12, "ordered": 1})

    def test_queries_do_not_grow_with_the_devices(self):
        self.order(1)
        self.compute()
        for number in range(20):
            device = self.make_device(f"More {number}", 30001 + number, "serial")
            self.pump = device
            self.order(1)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(40):
            self.compute()
            self.env.flush_all()

    # -- who may -------------------------------------------------------------------

    def test_who_may_read(self):
        self.sold(1)
        self.compute()
        for group in (
            "udi_traceability.group_udi_user",
            "sales_team.group_sale_salesman",
            "stock.group_stock_manager",
        ):
            user = self.make_user(f"f_{group}", group)
            rows = self.rows().with_user(user)
            self.assertTrue(rows.mapped("shipped"))
            self.assertTrue(rows[0].action_open_chart())
            for right in ("write", "create", "unlink"):
                self.assertFalse(rows.has_access(right), group)
            lines = self.env["udi.forecast.line"].with_user(user)
            self.assertTrue(lines.search([]).mapped("device_id.display_name"))

    def test_who_may_not(self):
        self.sold(1)
        self.compute()
        clerk = self.make_user("f_clerk", "stock.group_stock_user")
        rows = self.rows().with_user(clerk)
        for work in (
            lambda: rows.mapped("shipped"),
            rows[0].action_open_chart,
            rows[0].action_open_orders,
            lambda: self.env["udi.forecast.line"].with_user(clerk).search([]),
        ):
            with self.assertRaises(AccessError):
                work()

    def test_who_may_compute(self):
        worker = self.make_user("f_worker", "udi_traceability.group_udi_user")
        with self.assertRaisesRegex(AccessError, "Officer"):
            self.env["udi.forecast"].with_user(worker).action_compute()
        officer = self.make_user("f_officer", "udi_traceability.group_udi_officer")
        self.sold(1)
        self.env["udi.forecast"].with_user(officer).action_compute()
        self.assertTrue(self.rows())

    def test_other_companies(self):
        self.sold(1)
        self.compute()
        other = self.env["res.company"].create({"name": "Daughter"})
        seller = self.make_user(
            "f_there",
            "sales_team.group_sale_salesman",
            company_id=other.id,
            company_ids=[Command.set([other.id])],
        )
        for model in ("udi.forecast", "udi.forecast.line"):
            self.assertFalse(self.env[model].with_user(seller).search([]))
        self.run_job()
        self.assertFalse(
            self.env["udi.forecast"].search([("company_id", "=", other.id)])
        )
