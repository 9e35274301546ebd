import io
from base64 import b64encode

import xlsxwriter

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import UdiCase

CSV = 'code,name\nZ1,PUMPS\nZ2,=HYPERLINK("x")\nZ3,TUBES\n'


@tagged("post_install", "-at_install")
class TestCodeUpload(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("lists", "udi_traceability.group_udi_officer")
        cls.env["udi.code"].search([("code_list", "=", "emdn")]).active = False

    def upload(self, content, code_list="emdn", name="emdn.csv", retire=None):
        form = Form(self.env["udi.code.upload"].with_user(self.officer))
        form.code_list = code_list
        form.file = b64encode(content.encode() if isinstance(content, str) else content)
        if retire is not None:
            form.retire = retire
        upload = form.save()
        upload.file_name = name
        return upload

    def codes(self, code_list="emdn"):
        found = self.env["udi.code"].search([("code_list", "=", code_list)])
        return {code.code: code.name for code in found}

    def test_first_and_second_upload(self):
        upload = self.upload(CSV)
        upload.action_read()
        self.assertEqual((upload.new_count, upload.obsolete_count), (3, 0))
        self.assertFalse(self.codes(), "reading changes nothing")
        upload.action_load()
        self.assertEqual(
            self.codes(), {"Z1": "PUMPS", "Z2": '=HYPERLINK("x")', "Z3": "TUBES"}
        )
        again = self.upload(CSV)
        again.action_read()
        self.assertEqual((again.new_count, again.changed_count), (0, 0))
        self.assertEqual(again.same_count, 3)

    def test_obsolete_codes_are_archived_and_come_back(self):
        self.upload(CSV).action_load()
        device_code = self.env["udi.code"].search([("code", "=", "Z3")])
        second = self.upload("code,name\nZ1,PUMPS\nZ2,SYRINGES\n")
        second.action_read()
        self.assertEqual((second.changed_count, second.obsolete_count), (1, 1))
        second.action_load()
        self.assertEqual(self.codes(), {"Z1": "PUMPS", "Z2": "SYRINGES"})
        self.assertFalse(device_code.active)
        self.upload("code,name\nZ3,TUBES\n", retire=False).action_load()
        self.assertTrue(device_code.active)
        self.assertEqual(len(self.codes()), 3)

    def test_lists_of_ours_only_grow(self):
        before = self.codes("size_unit")
        upload = self.upload("code,name,EUDAMED\nfurlong,furlong,MU999\n", "size_unit")
        self.assertFalse(upload.retire)
        upload.action_load()
        self.assertEqual(len(self.codes("size_unit")), len(before) + 1)
        self.upload("code,name\nfurlong,furlong\n", "size_unit").action_load()
        code = self.env["udi.code"].search([("code", "=", "furlong")])
        self.assertEqual(code.eudamed_code, "MU999", "not said is not cleared")

    def test_a_workbook(self):
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["gmdnCode", "gmdnPTName", "gmdnCodeStatus"])
            sheet.write_row(1, 0, [13215, "Infusion pump", "Active"])
            sheet.write_row(2, 0, ["10001", "Old pump", "Obsolete"])
        self.upload(stream.getvalue(), "gmdn", "gmdn.xlsx", retire=False).action_load()
        self.assertIn("13215", self.codes("gmdn"))
        self.assertNotIn("10001", self.codes("gmdn"))

    def test_rows_left_out_are_named(self):
        lines = "".join(f",Row {n}\n" for n in range(8))
        upload = self.upload(f"code,name\nZ9,NINE\n{lines}")
        upload.action_read()
        self.assertIn("Row 3: no code", upload.refused)
        self.assertIn("and 3 more rows", upload.refused)

    def test_what_is_no_list_is_refused(self):
        for content, words in (
            ("left,right\n1,2\n", "has no columns “code” and “name”; it has left"),
            ("", "cannot be read as a table"),
            (b"PK\x03\x04 no workbook", "cannot be read as a table"),
        ):
            with self.subTest(words):
                upload = self.env["udi.code.upload"].create(
                    {"code_list": "emdn", "file": b64encode(b"x"), "file_name": "a"}
                )
                raw = content.encode() if isinstance(content, str) else content
                upload.file = b64encode(raw) or b64encode(b"\n")
                with self.assertRaisesRegex(UserError, words):
                    upload.action_read()

    def test_a_huge_file_is_refused_before_it_is_read(self):
        upload = self.upload(CSV)
        upload.file = b64encode(b"x" * (20 * 1024 * 1024 + 9))
        with self.assertRaisesRegex(UserError, "larger than 20 MB"):
            upload.action_read()

    def test_who_may_not(self):
        worker = self.make_user("no_lists", "udi_traceability.group_udi_user")
        with self.assertRaises(AccessError):
            self.env["udi.code.upload"].with_user(worker).create(
                {"code_list": "emdn", "file": b64encode(CSV.encode())}
            )
        upload = self.upload(CSV)
        with self.assertRaises(AccessError):
            upload.with_user(
                self.make_user("o2", "udi_traceability.group_udi_officer")
            ).action_load()
        action = self.env["udi.code"].with_user(self.officer).action_upload()
        self.assertEqual(action["res_model"], "udi.code.upload")
