from odoo.tests import HttpCase, tagged

from .common import UdiCase, gtin

HOME = "/odoo/action-udi_traceability.stock_lot_action"


class TraceTourCase(UdiCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.make_user(
            "tour_tracer", "udi_traceability.group_udi_user", tz="Europe/Berlin"
        )

    def make_family(self, count):
        """So many serials of one cell lot; all of them at the hospital."""
        cell = self.make_lot(self.make_product("Cell"), "C-778")
        self.receive({cell: count})
        serials = self.env["stock.lot"].create(
            [
                {"name": f"SN{number:04}", "product_id": self.pump.product_id.id}
                for number in range(1, count + 1)
            ]
        )
        for serial in serials:
            self.produce({serial: 1}, {cell: 1})
        self.hospital.country_id = self.env.ref("base.de")
        self.ship(dict.fromkeys(serials, 1))
        return cell, serials


@tagged("post_install", "-at_install")
class TestTraceTours(TraceTourCase):
    def test_who_has_a_serial(self):
        """Click budget 4: one click and one scan."""
        self.assertEqual(gtin(10001), "09506000100012")
        self.make_family(7)
        self.start_tour(HOME, "udi_trace_budget_serial", login="tour_tracer")

    def test_who_has_how_many_of_a_lot(self):
        """Click budget 5: one click and one scan, 30 customers, net of returns."""
        lot = self.make_lot(self.glove, "L-30")
        self.receive({lot: 500})
        customers = self.env["res.partner"].create(
            [{"name": f"Customer {number:02}"} for number in range(1, 31)]
        )
        for number, customer in enumerate(customers, 1):
            self.ship({lot: number + 1}, customer)
            self.take_back({lot: 1}, customer)
        self.start_tour(HOME, "udi_trace_budget_lot", login="tour_tracer")

    def test_the_pedigree_of_a_unit(self):
        """Click budget 15: one scan and two clicks."""
        self.make_family(7)
        self.start_tour(HOME, "udi_trace_budget_pedigree", login="tour_tracer")

    def test_family_journey_holdings(self):
        self.make_family(60)
        self.start_tour("/odoo/udi-trace", "udi_trace", login="tour_tracer")

    def test_addresses_near_ones_and_several(self):
        _cell, serials = self.make_family(2)
        self.make_lot(self.glove, "TWICE")
        self.make_lot(self.pump, "TWICE")
        package = self.env["stock.package"].create({"name": "CASE-1"})
        self.env["stock.quant"]._update_available_quantity(
            self.pump.product_id, self.shelf, 1, lot_id=serials[0], package_id=package
        )
        self.start_tour(
            f"/odoo/udi-trace/package/{package.id}",
            "udi_trace_address",
            login="tour_tracer",
        )


@tagged("post_install", "-at_install")
class TestTraceOnAPhone(TraceTourCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_on_a_phone(self):
        cell, _serials = self.make_family(2)
        self.start_tour(
            f"/odoo/udi-trace/lot/{cell.id}", "udi_trace_phone", login="tour_tracer"
        )
