from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestTraceLookup(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("tracer", "udi_traceability.group_udi_user")
        cls.cell = cls.make_lot(cls.make_product("Cell"), "C-778")
        cls.serials = cls.env["stock.lot"].create(
            [
                {"name": name, "product_id": cls.pump.product_id.id}
                for name in ("S1", "S2")
            ]
        )
        cls.receive({cls.cell: 10})
        for serial in cls.serials:
            cls.produce({serial: 1}, {cls.cell: 1})
        cls.delivery = cls.ship({cls.serials[0]: 1})

    def look(self, text):
        page = self.env["udi.trace.lookup"].with_user(self.worker).create({})
        page.action_look(text)
        return page

    def test_a_lot_shows_its_family_and_holders(self):
        page = self.look("C-778")
        self.assertEqual(page.start_ids, self.cell)
        self.assertEqual(page.line_ids.lot_id, self.cell | self.serials)
        self.assertEqual(page.line_ids.mapped("certainty"), ["certain"] * 3)
        self.assertIn("3 certain, 0 possible", page.summary)
        self.assertIn("9 here, 1 at customers, 2 used", page.summary)
        consignee = page.holding_ids.filtered(lambda h: h.kind == "consignee")
        self.assertEqual(consignee.partner_id, self.hospital)

    def test_a_udi_shows_what_it_is_made_of(self):
        page = self.look(carrier(di=gtin(10001), serial="S1"))
        self.assertEqual(page.start_ids, self.serials[0])
        self.assertEqual(page.origin_ids.lot_id, self.cell)

    def test_a_transfer_shows_its_lots(self):
        page = self.look(f" {self.delivery.name} ")
        self.assertEqual(page.start_ids, self.serials[0])

    def test_an_order_shows_the_lots_of_its_transfers(self):
        self.delivery.origin = "S00042"
        self.assertEqual(self.look("S00042").start_ids, self.serials[0])

    def test_a_package_shows_what_is_in_it(self):
        package = self.env["stock.package"].create({"name": "CASE-1"})
        quant = self.serials[1].quant_ids.filtered(
            lambda quant: quant.location_id == self.shelf
        )
        quant.package_id = package
        self.assertEqual(self.look("CASE-1").start_ids, self.serials[1])

    def test_two_products_with_one_number_are_a_question(self):
        other = self.make_lot(self.glove, "C-778")
        page = self.look("C-778")
        self.assertEqual(page.match_ids, self.cell | other)
        self.assertFalse(page.line_ids)
        self.assertIn("Choose one", page.message)
        action = other.with_user(self.worker).action_udi_trace()
        chosen = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(chosen.start_ids, other)

    def test_nothing_found_says_so_and_clears_the_page(self):
        page = self.look("C-778")
        page.action_look("S99")
        self.assertFalse(page.start_ids | page.line_ids.lot_id)
        self.assertIn("No unit, lot or transfer", page.message)
        page.action_look("")
        self.assertIn("No unit", page.message)
        page.action_look("\x00" + "x" * 10_000)
        self.assertEqual(len(page.text), 500)

    def test_hold_from_the_page(self):
        page = self.look("C-778")
        action = page.action_hold()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.worker)
            .browse(action["res_id"])
        )
        form.note = "swollen"
        form.save().action_hold()
        lots = self.cell | self.serials
        self.assertEqual(lots.mapped("udi_on_hold"), [True] * 3)

    def test_the_page_says_which_companies_it_searched(self):
        self.assertFalse(self.look("C-778").company_note)
        self.worker.company_ids += self.env["res.company"].create({"name": "Daughter"})
        page = self.look("C-778").with_context(allowed_company_ids=self.company.ids)
        self.assertIn(self.company.name, page.company_note)

    def test_who_may_not_trace(self):
        clerk = self.make_user("t_clerk", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            self.env["udi.trace.lookup"].with_user(clerk).create({})
        with self.assertRaises(AccessError):
            self.cell.with_user(clerk).action_udi_trace()
