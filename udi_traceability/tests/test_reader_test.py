import base64
import io

import resvg_py
import zxingcpp
from lxml import etree
from PIL import Image

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..wizards import udi_reader_answer as reader
from .common import GS, UdiCase, gtin

GOOD = f"]d201{reader.DI}10{reader.LOT}{GS}21{reader.SERIAL}"


@tagged("post_install", "-at_install")
class TestReader(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("t_officer", "udi_traceability.group_udi_officer")
        cls.test = cls.env["udi.reader.test"].with_user(cls.officer).create({})

    def signs(self, text, ended="enter"):
        self.test.action_check(text, ended)
        found = reader.read(text)
        return [line["sign"] for line in self.test._lines(found)]

    def test_a_reader_that_is_set_right(self):
        self.assertEqual(self.signs(GOOD), ["ok"] * 5)
        self.assertNotIn("o_udi_reader_warn", self.test.answer)
        self.assertIn("It ends with Enter.", self.test.answer)

    def test_what_is_wrong_is_said_with_its_remedy(self):
        for text, place, sign, words in (
            (GOOD[3:], 0, "warn", "AIM identifier"),
            ("]d1" + GOOD[3:], 0, "warn", "does not know this is GS1"),
            (GOOD.replace(GS, ""), 1, "stop", "ASCII 29"),
            (GOOD.replace(GS, "029"), 1, "stop", "ASCII 29"),
            (GOOD.replace(GS, "^]"), 1, "warn", "Keep this separator"),
            (GOOD.replace("Ab1yZ", "AB1YZ"), 2, "stop", "Caps Lock"),
            (GOOD.replace("Ab1yZ", "Ab1zY"), 3, "stop", "z for y"),
            (GOOD.replace("/", "-"), 3, "stop", "keyboard layout"),
        ):
            with self.subTest(text):
                signs = self.signs(text)
                self.assertEqual(signs[place], sign)
                self.assertEqual(signs.count("ok"), 4)
                self.assertIn(words, self.test.answer)
        self.assertEqual(self.signs(GOOD, "button")[4], "warn")
        self.assertIn("suffix", self.test.answer)

    def test_another_text_is_not_the_test_symbol(self):
        for text in (
            "",
            "hello",
            GOOD[:20],
            GOOD * 2,
            GOOD + "x",
            "<b>\x00",
            "9" * 9999,
        ):
            with self.subTest(text[:40]):
                self.test.action_check(text)
                self.assertFalse(reader.read(text))
                self.assertNotIn("o_udi_reader_ok", self.test.answer)
        self.test.action_check("<script>x</script>")
        self.assertNotIn("<script>", self.test.answer)
        self.assertIn("not the test symbol", self.test.answer)
        for text in (None, 7, ["x"]):
            with self.assertRaises(UserError):
                self.test.action_check(text)

    def test_the_symbol_is_the_one_that_is_asked_for(self):
        image = etree.fromstring(f"<div>{self.test.symbol}</div>").find(".//img")
        drawn = base64.b64decode(image.get("src").partition(",")[2]).decode()
        picture = resvg_py.svg_to_bytes(svg_string=drawn, dpi=300, background="#fff")
        found = zxingcpp.read_barcodes(Image.open(io.BytesIO(bytes(picture))))[0]
        self.assertEqual(found.symbology_identifier, "]d2")
        self.assertEqual("]d2" + found.bytes.decode(), GOOD)

    def test_a_kept_separator_is_read_by_every_scan(self):
        receipt = self.make_receipt([(self.glove.product_id, 20)])
        case = f"01{gtin(10002)}10L1^]17300101"
        self.assertFalse(receipt.udi_scan(case)["accepted"])
        self.test.action_check(GOOD.replace(GS, "^]"))
        self.assertEqual(self.test.separator, "^]")
        self.test.action_keep()
        self.test.action_keep()
        self.assertEqual(self.company._udi_separators(), ("^]",))
        self.assertIn("^]", self.test.known)
        self.assertEqual(self.signs(GOOD.replace(GS, "^]")), ["ok"] * 5)
        answer = receipt.udi_scan(case)
        self.assertTrue(answer["accepted"])
        self.assertEqual(answer["lot"], "L1")
        self.test.action_forget()
        self.assertFalse(self.company._udi_separators())

    def test_the_separator_of_the_standard_needs_no_keeping(self):
        self.test.action_check(GOOD)
        self.assertFalse(self.test.separator)
        with self.assertRaisesRegex(UserError, "no separator to keep"):
            self.test.action_keep()

    def test_what_could_be_a_number_is_not_kept(self):
        for separator in ("", "029", "AB"):
            self.test.action_check(GOOD.replace(GS, separator))
            with self.assertRaisesRegex(UserError, "no separator to keep"):
                self.test.action_keep()

    def test_one_company_is_not_the_other(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        self.test.action_check(GOOD.replace(GS, "^]"))
        self.test.action_keep()
        self.assertFalse(other._udi_separators())
        with self.assertRaises(AccessError):
            self.env["udi.reader.test"].with_user(self.officer).create(
                {"company_id": other.id}
            )

    def test_rights(self):
        worker = self.make_user("t_worker", "udi_traceability.group_udi_user")
        with self.assertRaises(AccessError):
            self.env["udi.reader.test"].with_user(worker).create({})
        second = self.make_user("t_second", "udi_traceability.group_udi_officer")
        with self.assertRaises(AccessError):
            self.test.with_user(second).action_keep()

    def test_the_page_opens(self):
        form = Form(self.env["udi.reader.test"].with_user(self.officer))
        self.assertIn("data:image/svg+xml", form.symbol)
        self.assertIn("Scan this symbol", form.answer)
