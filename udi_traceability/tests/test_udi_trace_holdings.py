from odoo.fields import Command
from odoo.tests import tagged

from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceHoldings(TraceCase):
    def test_everything_is_somewhere(self):
        (lot,) = self.lots(self.glove, "L")
        self.receive({lot: 100})
        self.ship({lot: 30}, self.hospital_ward)
        self.ship({lot: 10}, self.clinic)
        self.take_back({lot: 4}, self.hospital)
        self.move_lots({lot: 5}, self.shelf, self.suppliers, self.maker)
        self.move_lots({lot: 6}, self.shelf, self.production)
        self.move_lots({lot: 7}, self.shelf, self.quarantine)
        self.make_delivery([(self.glove.product_id, 9)])
        scrap = self.env["stock.scrap"].create(
            {
                "product_id": lot.product_id.id,
                "lot_id": lot.id,
                "scrap_qty": 3,
                "location_id": self.shelf.id,
            }
        )
        scrap.do_scrap()
        held = self.held(lot)
        self.assertEqual(
            held,
            {
                ("L", "consignee", "Hospital"): 26,
                ("L", "consignee", "Clinic"): 10,
                ("L", "supplier", "Maker"): 5,
                ("L", "consumed", False): 6,
                ("L", "scrapped", False): 3,
                ("L", "stock", "Quarantine"): 7,
                ("L", "stock", self.shelf.name): 34,
                ("L", "reserved", self.shelf.name): 9,
            },
        )
        self.assertEqual(sum(held.values()), 100)

    def test_what_came_back_is_no_longer_there(self):
        (pump,) = self.lots(self.pump, "S")
        self.receive({pump: 1})
        self.ship({pump: 1})
        self.assertEqual(self.held(pump), {("S", "consignee", "Hospital"): 1})
        self.take_back({pump: 1})
        self.assertEqual(self.held(pump), {("S", "stock", self.shelf.name): 1})
        self.ship({pump: 1}, self.clinic)
        self.assertEqual(self.held(pump), {("S", "consignee", "Clinic"): 1})

    def test_a_return_without_a_sender_belongs_to_its_delivery(self):
        (lot,) = self.lots(self.glove, "L")
        self.receive({lot: 10})
        delivery = self.ship({lot: 6})
        back = self.make_picking(self.customers, self.shelf, [], None, "incoming")
        self.env["stock.move"].create(
            {
                "picking_id": back.id,
                "product_id": lot.product_id.id,
                "product_uom_qty": 2,
                "product_uom": lot.product_id.uom_id.id,
                "location_id": self.customers.id,
                "location_dest_id": self.shelf.id,
                "origin_returned_move_id": delivery.move_ids.id,
                "picked": True,
                "move_line_ids": [
                    Command.create(
                        {
                            "picking_id": back.id,
                            "product_id": lot.product_id.id,
                            "lot_id": lot.id,
                            "quantity": 2,
                            "picked": True,
                        }
                    )
                ],
            }
        )
        back._action_done()
        self.assertEqual(self.held(lot)["L", "consignee", "Hospital"], 4)

    def test_a_unit_sold_before_odoo_is_out_there_again(self):
        (pump,) = self.lots(self.pump, "S")
        self.take_back({pump: 1})
        self.assertNotIn("consignee", {kind for _lot, kind, _who in self.held(pump)})
        self.ship({pump: 1})
        self.assertEqual(self.held(pump)["S", "consignee", "Hospital"], 1)

    def test_drop_shipments_count(self):
        (lot,) = self.lots(self.glove, "L")
        self.move_lots({lot: 5}, self.suppliers, self.customers, self.hospital)
        self.assertEqual(self.held(lot), {("L", "consignee", "Hospital"): 5})

    def test_repaired_at_the_maker_and_back(self):
        (pump,) = self.lots(self.pump, "S")
        self.receive({pump: 1})
        self.move_lots({pump: 1}, self.shelf, self.suppliers, self.maker)
        self.assertEqual(self.held(pump), {("S", "supplier", "Maker"): 1})
        self.receive({pump: 1})
        self.assertEqual(self.held(pump), {("S", "stock", self.shelf.name): 1})

    def test_more_of_a_lot_takes_nothing_off_what_the_maker_got_back(self):
        (lot,) = self.lots(self.glove, "L")
        self.receive({lot: 20})
        self.move_lots({lot: 5}, self.shelf, self.suppliers, self.maker)
        self.receive({lot: 20})
        self.assertEqual(self.held(lot)["L", "supplier", "Maker"], 5)

    def test_made_is_not_consumed(self):
        (batch,) = self.lots(self.glove, "G")
        (cell,) = self.lots(self.cell, "C")
        self.receive({cell: 9})
        self.produce({batch: 10}, {cell: 4})
        self.move_lots({batch: 3}, self.shelf, self.production)
        self.assertEqual(
            self.held(batch, cell),
            {
                ("G", "stock", self.shelf.name): 7,
                ("G", "consumed", False): 3,
                ("C", "stock", self.shelf.name): 5,
                ("C", "consumed", False): 4,
            },
        )

    def test_what_is_taken_apart_again_is_not_used(self):
        (cell,) = self.lots(self.cell, "C")
        first, second = self.lots(self.pump, "S1", "S2")
        self.receive({cell: 10})
        self.produce({first: 1}, {cell: 1})
        self.produce({second: 1}, {cell: 1})
        self.produce({cell: 1}, {first: 1})
        held = self.held(cell)
        self.assertEqual(held["C", "consumed", False], 1)
        self.assertEqual(held["C", "stock", self.shelf.name], 9)

    def test_an_unbuild_without_links_gives_back_too(self):
        (cell,) = self.lots(self.cell, "C")
        (pump,) = self.lots(self.pump, "S")
        self.receive({cell: 10})
        self.produce({pump: 1}, {cell: 2})
        self.produce({}, {pump: 1})
        self.produce({cell: 2}, {})
        held = self.held(cell)
        self.assertEqual(held, {("C", "stock", self.shelf.name): 10})

    # -- companies ----------------------------------------------------------------

    def test_only_ticked_companies_are_searched(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        (lot,) = self.lots(self.glove, "L")
        self.receive({lot: 10})
        self.ship({lot: 4})
        elsewhere = self.trace.with_context(allowed_company_ids=other.ids)
        self.assertEqual(elsewhere.holdings(lot), ())
        self.assertEqual(len(list(elsewhere.downstream(lot))), 1)
        both = self.trace.with_context(allowed_company_ids=(self.company | other).ids)
        self.assertEqual(len(both.holdings(lot)), 2)
