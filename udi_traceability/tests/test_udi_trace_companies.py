from odoo.tests import tagged

from ..tools.trace import Amount
from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceCompanies(TraceCase):
    """Lots without a company, which two companies of ours move."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sister = cls.env["res.company"].create({"name": "Sister"})
        cls.both = cls.company | cls.sister
        cls.sister_house = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.sister.id)], limit=1
        )
        cls.sister_shelf = cls.sister_house.lot_stock_id
        cls.between = cls.env.ref("stock.stock_location_inter_company")
        cls.between.active = True
        cls.env.user.company_ids += cls.sister
        cls.lot = cls.make_lot(cls.glove, "L")
        cls.lot.company_id = False
        cls.receive({cls.lot: 10})

    def at_sister(self, quantity, src, dest, partner, lot=None):
        """A transfer that the sister makes."""
        kind = self.sister_house.int_type_id
        Picking = self.env["stock.picking"].with_company(self.sister)
        lot = lot or self.lot
        picking = Picking.create(
            {
                "picking_type_id": kind.id,
                "location_id": src.id,
                "location_dest_id": dest.id,
                "partner_id": partner.id,
            }
        )
        self.env["stock.move.line"].with_company(self.sister).create(
            {
                "picking_id": picking.id,
                "product_id": lot.product_id.id,
                "lot_id": lot.id,
                "quantity": quantity,
                "location_id": src.id,
                "location_dest_id": dest.id,
                "picked": True,
            }
        )
        picking.with_company(self.sister)._action_done()

    def hand(self, companies):
        """{(kind, partner or place): quantity}"""
        return {
            (kind, who): quantity
            for (_lot, kind, who), quantity in self.held(
                self.lot, companies=companies
            ).items()
        }

    def both_add_up(self, companies):
        traced = self.trace.downstream(self.lot, companies)
        rows, totals = self.trace.exposure(traced, companies)
        came = sum(totals[name].certain for name in ("received", "made", "adjusted"))
        self.assertEqual(sum(row.certain for row in rows), came)
        self.adds_up(totals)

    def test_by_the_place_between_companies(self):
        us, them = self.company, self.sister
        home = self.shelf.name
        self.move_lots({self.lot: 4}, self.shelf, self.between, them.partner_id)
        on_the_way = {("stock", home): 6, ("transit", self.between.name): 4}
        self.assertEqual(self.hand(us), on_the_way)
        self.assertEqual(self.hand(self.both), on_the_way)
        self.at_sister(3, self.between, self.sister_shelf, us.partner_id)
        self.assertEqual(
            self.hand(us),
            {
                ("stock", home): 6,
                ("transit", self.between.name): 1,
                ("consignee", "Sister"): 3,
            },
            "a company that is not searched is a consignee",
        )
        self.at_sister(2, self.sister_shelf, self.customers, self.clinic)
        found = self.trace.holdings(self.lot, self.both)
        self.assertEqual(
            {
                (row.kind, self.who(row)): row.quantity
                for row in found
                if row.kind != "stock"
            },
            {("transit", self.between.name): 1, ("consignee", "Clinic"): 2},
        )
        self.assertEqual(sum(row.quantity for row in found), 10)
        for companies in (us, self.both):
            self.both_add_up(companies)

    def test_received_from_a_sister_takes_nothing_off_customers(self):
        self.ship({self.lot: 10})
        self.at_sister(5, self.suppliers, self.sister_shelf, self.maker)
        self.at_sister(5, self.sister_shelf, self.between, self.company.partner_id)
        self.move_lots({self.lot: 5}, self.between, self.shelf, self.sister.partner_id)
        self.assertEqual(
            self.hand(self.company),
            {("consignee", "Hospital"): 10, ("stock", self.shelf.name): 5},
        )
        self.both_add_up(self.both)

    def test_sold_and_bought_as_among_strangers(self):
        us, them = self.company.partner_id, self.sister.partner_id
        self.ship({self.lot: 4}, them)
        self.assertEqual(self.hand(self.both)["consignee", "Sister"], 4)
        self.at_sister(4, self.suppliers, self.sister_shelf, us)
        held = self.hand(self.both)
        self.assertNotIn(("consignee", "Sister"), held)
        self.assertEqual(self.hand(self.company)["consignee", "Sister"], 4)
        self.both_add_up(self.both)
        self.at_sister(4, self.sister_shelf, self.suppliers, us)
        self.take_back({self.lot: 4}, them)
        self.assertEqual(self.hand(self.both), {("stock", self.shelf.name): 10})
        self.both_add_up(self.both)

    def test_family_of_a_shared_lot(self):
        cell = self.make_lot(self.cell, "C")
        pump = self.make_lot(self.pump, "S")
        (cell | pump).company_id = False
        self.receive({cell: 1})
        made = self.produce({pump: 1}, {cell: 1})
        self.assertEqual(self.down(cell, companies=self.sister), {"C": (0, True)})
        self.assertEqual(len(self.down(cell, companies=self.both)), 2)
        self.assertEqual(self.trace.links(cell, companies=self.sister), [])
        self.assertEqual(self.trace.hidden(cell, self.sister), 2)
        self.assertEqual(self.trace.hidden(pump, self.sister), len(made))
        nothing = self.env["res.company"]
        self.assertEqual(self.down(cell, companies=nothing), {"C": (0, True)})
        traced = self.trace.downstream(cell, nothing)
        rows, totals = self.trace.exposure(traced, nothing)
        self.assertEqual((rows, set(totals.values())), ((), {Amount()}))
