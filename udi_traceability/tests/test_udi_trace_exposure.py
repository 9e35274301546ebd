from odoo.tests import tagged

from ..tools.trace import Amount, TracedLot
from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceExposure(TraceCase):
    def exposure(self, *lots, **options):
        """{(kind, partner or place name): (certain, possible)}, and the totals."""
        traced = self.trace.downstream(self.union(*lots))
        rows, totals = self.trace.exposure(traced, **options)
        return {
            (row.kind, self.who(row), row.product_id): (row.certain, row.possible)
            for row in rows
        }, totals

    def test_certain_and_possible_are_apart(self):
        one, two = self.lots(self.cell, "C1", "C2")
        first, second, third = self.lots(self.pump, "S1", "S2", "S3")
        self.receive({one: 5, two: 5})
        self.produce({first: 1}, {one: 1})
        self.produce({second: 1, third: 1}, {one: 1, two: 1})
        self.ship({first: 1, second: 1}, self.hospital)
        self.ship({third: 1}, self.clinic)
        self.take_back({third: 1}, self.clinic)
        rows, totals = self.exposure(one)
        pump, cell = self.pump.product_id.id, self.cell.id
        self.assertEqual(
            rows,
            {
                ("consignee", "Hospital", pump): (1, 1),
                ("stock", self.shelf.name, pump): (0, 1),
                ("stock", self.shelf.name, cell): (3, 0),
                ("consumed", False, cell): (2, 0),
            },
        )
        self.assertEqual(totals["delivered"], Amount(1, 2))
        self.assertEqual(totals["returned"], Amount(0, 1))
        self.assertEqual(totals["shelf"], Amount(3, 1))
        self.adds_up(totals)

    def test_the_sum_of_everything_adds_up(self):
        (lot,) = self.lots(self.glove, "L")
        self.receive({lot: 100})
        self.ship({lot: 30}, self.hospital_ward)
        self.take_back({lot: 4}, self.hospital)
        self.move_lots({lot: 5}, self.shelf, self.suppliers, self.maker)
        self.move_lots({lot: 6}, self.shelf, self.production)
        self.move_lots({lot: 2}, self.production, self.shelf)
        self.move_lots({lot: 3}, self.suppliers, self.customers, self.clinic)
        self.make_delivery([(self.glove.product_id, 9)])
        quant = self.env["stock.quant"]._gather(
            lot.product_id, self.shelf, lot_id=lot, strict=True
        )
        quant.with_context(inventory_mode=True).inventory_quantity = 60
        quant.action_apply_inventory()
        _rows, totals = self.exposure(lot)
        self.adds_up(totals)
        self.assertEqual(
            {name: each.certain for name, each in totals.items() if each != Amount()},
            {
                "received": 103,
                "adjusted": -5,
                "delivered": 33,
                "returned": 4,
                "sent_back": 5,
                "consumed": 4,
                "shelf": 51,
                "reserved": 9,
            },
        )

    def test_nothing_asked_nothing_told(self):
        rows, totals = self.trace.exposure(())
        self.assertEqual(rows, ())
        self.assertEqual(set(totals.values()), {Amount()})

    def test_many_lots_are_one_question(self):
        lots = self.union(*self.lots(self.pump, *(f"S{n}" for n in range(300))))
        self.receive(dict.fromkeys(lots, 1))
        self.ship(dict.fromkeys(lots[:200], 1))
        self.env.flush_all()
        before = self.cr.sql_log_count
        rows, totals = self.trace.exposure(
            TracedLot(lot_id, 0, number % 2 == 0)
            for number, lot_id in enumerate(lots.ids)
        )
        self.assertEqual(self.cr.sql_log_count - before, 1)
        self.assertEqual(totals["delivered"], Amount(100, 100))
        self.assertEqual(len(rows), 2)
