from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_udi_label_package import PREFIX, PackageCase


@tagged("post_install", "-at_install")
class TestSscc(PackageCase):
    def test_numbers_that_are_used_elsewhere_are_left_out(self):
        coming = self.prefix._coming_sscc()
        self.make_package({self.lot: 1}, coming)
        first, second = self.prefix._take_sscc(2)
        self.assertNotIn(coming, (first, second))
        self.assertLess(first, second)
        self.assertEqual(self.prefix.sscc_next, 4)

    def test_one_sscc_for_one_package(self):
        one, other = (self.make_package({self.lot: 1}, name) for name in ("A", "B"))
        one.udi_sscc = "395060001000000013"
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            other.udi_sscc = one.udi_sscc
            other.flush_recordset()

    def test_the_last_one(self):
        small = self.env["udi.gtin.prefix"].create(
            {"name": "950600112345", "sscc_next": 9998}
        )
        self.assertEqual(len(small._take_sscc(2)), 2)
        with self.assertRaisesRegex(
            UserError, "room for fewer than 1 more.*next digit"
        ):
            small._take_sscc(1)
        small.write({"sscc_extension": "1", "sscc_next": 0})
        self.assertTrue(small._take_sscc(1)[0].startswith("1950600112345"))

    def test_what_is_no_prefix(self):
        for wrong in ("123", "95o6000", "1234567890123"):
            with self.assertRaisesRegex(ValidationError, "4 to 12 digits"):
                self.prefix.name = wrong
        self.prefix.name = PREFIX
        for number in (-1, 10**9 + 1):
            with self.assertRaisesRegex(ValidationError, "has room for 0 to 999999999"):
                self.prefix.sscc_next = number

    def test_the_first_prefix_of_the_company(self):
        daughter = self.env["res.company"].create({"name": "Daughter"})
        prefixes = self.env["udi.gtin.prefix"]
        self.assertFalse(prefixes._of_company(daughter))
        theirs = prefixes.create({"name": "9506001", "company_id": daughter.id})
        self.assertEqual(prefixes._of_company(daughter), theirs)
        self.assertEqual(prefixes._of_company(self.company), self.prefix)
        with self.assertRaises(AccessError):
            theirs.with_user(self.worker).read(["name"])
