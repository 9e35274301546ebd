from base64 import b64encode

from odoo.exceptions import UserError
from odoo.tests import tagged

from .allocate_case import BOX, UNIT, AllocateCase


@tagged("post_install", "-at_install")
class TestMa(AllocateCase):
    def bring(self, **values):
        wizard = self.env["udi.ma.code.import"].with_user(self.officer).create(values)
        return wizard.action_import()["params"]

    def test_the_issuer_s_list_comes_in_once(self):
        said = self.bring(text=f"{UNIT}\tPump\n{BOX}\nMA.156.M1.1")
        self.assertIn("2 codes are new, 0 were known", said["message"])
        self.assertIn("1 cannot be read (line: text): 3: MA.156.M1.1", said["message"])
        said = self.bring(file=b64encode(f"{UNIT};输液泵".encode("gb18030")))
        self.assertIn("0 codes are new, 1 were known", said["message"])
        entry = self.env["udi.ma.code"].search([("code", "=", UNIT)])
        self.assertEqual((entry.note, entry.is_taken), ("Pump", False))

    def test_what_is_no_list_is_refused(self):
        for values, words in (
            ({"text": "nothing"}, "no MA code"),
            ({"file": b64encode(b"\xff\xfe\x00\x81")}, "is no text"),
            ({"file": b64encode(b"x" * 10_000_001)}, "larger than 10 MB"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self.bring(**values)

    def test_codes_are_taken_from_the_list_only(self):
        self.bring(text=f"{BOX}\n{UNIT}")
        products = self.make_products(2)
        wizard = self.wizard(products, issuing_agency="ma")
        wizard._propose()
        self.assertEqual(
            [(line.code_0, line.code_1) for line in wizard.line_ids],
            [(UNIT, BOX), (False, False)],
        )
        wizard.line_ids[1].code_0 = "MA.156.M0.123456.09999990"
        self.assertIn("not on the issuer's list", wizard.line_ids[1].problem)
        wizard.line_ids[1].code_0 = False
        allocation = self.given(wizard.action_give())
        self.assertEqual(set(allocation.di_ids.mapped("code")), {UNIT, BOX})
        self.assertFalse(allocation.prefix_id)
        Code = self.env["udi.ma.code"]
        self.assertEqual(len(Code.search([("is_taken", "=", True)])), 2)
        self.assertFalse(Code.search([("is_taken", "=", False)]))
        allocation.action_undo()
        self.assertEqual(len(Code.search([("is_taken", "=", False)])), 2)
