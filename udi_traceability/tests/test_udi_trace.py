import random
from itertools import pairwise

from odoo.tests import tagged

from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTrace(TraceCase):
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
        self.assertEqual(list(self.trace.downstream(cell.browse())), [])
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
                found = list(self.trace.downstream(start))
                self.assertEqual(
                    {each.lot_id for each in found}, {lot.id for lot in reached}
                )
                order = [(not each.certain, each.depth) for each in found]
                self.assertTrue(all(a <= b for a, b in pairwise(order)))

    def test_tracing_costs_no_query_per_lot(self):
        (cell,) = self.lots(self.cell, "C")
        self.receive({cell: 500})

        def cost(count, prefix):
            pumps = self.lots(self.pump, *(f"{prefix}{n}" for n in range(count)))
            self.produce(dict.fromkeys(pumps, 1), {cell: count})
            self.env.flush_all()
            before = self.cr.sql_log_count
            found = list(self.trace.downstream(cell))
            self.trace.holdings(cell.browse([each.lot_id for each in found]))
            return self.cr.sql_log_count - before

        self.assertEqual(cost(5, "A"), cost(60, "B"))
