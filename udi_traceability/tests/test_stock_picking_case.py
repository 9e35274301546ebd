from odoo.exceptions import UserError
from odoo.tests import tagged

from ..tools.container import sscc
from .common import carrier, gtin
from .test_stock_picking_package import PREFIX, PackingCase, label

CASE = carrier(di=gtin(10002, 1), lot="L7")


@tagged("post_install", "-at_install")
class TestCases(PackingCase):
    """One scan of a case of one lot is a package, where packages are used."""

    def setUp(self):
        super().setUp()
        self.env.user.group_ids += self.env.ref("stock.group_tracking_lot")

    def receipt(self, units):
        return self.make_receipt([(self.glove.product_id, units)])

    def test_each_case_is_a_package(self):
        receipt = self.receipt(30)
        answers = [self.send(receipt, CASE) for _case in range(3)]
        self.assertEqual([each["counted"] for each in answers], [10, 20, 30])
        packages = receipt.move_line_ids.result_package_id
        self.assertEqual(len(packages), 3)
        self.assertIn(packages[0].name, " ".join(each["why"] for each in answers))
        self.assertTrue(all(receipt.move_line_ids.mapped("picked")))
        receipt.button_validate()
        self.assertEqual(packages.mapped("quant_ids.quantity"), [10, 10, 10])
        packed = self.events("packed", picking_id=receipt.id)
        self.assertEqual(packed.package_id, packages)
        self.assertEqual(set(packed.mapped("lot_name")), {"L7"})

    def test_several_cases_of_one_label(self):
        self.env["udi.gtin.prefix"].create({"name": PREFIX})
        receipt = self.receipt(45)
        answer = self.send(receipt, f"{CASE}\x1d304")
        self.assertEqual((answer["counted"], len(answer["case_ids"])), (40, 4))
        self.assertIn("and 1 more", answer["why"])
        packages = self.env["stock.package"].browse(answer["case_ids"])
        self.assertEqual(packages.mapped("udi_label_qty"), [10] * 4)
        self.assertTrue(all(packages.mapped("udi_sscc")))

    def test_named_by_its_own_number(self):
        receipt = self.receipt(10)
        answer = self.send(receipt, f"{CASE}\x1d00{sscc(PREFIX, 62)}")
        package = self.env["stock.package"].browse(answer["case_ids"])
        self.assertEqual(package.name, sscc(PREFIX, 62))
        self.assertEqual(package._udi_units_on(receipt), 10)
        self.assertTrue(receipt.udi_scan_undo(answer["key"])["accepted"])
        self.assertFalse(package.exists())
        self.assertEqual(self.send(receipt, CASE)["counted"], 10)

    def test_undo_takes_the_package_back(self):
        receipt = self.receipt(20)
        first, second = self.send(receipt, CASE), self.send(receipt, CASE)
        for _twice in range(2):
            answer = receipt.udi_scan_undo(first["key"])
            self.assertTrue(answer["accepted"], answer)
        self.assertEqual(answer["state"], "undone")
        packages = receipt.move_line_ids.result_package_id
        self.assertEqual(packages.ids, second["case_ids"])
        gone = self.env["stock.package"].browse(first["case_ids"])
        self.assertFalse(gone.exists())
        self.assertEqual(receipt.move_ids.udi_scanned_qty, 10)
        self.assertEqual(self.events("undone", picking_id=receipt.id).quantity, 10)
        self.assertEqual(self.send(receipt, CASE)["counted"], 20)
        packages._udi_lines_on(receipt).udi_scanned_qty = 3
        refused = receipt.udi_scan_undo(second["key"])
        self.assertIn("changed since", refused["message"])
        packages._udi_lines_on(receipt).udi_scanned_qty = 10
        receipt.button_validate()
        self.assertFalse(receipt.udi_scan_undo(second["key"])["accepted"])

    def test_a_case_holds_what_its_di_says(self):
        receipt = self.receipt(20)
        self.send(receipt, CASE)
        self.send(receipt, CASE)
        receipt.move_line_ids[0].quantity = 8
        result = receipt.udi_scan_finish()
        self.assertEqual(result["result"], "stopped")
        self.assertIn("8 units, the label says 10.", result["lines"][0])
        self.assertEqual(len(result["lines"]), 1)
        other = self.receipt(10)
        self.send(other, CASE)
        with self.assertRaises(UserError) as told:
            (receipt | other).button_validate()
        self.assertEqual(str(told.exception), result["lines"][0])
        receipt.move_line_ids[0].quantity = 10
        self.assertEqual(receipt.udi_scan_finish()["result"], "done")

    def test_inside_the_warehouse(self):
        """Out of loose goods a package is made; a case that is one stays that."""
        shelf = self.env["stock.location"].create(
            {"name": "High rack", "location_id": self.shelf.id}
        )
        moves = [(self.glove.product_id, 20)]
        text = carrier(di=gtin(10002, 1), lot="BOX")
        first = self.make_picking(self.shelf, shelf, moves)
        first.action_assign()
        made = [self.send(first, text) for _case in range(2)]
        packages = first.move_line_ids.result_package_id
        self.assertEqual(len(packages), 2)
        self.assertTrue(first.udi_scan_undo(made[0]["key"])["accepted"])
        self.send(first, text)
        packages = first.move_line_ids.result_package_id
        first.button_validate()
        self.assertEqual(packages.location_id, shelf)
        back = self.make_picking(shelf, self.quarantine, moves)
        back.action_assign()
        for _case in range(2):
            self.assertTrue(self.send(back, text)["accepted"])
        self.assertEqual(back.move_line_ids.result_package_id, packages)
        back.button_validate()
        self.assertEqual(packages.location_id, self.quarantine)
        self.assertFalse(self.events("unpacked", picking_id=back.id))

    def test_an_unknown_number_inside_the_warehouse(self):
        moves = [(self.glove.product_id, 20)]
        transfer = self.make_picking(self.shelf, self.quarantine, moves)
        transfer.action_assign()
        answer = self.send(transfer, label(63, f"02{gtin(10002)}3712\x1d10BOX"))
        self.assertTrue(answer["accepted"], answer)
        package = self.env["stock.package"].browse(answer["case_ids"])
        self.assertEqual(package._udi_units_on(transfer), 12)
        self.refused(self.send(transfer, label(64)), "unknown_package")

    def test_where_no_package_is_made(self):
        """A delivery, a box that is open, and a company without packages."""
        delivery = self.make_delivery([(self.glove.product_id, 20)])
        text = carrier(di=gtin(10002, 1), lot="BOX")
        self.assertNotIn("case_ids", self.send(delivery, text))
        receipt = self.receipt(30)
        receipt.udi_scan_pack()
        self.assertNotIn("case_ids", self.send(receipt, CASE))
        self.assertEqual(len(receipt.move_line_ids.result_package_id), 1)
        receipt.udi_scan_pack()
        self.env.user.group_ids -= self.env.ref("stock.group_tracking_lot")
        self.assertNotIn("case_ids", self.send(receipt, CASE))

    def queries(self, work):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_a_case_more_costs_its_package_alone(self):
        """Odoo names packages one by one; nothing else is done for each."""

        def scan(cases):
            receipt = self.receipt(130)
            answers = []
            text = f"{CASE}\x1d30{cases}"
            cost = self.queries(lambda: answers.append(self.send(receipt, text)))
            self.assertEqual(answers[0]["counted"], cases * 10)
            return cost

        vals_list = [{} for _case in range(10)]
        named = self.queries(lambda: self.env["stock.package"].create(vals_list))
        few, many = scan(2), scan(12)
        self.assertLessEqual(many, few + named + 5, (few, many, named))
