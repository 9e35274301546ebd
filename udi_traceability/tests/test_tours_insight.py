from datetime import datetime, time

from dateutil.relativedelta import relativedelta

from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .insight_case import InsightCase

HOME = "/odoo/action-udi_traceability.stock_lot_action"


class InsightTourCase(InsightCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.this_month = self.today.replace(day=1)
        self.make_user("tour_quality", "udi_traceability.group_udi_manager")
        for ago, count in zip(range(5, 0, -1), (2, 2, 2, 2, 3), strict=True):
            self.ship_then(ago, count)

    def ship_then(self, ago, count):
        """So many pumps came and left in a month gone by, every other one scanned."""
        month = self.this_month - relativedelta(months=ago)
        lots = self.serials(f"T{ago}-", count)
        lines = self.receive(dict.fromkeys(lots, 1)).move_line_ids
        left = self.ship(dict.fromkeys(lots, 1)).move_line_ids
        left.udi_scanned_qty = 0.5
        self.at(datetime.combine(month.replace(day=15), time(12)), lines | left)

    def foresee(self):
        self.order(4)
        self.pump, pump = self.glove, self.pump
        self.order(1)
        self.pump = pump
        self.env["udi.forecast"].action_compute()

    def open_board(self):
        """One figure with a history of months, the others not measured yet."""
        kpis = self.env["udi.kpi"]
        kpis._make_missing()
        kpi = kpis.search(
            [("code", "=", "scan_compliance"), ("company_id", "=", self.company.id)]
        )
        kpi._measure()
        self.start_tour("/odoo/udi-kpis", "udi_kpi", login="tour_quality")
        self.assertEqual(kpi.target, 40)


@tagged("post_install", "-at_install")
class TestToursInsight(InsightTourCase):
    browser_size = "1440x900"

    def test_movements(self):
        self.start_tour(HOME, "udi_insight", login="tour_quality")

    def test_forecast(self):
        self.foresee()
        self.make_user(
            "tour_planner",
            "udi_traceability.group_udi_officer,sales_team.group_sale_salesman_all_leads",
        )
        self.start_tour("/odoo/udi-forecast", "udi_forecast", login="tour_planner")

    def test_kpis(self):
        self.open_board()

    def test_without_the_role_no_menu_leads_there_and_no_address(self):
        clerk = self.make_user("tour_clerk", "stock.group_stock_user")
        menus = self.env["ir.ui.menu"].with_user(clerk).load_menus(False)
        seen = {menu.get("xmlid") for menu in menus.values()}
        self.assertIn("stock.menu_stock_root", seen)
        for name in ("insight", "forecast", "kpi", "overview"):
            self.assertNotIn(f"udi_traceability.udi_{name}_menu", seen)
        self.authenticate("tour_clerk", "tour_clerk")
        for model in ("udi.insight", "udi.forecast", "udi.kpi", "udi.overview"):
            with mute_logger("odoo.http"), self.assertRaises(JsonRpcException):
                self.make_jsonrpc_request(
                    "/web/dataset/call_kw",
                    {
                        "model": model,
                        "method": "web_search_read",
                        "args": [[], {"display_name": {}}],
                        "kwargs": {},
                    },
                )


@tagged("post_install", "-at_install")
class TestToursInsightOnAPhone(InsightTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_forecast(self):
        self.foresee()
        self.start_tour(
            "/odoo/udi-forecast", "udi_forecast_phone", login="tour_quality"
        )

    def test_kpis(self):
        self.open_board()
