import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import GS, UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestHostileScan(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.receipt = cls.make_receipt([(cls.glove.product_id, 9)])
        cls.good = carrier(di=gtin(10002), lot="L1")

    def test_whatever_comes_there_is_an_answer_and_a_row(self):
        texts = [
            "",
            " ",
            GS,
            "hello",
            "<script>alert(1)</script>",
            "'; DROP TABLE udi_event; --",
            "\x00\x00",
            self.good + "\x00",
            "]d2",
            "(01)",
            "(01)(10)(21)",
            "%s %(x)s {0} {{ 7*7 }}",
            "01" * 200,
            "(" * 400,
            "扫码 ١٢٣",
            "\ud7ff\u202e",
            carrier(di=gtin(10002), lot="<b>L</b>"),
        ]
        for text in texts:
            with self.subTest(text=text):
                before = self.env["udi.event"].search_count([])
                answer = self.receipt.udi_scan(text)
                json.dumps(answer)
                self.assertIn(answer["severity"], ("ok", "info", "warn", "stop"))
                self.assertTrue(answer["message"])
                self.assertEqual(
                    self.env["udi.event"].search_count([]), before + 1, "one row"
                )

    def test_a_text_that_is_too_long_is_cut_in_the_ledger(self):
        answer = self.receipt.udi_scan(self.good + "A" * 100_000)
        self.assertFalse(answer["accepted"])
        self.assertEqual(answer["findings"][0]["code"], "too_long")
        event = self.events("refused", picking_id=self.receipt.id)
        self.assertEqual(len(event.raw_text), 500)

    def test_only_a_text_is_a_scan(self):
        for other in (None, 7, ["x"], {"a": 1}, b"x", True):
            with self.assertRaises(UserError):
                self.receipt.udi_scan(other)

    def test_one_transfer_at_a_time(self):
        with self.assertRaises(ValueError):
            (self.receipt | self.receipt.copy()).udi_scan(self.good)

    def test_who_may_not_scan(self):
        clerk = self.make_user("clerk", "stock.group_stock_user")
        with self.assertRaisesRegex(AccessError, "UDI user can"):
            self.receipt.with_user(clerk).udi_scan(self.good)
        employee = self.make_user("employee")
        with self.assertRaises(AccessError):
            self.receipt.with_user(employee).udi_scan(self.good)
        portal = self.env["res.users"].create(
            {
                "name": "Portal",
                "login": "portal_s",
                "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
            }
        )
        with self.assertRaises(AccessError):
            self.receipt.with_user(portal).udi_scan(self.good)
        self.assertFalse(self.events("scanned", picking_id=self.receipt.id))

    def test_another_company_s_transfer(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        stranger = self.make_user(
            "stranger",
            "udi_traceability.group_udi_user",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        with self.assertRaises(AccessError):
            self.receipt.with_user(stranger).udi_scan(self.good)

    def test_a_lot_of_another_company_is_not_taken(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        self.make_lot(self.glove, "L1", company_id=other.id)
        self.assertTrue(self.receipt.udi_scan(self.good)["accepted"])
        line = self.receipt.move_line_ids.filtered("picked")
        self.assertFalse(line.lot_id)
        self.assertEqual(line.lot_name, "L1")

    def test_a_device_of_another_company_is_not_known(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        self.env.user.company_ids += other
        self.glove.with_context(
            allowed_company_ids=(self.company | other).ids
        ).company_id = other
        worker = self.make_user("worker_c", "udi_traceability.group_udi_user")
        answer = self.receipt.with_user(worker).udi_scan(self.good)
        self.assertEqual(answer["findings"][0]["code"], "unknown_di")

    def test_a_worker_scans(self):
        worker = self.make_user("worker_s", "udi_traceability.group_udi_user")
        receipt = self.receipt.with_user(worker)
        self.assertTrue(receipt.udi_scan(self.good)["accepted"])
        event = self.events("scanned", picking_id=self.receipt.id)
        self.assertEqual(event.user_id, worker)
        self.assertEqual(event.user_name, worker.name)
        receipt.with_context(skip_backorder=True).button_validate()
        self.assertEqual(receipt.state, "done")
        lot = receipt.move_line_ids.lot_id
        self.assertEqual(lot.udi_di_id, self.glove.primary_di_id)
