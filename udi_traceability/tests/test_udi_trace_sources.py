from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceSources(TraceCase):
    def names(self, lots):
        self.assertEqual(lots._name, "stock.lot")
        return set(lots.mapped("name"))

    def test_of_a_di_and_what_is_packed_in_it(self):
        self.lots(self.glove, "G1", "G2")
        self.lots(self.pump, "S1")
        primary = self.glove.primary_di_id
        case = self.glove.di_ids - primary
        self.assertEqual(self.names(self.trace.lots_of_di(primary)), {"G1", "G2"})
        self.assertEqual(self.names(self.trace.lots_of_di(case)), {"G1", "G2"})
        self.assertFalse(self.trace.lots_of_di(primary.browse()))

    def test_of_a_range_of_serials(self):
        self.lots(self.pump, "SN098", "SN099", "SN100", "SN101", "SN0100", "SX100")
        self.lots(self.board, "SN100")
        product = self.pump.product_id
        found = self.trace.lots_of_serials(product, "SN099", "SN100")
        self.assertEqual(self.names(found), {"SN099", "SN100"})
        self.assertEqual(found.product_id, product)

    def test_a_range_that_cannot_be_counted_is_refused(self):
        for first, last in (("4013JAAA", "4013JABG"), ("SN99", "SN100"), ("A1", "B2")):
            with self.assertRaisesRegex(UserError, "Paste the list"):
                self.trace.lots_of_serials(self.pump.product_id, first, last)

    def test_made_in_a_period(self):
        before, within, unlabelled, elsewhere = self.lots(
            self.pump, "S1", "S2", "S3", "S4"
        )
        self.receive(dict.fromkeys((before, within, elsewhere), 1))
        self.relabel(before, udi_manufacture_date=date(2026, 7, 31))
        self.relabel(within, udi_manufacture_date=date(2026, 8, 1))
        made = self.produce({unlabelled: 1}, {})
        self.relabel(unlabelled, udi_manufacture_date=False)
        self.env.flush_all()
        self.cr.execute(
            # half past one in the morning of 1 August in Berlin
            "UPDATE stock_move_line SET date = '2026-07-31 23:30:00' WHERE id IN %s",
            [made._ids],
        )
        found = self.trace.lots_made(self.pump, date(2026, 8, 1), date(2026, 8, 3))
        self.assertEqual(self.names(found), {"S2", "S3"})

    def test_of_the_number_that_a_supplier_gave(self):
        named, noted, ours = self.lots(self.cell, "MC-5521", "C-778", "C-779")
        noted.ref = "MC-5521"
        ours.ref = "MC-5521"
        self.receive({named: 5}, self.clinic)
        self.receive({noted: 5})
        found = self.trace.lots_of_supplier_lot(" MC-5521 ")
        self.assertEqual(self.names(found), {"MC-5521", "C-778"}, "what was received")
        found = self.trace.lots_of_supplier_lot("MC-5521", self.maker)
        self.assertEqual(self.names(found), {"C-778"})
        self.assertFalse(self.trace.lots_of_supplier_lot("MC"))
        self.assertFalse(self.trace.lots_of_supplier_lot(" "))

    def test_in_a_package_now_and_ever(self):
        inside, gone, never = self.lots(self.glove, "L1", "L2", "L3")
        box, pallet = self.env["stock.package"].create(
            [{"name": "BOX"}, {"name": "PALLET"}]
        )
        self.receive({inside: 5, gone: 5, never: 5})
        for lot in (inside, gone):
            picking = self.make_picking(self.shelf, self.shelf, [])
            self.env["stock.move.line"].create(
                {
                    "picking_id": picking.id,
                    "product_id": lot.product_id.id,
                    "lot_id": lot.id,
                    "quantity": 5,
                    "location_id": self.shelf.id,
                    "location_dest_id": self.shelf.id,
                    "result_package_id": box.id,
                    "picked": True,
                }
            )
            picking._action_done()
        box.parent_package_id = pallet
        quants = box.contained_quant_ids.filtered(lambda quant: quant.lot_id == gone)
        quants.move_quants(location_dest_id=self.quarantine, unpack=True)
        self.assertEqual(box.contained_quant_ids.lot_id, inside)
        for package in (box, pallet):
            found = self.trace.lots_of_package(package)
            self.assertEqual(self.names(found), {"L1", "L2"})

    def test_other_companies_keep_theirs(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        (lot,) = self.lots(self.cell, "L")
        self.receive({lot: 1})
        lot.company_id = self.company
        elsewhere = self.trace.with_context(allowed_company_ids=other.ids)
        self.assertFalse(elsewhere.lots_of_supplier_lot("L"))
        self.assertFalse(elsewhere.lots_of_serials(self.cell, "L1", "L9"))
        self.assertEqual(self.trace.lots_of_supplier_lot("L"), lot)
