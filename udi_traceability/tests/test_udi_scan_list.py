from base64 import b64encode

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import UdiCase, carrier, gtin


@tagged("post_install", "-at_install")
class TestList(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.make_user("l_worker", "udi_traceability.group_udi_user")
        cls.scan = cls.env["udi.scan"].with_user(cls.worker)

    def codes(self, content, name="list.txt"):
        return self.scan.udi_read_list(name, b64encode(content.encode()).decode())

    def test_codes_of_a_file(self):
        codes = [carrier(di=gtin(10001), serial=f"S{n}") for n in range(3)]
        self.assertEqual(self.codes("\r\n".join(codes)), {"texts": codes, "note": ""})

    def test_an_empty_file(self):
        self.assertIn("holds no codes", self.codes("")["note"])

    def test_what_is_no_file(self):
        for content in (None, 7, ["x"], "no base64!", "A" * 14_000_001):
            with self.assertRaises(UserError):
                self.scan.udi_read_list("x.csv", content)
        broken = b64encode(b"PK\x03\x04").decode()
        with self.assertRaises(UserError):
            self.scan.udi_read_list("x.xlsx", broken)

    def test_who_may(self):
        clerk = self.make_user("l_clerk", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            self.scan.with_user(clerk).udi_read_list("x", "")
