from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestToursOverview(UdiCase, HttpCase):
    browser_size = "1440x900"

    def setUp(self):
        super().setUp()
        self.env["stock.picking"].search(
            [("state", "not in", ("done", "cancel"))]
        ).action_cancel()
        self.make_user("tour_worker", "udi_traceability.group_udi_user")
        self.make_user("tour_quality", "udi_traceability.group_udi_manager")
        self.lot = self.make_lot(self.glove, "L1")
        self.receive({self.lot: 30})
        for number in range(3):
            delivery = self.make_delivery([(self.glove.product_id, 2)])
            if number:
                delivery.scheduled_date = fields.Datetime.now() - timedelta(days=3)

    def test_look_and_open(self):
        self.start_tour("/odoo/udi-overview", "udi_overview", login="tour_quality")

    def test_scan_on_the_overview(self):
        self.start_tour("/odoo/udi-overview", "udi_overview_scan", login="tour_worker")


@tagged("post_install", "-at_install")
class TestToursOverviewOnAPhone(TestToursOverview):
    browser_size = "390x844"
    touch_enabled = True
