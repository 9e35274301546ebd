import random
from itertools import pairwise

from odoo.fields import Command
from odoo.tests import tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestTrace(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cell = cls.make_product("Cell")
        cls.board = cls.make_product("Board")
        cls.trace = cls.env["udi.trace"]

    def lots(self, product, *names):
        return [self.make_lot(product, name) for name in names]

    def down(self, *lots):
        found = self.trace.downstream(self.env["stock.lot"].union(*lots))
        return {self.name(each.lot_id): (each.depth, each.certain) for each in found}

    def up(self, lot):
        found = self.trace.upstream(lot)
        return {self.name(each.lot_id): (each.depth, each.certain) for each in found}

    def name(self, lot_id):
        return self.env["stock.lot"].browse(lot_id).name

    def held(self, *lots):
        """{(lot name, kind, partner or place name): quantity}"""
        found = self.trace.holdings(self.env["stock.lot"].union(*lots))
        Partner, Place = self.env["res.partner"], self.env["stock.location"]
        return {
            (
                self.name(each.lot_id),
                each.kind,
                Partner.browse(each.partner_id).name
                or Place.browse(each.location_id).name,
            ): each.quantity
            for each in found
        }

    # -- family -------------------------------------------------------------------

    def test_one_step_is_certain(self):
        (cell,) = self.lots(self.cell, "C")
        first, second = self.lots(self.pump, "S1", "S2")
        self.receive({cell: 10})
        self.produce({first: 1}, {cell: 1})
        self.produce({second: 1}, {cell: 1})
        self.assertEqual(
            self.down(cell), {"C": (0, True), "S1": (1, True), "S2": (1, True)}
        )
        self.assertEqual(self.up(first), {"S1": (0, True), "C": (1, True)})

    def test_an_order_that_mixes_lots_is_only_possible(self):
        one, two = self.lots(self.cell, "C1", "C2")
        (board,) = self.lots(self.board, "B")
        first, second = self.lots(self.pump, "S1", "S2")
        self.receive({one: 5, two: 5, board: 5})
        self.produce({first: 1, second: 1}, {one: 1, two: 1, board: 2})
        self.assertEqual(self.down(one)["S1"], (1, False))
        self.assertEqual(self.down(board)["S1"], (1, True), "the only lot of boards")
        self.assertEqual(self.up(first)["C2"], (1, False))

    def test_one_finished_lot_holds_all_that_went_in(self):
        one, two = self.lots(self.cell, "C1", "C2")
        (batch,) = self.lots(self.glove, "G")
        self.receive({one: 5, two: 5})
        self.produce({batch: 20}, {one: 5, two: 5})
        self.assertEqual(self.down(one)["G"], (1, True))
        self.assertEqual(self.up(batch)["C2"], (1, True))

    def test_certainty_drops_along_the_way(self):
        one, two = self.lots(self.cell, "C1", "C2")
        packs = self.lots(self.board, "P1", "P2")
        (pump,) = self.lots(self.pump, "S")
        self.receive({one: 5, two: 5})
        self.produce({packs[0]: 1, packs[1]: 1}, {one: 1, two: 1})
        self.produce({pump: 1}, {packs[0]: 1})
        self.assertEqual(self.down(one)["P1"], (1, False))
        self.assertEqual(self.down(one)["S"], (2, False))
        self.assertEqual(self.down(packs[0])["S"], (1, True))

    def test_a_certain_way_wins_over_a_shorter_one(self):
        one, two = self.lots(self.cell, "C1", "C2")
        (pack,) = self.lots(self.board, "P")
        first, second = self.lots(self.pump, "S1", "S2")
        self.receive({one: 9, two: 9})
        self.produce({pack: 2}, {one: 1})
        self.produce({first: 1, second: 1}, {pack: 2, one: 1, two: 1})
        self.assertEqual(self.down(one)["S1"], (2, True), "by way of the pack")

    def test_loops_end(self):
        (cell,) = self.lots(self.cell, "C")
        (pump,) = self.lots(self.pump, "S")
        self.receive({cell: 1})
        self.produce({pump: 1}, {cell: 1})
        self.produce({cell: 1}, {pump: 1})
        self.produce({pump: 1}, {cell: 1})
        self.assertEqual(self.down(cell), {"C": (0, True), "S": (1, True)})
        self.assertEqual(self.down(pump), {"S": (0, True), "C": (1, True)})

    def test_parents_and_several_starts(self):
        one, two = self.lots(self.cell, "C1", "C2")
        (pump,) = self.lots(self.pump, "S")
        self.receive({one: 1, two: 1})
        self.produce({pump: 1}, {one: 1})
        found = self.trace.downstream(one | two)
        by_name = {self.name(each.lot_id): each for each in found}
        self.assertEqual(by_name["S"].parent_lot_id, one.id)
        self.assertIsNone(by_name["C2"].parent_lot_id)

    def test_orders_that_are_not_done_do_not_count(self):
        (cell,) = self.lots(self.cell, "C")
        self.receive({cell: 1})
        self.assertEqual(self.down(cell), {"C": (0, True)})
        self.assertEqual(self.trace.downstream(cell.browse()), ())
        self.assertEqual(self.trace.holdings(cell.browse()), ())

    def test_like_a_simple_search_on_random_factories(self):
        chance = random.Random(7)
        for _round in range(3):
            names = [f"{_round}-{n}" for n in range(12)]
            lots = self.lots(self.board, *names)
            self.receive(dict.fromkeys(lots, 50))
            edges = set()
            for _order in range(8):
                parts = chance.sample(lots, chance.randint(1, 3))
                made = chance.sample(lots, chance.randint(1, 2))
                self.produce(dict.fromkeys(made, 1), dict.fromkeys(parts, 1))
                edges |= {(part, whole) for part in parts for whole in made}
            for start in lots:
                reached = {start}
                for _step in lots:
                    reached |= {b for a, b in edges if a in reached}
                found = self.trace.downstream(start)
                self.assertEqual(
                    {each.lot_id for each in found}, {lot.id for lot in reached}
                )
                depths = [each.depth for each in found]
                self.assertTrue(all(a <= b for a, b in pairwise(depths)))

    def test_tracing_costs_no_query_per_lot(self):
        (cell,) = self.lots(self.cell, "C")
        self.receive({cell: 500})

        def cost(count, prefix):
            pumps = self.lots(self.pump, *(f"{prefix}{n}" for n in range(count)))
            self.produce(dict.fromkeys(pumps, 1), {cell: count})
            self.env.flush_all()
            before = self.cr.sql_log_count
            found = self.trace.downstream(cell)
            self.trace.holdings(cell.browse([each.lot_id for each in found]))
            return self.cr.sql_log_count - before

        self.assertEqual(cost(5, "A"), cost(60, "B"))

    # -- holdings -----------------------------------------------------------------

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
        self.assertEqual(len(elsewhere.downstream(lot)), 1)
        both = self.trace.with_context(allowed_company_ids=(self.company | other).ids)
        self.assertEqual(len(both.holdings(lot)), 2)
