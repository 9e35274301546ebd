from odoo.fields import Command
from odoo.tests import tagged

from ..tools.trace import Amount
from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceCases(TraceCase):
    """Histories as they happen, counted by hand."""

    def there(self, *lots, **options):
        """{partner: quantity} of what is out there."""
        held = self.held(*lots, **options)
        found = {}
        for (_lot, kind, who), quantity in held.items():
            if kind == "consignee":
                found[who] = found.get(who, 0) + quantity
        return found

    def totals(self, *lots, **options):
        traced = self.trace.downstream(self.union(*lots), **options)
        _rows, totals = self.trace.exposure(traced, **options)
        return {name: each.certain for name, each in totals.items() if each != Amount()}

    # -- what came back -----------------------------------------------------------

    def test_sold_returned_in_parts_and_sold_again(self):
        (lot,) = self.lots(self.glove, "L")
        self.receive({lot: 100})
        self.ship({lot: 40}, self.hospital_ward)
        self.take_back({lot: 10}, self.hospital)
        self.take_back({lot: 5}, self.hospital_ward)
        self.ship({lot: 15}, self.clinic)
        self.take_back({lot: 15}, self.clinic)
        self.ship({lot: 15}, self.hospital)
        self.assertEqual(self.there(lot), {"Hospital": 40})
        self.assertEqual(
            self.totals(lot),
            {"received": 100, "delivered": 70, "returned": 30, "shelf": 60},
        )

    def test_a_serial_sold_to_one_and_returned_by_another(self):
        (pump,) = self.lots(self.pump, "S")
        self.receive({pump: 1})
        self.ship({pump: 1}, self.hospital)
        self.take_back({pump: 1}, self.clinic)
        self.assertEqual(self.there(pump), {})
        self.ship({pump: 1}, self.clinic)
        self.assertEqual(self.there(pump), {"Clinic": 1})

    def test_a_part_of_a_lot_returned_by_another(self):
        (lot,) = self.lots(self.glove, "L")
        self.receive({lot: 10})
        self.ship({lot: 5}, self.hospital)
        self.take_back({lot: 2}, self.clinic)
        self.assertEqual(self.there(lot), {"Hospital": 3})

    def test_where_two_may_have_returned_it_both_are_still_told(self):
        (lot,) = self.lots(self.glove, "L")
        dealer = self.env["res.partner"].create({"name": "Dealer"})
        self.receive({lot: 10})
        self.ship({lot: 1}, self.hospital)
        self.ship({lot: 1}, self.clinic)
        self.take_back({lot: 1}, dealer)
        self.assertEqual(self.there(lot), {"Hospital": 1, "Clinic": 1})
        totals = self.totals(lot)
        self.assertEqual(totals["delivered"] - totals["returned"], 1)

    def test_lines_edited_after_they_were_done(self):
        right, wrong = self.lots(self.pump, "RIGHT", "WRONG")
        part, spare = self.lots(self.cell, "C1", "C2")
        self.receive({wrong: 1, part: 5, spare: 5})
        delivery = self.ship({wrong: 1})
        made = self.produce({right: 1}, {part: 1})
        delivery.move_line_ids.write({"lot_id": right.id, "udi_edit_reason": "Looked"})
        self.assertEqual(self.there(wrong), {})
        self.assertEqual(self.there(right), {"Hospital": 1})
        made.consume_line_ids.write({"lot_id": spare.id, "udi_edit_reason": "Looked"})
        self.assertEqual(self.down(part), {"C1": (0, True)})
        self.assertEqual(self.down(spare)["RIGHT"], (1, True))
        made.consume_line_ids.write({"quantity": 0, "udi_edit_reason": "Not used"})
        self.assertEqual(self.down(spare), {"C2": (0, True)})
        self.assertEqual(self.held(spare), {("C2", "stock", self.shelf.name): 5})

    def test_a_line_of_nothing_takes_no_certainty(self):
        one, two = self.lots(self.cell, "C1", "C2")
        first, second = self.lots(self.pump, "S1", "S2")
        self.receive({one: 5, two: 5})
        made = self.produce({first: 1, second: 1}, {one: 2, two: 1})
        self.assertEqual(self.down(one)["S1"], (1, False))
        line = made.consume_line_ids.filtered(lambda line: line.lot_id == two)
        line.write({"quantity": 0, "udi_edit_reason": "Not used"})
        self.assertEqual(self.down(one)["S1"], (1, True))

    # -- straight to the customer ---------------------------------------------------

    def test_a_drop_shipment_names_its_customer_on_the_move(self):
        (lot,) = self.lots(self.glove, "L")
        move = self.env["stock.move"].create(
            {
                "product_id": lot.product_id.id,
                "product_uom_qty": 5,
                "product_uom": lot.product_id.uom_id.id,
                "location_id": self.suppliers.id,
                "location_dest_id": self.customers.id,
                "partner_id": self.hospital_ward.id,
                "picking_id": self.make_picking(
                    self.suppliers, self.customers, [], self.maker
                ).id,
                "picked": True,
                "move_line_ids": [
                    Command.create(
                        {
                            "product_id": lot.product_id.id,
                            "lot_id": lot.id,
                            "quantity": 5,
                            "location_id": self.suppliers.id,
                            "location_dest_id": self.customers.id,
                            "picked": True,
                        }
                    )
                ],
            }
        )
        move._action_done()
        self.assertEqual(move.picking_id.partner_id, self.maker)
        self.assertEqual(self.there(lot), {"Hospital": 5})
        row = self.trace.movements(lot)[0]
        self.assertEqual((row.kind, row.partner_id), ("shipped", self.hospital.id))
        self.move_lots({lot: 2}, self.customers, self.suppliers, self.hospital)
        self.assertEqual(self.there(lot), {"Hospital": 3})
        self.assertEqual(
            self.totals(lot),
            {"received": 5, "delivered": 5, "returned": 2, "sent_back": 2},
        )

    # -- how much of a component ----------------------------------------------------

    def links(self, lot, **options):
        return {
            self.name(row.far_lot_id): (row.certain, row.quantity, row.others)
            for row in self.trace.links(lot, **options)
        }

    def test_links_share_out_what_was_used(self):
        one, two = self.lots(self.cell, "C1", "C2")
        first, second = self.lots(self.pump, "S1", "S2")
        (batch,) = self.lots(self.glove, "G")
        self.receive({one: 50, two: 50})
        self.produce({first: 1, second: 1}, {one: 3, two: 1})
        self.produce({batch: 10}, {one: 4})
        self.produce({batch: 10}, {one: 4, two: 1})
        self.assertEqual(
            self.links(one),
            {"S1": (False, 1.5, 2), "S2": (False, 1.5, 2), "G": (True, 8, 2)},
        )
        self.assertEqual(
            self.links(batch, down=False), {"C1": (True, 8, 2), "C2": (True, 1, 2)}
        )
        self.assertEqual(self.trace.links(one.browse()), [])
        link = self.trace.links(first, down=False)[0]
        self.assertEqual((link.near_lot_id, link.far_lot_id), (first.id, one.id))
