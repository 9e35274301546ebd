from odoo.tests import tagged

from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceMovements(TraceCase):
    def journey(self, *lots, **options):
        found = self.trace.movements(self.union(*lots), **options)
        return [(row.kind, row.lot_count, row.quantity) for row in found]

    def dated(self, records, day):
        lines = records
        if records._name == "stock.picking":
            lines = records.move_line_ids
        self.env.flush_all()
        self.cr.execute(
            "UPDATE stock_move_line SET date = %s WHERE id IN %s",
            [f"2026-08-{day:02} 08:00:00", lines._ids],
        )
        self.env.invalidate_all()

    def test_one_row_for_what_a_document_did(self):
        first, second = self.lots(self.pump, "S1", "S2")
        receipt = self.receive({first: 1, second: 1})
        self.dated(receipt, 1)
        shipped = self.ship({first: 1, second: 1}, self.hospital_ward)
        self.dated(shipped, 2)
        self.dated(self.take_back({first: 1}), 3)
        rows = self.trace.movements(first | second)
        self.assertEqual(
            [(row.kind, row.lot_count, row.quantity) for row in rows],
            [("received", 2, 2), ("shipped", 2, 2), ("returned", 1, 1)],
        )
        delivery = rows[1]
        self.assertEqual(delivery.reference, shipped.name)
        self.assertEqual(delivery.picking_id, shipped.id)
        self.assertEqual(
            (delivery.res_model, delivery.res_id), (shipped._name, shipped.id)
        )
        self.assertEqual(delivery.partner_id, self.hospital.id)
        self.assertEqual(delivery.product_id, self.pump.product_id.id)
        self.assertEqual(
            (delivery.location_id, delivery.location_dest_id),
            (self.shelf.id, self.customers.id),
        )

    def test_every_kind(self):
        (cell,) = self.lots(self.cell, "C")
        (pump,) = self.lots(self.pump, "S")
        self.dated(self.receive({cell: 9}), 1)
        made = self.produce({pump: 1}, {cell: 1})
        self.dated(made | made.consume_line_ids, 2)
        self.dated(self.move_lots({pump: 1}, self.shelf, self.quarantine), 3)
        self.dated(self.move_lots({pump: 1}, self.quarantine, self.shelf), 4)
        scrap = self.env["stock.scrap"].create(
            {
                "product_id": pump.product_id.id,
                "lot_id": pump.id,
                "scrap_qty": 1,
                "location_id": self.shelf.id,
            }
        )
        scrap.do_scrap()
        self.assertEqual(self.journey(cell), [("received", 1, 9), ("consumed", 1, 1)])
        self.assertEqual(
            self.journey(pump),
            [("made", 1, 1), ("moved", 1, 1), ("moved", 1, 1), ("scrapped", 1, 1)],
        )
        last = self.trace.movements(pump)[-1]
        self.assertEqual((last.res_model, last.res_id), (scrap._name, scrap.id))

    def test_several_places_are_no_place(self):
        (lot,) = self.lots(self.glove, "L")
        drawer = self.shelf.copy({"name": "Drawer", "location_id": self.shelf.id})
        self.receive({lot: 10})
        self.move_lots({lot: 4}, self.shelf, drawer)
        delivery = self.make_picking(
            self.shelf, self.customers, [], self.hospital, "outgoing"
        )
        for place, quantity in ((self.shelf, 1), (drawer, 2)):
            self.env["stock.move.line"].create(
                {
                    "picking_id": delivery.id,
                    "product_id": lot.product_id.id,
                    "lot_id": lot.id,
                    "quantity": quantity,
                    "location_id": place.id,
                    "location_dest_id": self.customers.id,
                    "picked": True,
                }
            )
        delivery._action_done()
        row = self.trace.movements(lot)[-1]
        self.assertEqual((row.kind, row.quantity), ("shipped", 3))
        self.assertIsNone(row.location_id)
        self.assertEqual(row.location_dest_id, self.customers.id)

    def test_pages_follow_each_other(self):
        (lot,) = self.lots(self.glove, "L")
        self.receive({lot: 100})
        for _number in range(7):
            self.ship({lot: 1})
        whole = self.trace.movements(lot)
        self.assertEqual(len(whole), 8)
        pages, after = [], None
        while page := self.trace.movements(lot, limit=3, after=after):
            self.assertLessEqual(len(page), 3)
            pages += page
            after = page[-1].key
        self.assertEqual(pages, whole)

    def test_what_was_set_to_nothing_did_not_happen(self):
        (lot,) = self.lots(self.glove, "L")
        self.receive({lot: 10})
        shipped = self.ship({lot: 3})
        self.cr.execute(
            "UPDATE stock_move_line SET quantity = 0, quantity_product_uom = 0 "
            "WHERE id IN %s",
            [shipped.move_line_ids._ids],
        )
        self.assertEqual(self.journey(lot), [("received", 1, 10)])

    def test_other_companies_are_counted_not_told(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        (lot,) = self.lots(self.glove, "L")
        self.receive({lot: 10})
        self.ship({lot: 4})
        self.assertEqual(self.trace.hidden(lot), 0)
        self.assertEqual(self.trace.hidden(lot, companies=other), 2)
        self.assertEqual(self.trace.movements(lot, companies=other), [])
        self.assertEqual(len(self.journey(lot, companies=self.company | other)), 2)
        nothing = lot.browse()
        self.assertEqual(self.trace.hidden(nothing), 0)
        self.assertEqual(self.trace.movements(nothing), [])
