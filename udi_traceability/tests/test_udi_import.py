import io
import os
from base64 import b64encode
from pathlib import Path

import xlsxwriter

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import UdiCase, gtin

SHARED = Path(
    os.environ.get("UDI_SHARED")
    or Path(__file__).resolve().parents[2].parent / "shared"
)


def shared(case, relative):
    found = SHARED / "regulatory" / relative
    if not found.exists():
        if os.environ.get("CI", "").lower() == "true":
            case.fail(f"no {relative} in the shared folder (set UDI_SHARED)")
        case.skipTest(f"no {relative} in the shared folder (set UDI_SHARED)")
    return found.read_bytes()


class ImportCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("i_officer", "udi_traceability.group_udi_officer")
        cls.officer.group_ids += cls.env.ref("base.group_partner_manager")

    def bring(self, name, content, user=None):
        action = (
            self.env["udi.import"]
            .with_user(user or self.officer)
            .action_upload([{"name": name, "content": b64encode(content).decode()}])
        )
        return (
            self.env["udi.import"]
            .with_user(user or self.officer)
            .browse(action["res_id"])
        )

    def sheet(self, header, *rows):
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, {"in_memory": True})
        page = book.add_worksheet("EU")
        for number, cells in enumerate((header, *rows)):
            for place, cell in enumerate(cells):
                page.write(number, place, cell)
        book.close()
        return buffer.getvalue()

    def devices(self, *codes):
        return self.env["udi.device"].search([("di_ids.code", "in", codes)])

    def figures(self, job):
        return job.ready_count, job.decide_count, job.stop_count


@tagged("post_install", "-at_install")
class TestUdiImport(ImportCase):
    def test_the_56_devices_come_in_whole(self):
        content = shared(self, "gudid/accessgudid/sample-devices.xml")
        job = self.bring("sample-devices.xml", content)
        self.assertEqual((job.source, job.state, job.row_count), ("gudid", "check", 56))
        self.assertFalse(self.devices("00020221900903"))
        codes = set(job.group_ids.mapped("code"))
        self.assertLessEqual({"cumulative", "check_digit"}, codes)
        job.action_use_all()
        job.group_ids.filtered(lambda group: group.code == "cumulative").action_use()
        job.row_ids.filtered(lambda row: row.status == "decide").action_keep()
        self.assertEqual(
            self.figures(job), (56, 0, 0), job.row_ids.mapped("finding_text")
        )
        job.action_accept()
        self.assertEqual(job.state, "done", job.message)
        refused = job.row_ids.filtered("refusal").mapped("refusal")
        self.assertEqual((job.entered_new, refused), (56, []))
        needle = self.devices("00020221900903")
        self.assertEqual(
            sorted(needle.package_di_ids.mapped("contains_qty")), [6, 10, 100]
        )
        self.assertEqual(needle.certificate_ids.number, "K861150")
        self.assertEqual(needle.state, "draft")
        before = self.env["udi.device"].search_count([])
        again = self.bring("sample-devices.xml", content)
        again.row_ids.filtered("has_proposal").action_use()
        self.assertEqual((again.new_count, again.change_count), (0, 0))
        self.assertFalse(again.ready_count)
        self.assertEqual(self.env["udi.device"].search_count([]), before)

    def test_nmpa_and_eudamed(self):
        for path, code in (
            ("nmpa/sample-udid-download.xml", "06901234567892"),
            (
                "eudamed/samples-download/"
                "DEVICE.GET_PullResponse_3.0.25_golden_test_device.xml",
                "07612345780290",
            ),
        ):
            content = shared(self, path)
            job = self.bring("published.xml", content)
            job.row_ids.filtered(lambda row: row.status == "decide").action_keep()
            self.assertFalse(job.stop_count, job.row_ids.mapped("finding_text"))
            job.action_accept()
            self.assertFalse(job.row_ids.filtered("refusal").mapped("refusal"))
            self.assertTrue(self.devices(code))
            again = self.bring("published.xml", content)
            changed = again.row_ids.filtered(lambda row: row.effect != "same")
            self.assertFalse([row.comparison for row in changed])

    def test_a_sheet_with_wrong_check_digits(self):
        header = (
            "Brand",
            "Model",
            "GTIN",
            "Sterile",
            "Package 1: DI",
            "Package 1: times",
        )
        wrong = gtin(20002)[:-1] + str((int(gtin(20002)[-1]) + 1) % 10)
        rows = (
            ("PumpOne", "A", gtin(20001), "yes", "", ""),
            ("PumpOne", "B", wrong, "no", gtin(30002), 10),
            ("PumpOne", "C", int(gtin(20003)), "maybe", "", ""),
        )
        job = self.bring("devices.xlsx", self.sheet(header, *rows))
        self.assertEqual(job.state, "columns")
        targets = job.column_ids.mapped("target")
        self.assertEqual(targets[2], "di.primary.code")
        self.assertEqual(targets[3], "sterile")
        job.action_check()
        self.assertEqual(self.figures(job), (1, 0, 2))
        self.assertEqual(job.correction_count, 2)
        job.action_use_all()
        job.action_undo()
        self.assertEqual(job.stop_count, 2)
        job.action_use_all()
        self.assertEqual(self.figures(job), (2, 0, 1))
        job.action_accept()
        self.assertEqual((job.entered_new, job.stop_count), (2, 1))
        box = self.devices(gtin(20002)).package_di_ids
        self.assertEqual((box.code, box.contains_qty), (gtin(30002), 10))

    def test_a_second_run_updates(self):
        header = ("Brand", "Model", "GTIN", "Single use")
        row = ["PumpOne", "A", gtin(20001), "yes"]
        first = self.bring("a.xlsx", self.sheet(header, row))
        first.action_check()
        first.action_accept()
        row[3] = "no"
        second = self.bring("b.xlsx", self.sheet(header, row))
        second.action_check()
        self.assertEqual((second.new_count, second.change_count), (0, 1))
        (line,) = second.row_ids.comparison["rows"]
        self.assertEqual(line["label"], "Single use")
        self.assertEqual(line["values"], ["no", "yes", "no"])
        second.action_accept()
        self.assertEqual(self.devices(gtin(20001)).single_use, "no")
        third = self.bring("b.xlsx", self.sheet(header, row))
        third.action_check()
        self.assertEqual(third.row_ids.status, "same")
        self.assertEqual((third.same_count, third.ready_count), (1, 0))
        with self.assertRaisesRegex(UserError, "No row is ready"):
            third.action_accept()

    def test_columns_are_remembered(self):
        header = ("Colour", "Number")
        job = self.bring("a.csv", b"Colour;Number\nred;09506000134352\n")
        self.assertEqual(job.column_ids.mapped("target"), [False, False])
        with self.assertRaisesRegex(UserError, "No column fills"):
            job.action_check()
        job.write(
            {"column_ids": [(1, job.column_ids[1].id, {"target": "di.primary.code"})]}
        )
        job.action_check()
        self.assertEqual(job.row_ids.di_code, "09506000134352")
        again = self.bring("b.xlsx", self.sheet(header, ("blue", "09506000134352")))
        self.assertEqual(again.column_ids.mapped("target"), [False, "di.primary.code"])

    def test_a_refusal_stays_with_its_row(self):
        """One device refused by a rule keeps no other out, and says why."""
        header = ("Brand", "GTIN", "Storage 1: lower limit", "Storage 1: unit")
        rows = [("B", gtin(21000 + n), "2", "Cel") for n in range(9)]
        rows[4] = ("B", gtin(21004), "cold", "Cel")
        job = self.bring("a.xlsx", self.sheet(header, *rows))
        job.action_check()
        job.row_ids.action_keep()
        job.action_accept()
        self.assertEqual((job.entered_new, job.stop_count), (8, 1))
        refused = job.row_ids.filtered("refusal")
        self.assertEqual(refused.number, 6)
        self.assertIn("cold", refused.refusal)

    def test_rights(self):
        worker = self.make_user("i_worker", "udi_traceability.group_udi_user")
        with self.assertRaises(AccessError):
            self.bring("a.csv", b"GTIN\n09506000134352\n", worker)
        job = self.bring("a.csv", b"GTIN;Brand\n09506000134352;X\n")
        job.action_check()
        with self.assertRaises(AccessError):
            job.with_user(worker).read(["name"])
        for refused in (
            lambda: job.write({"user_id": self.env.ref("base.user_admin").id}),
            lambda: job.write({"state": "done"}),
            lambda: job.row_ids.write({"values": {}}),
            lambda: job.copy(),
        ):
            with self.assertRaises(AccessError):
                refused()

    def test_another_company(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        job = self.bring("a.csv", b"GTIN;Brand\n09506000134352;X\n")
        job.sudo().company_id = other
        with self.assertRaises(AccessError):
            job.action_check()

    def test_a_file_nobody_can_read(self):
        for content, said in (
            (b"", "empty"),
            (b"<html><body/></html>", "saved under another name"),
            (b"<", "damaged"),
            (b"<!DOCTYPE a []><a/>", "DOCTYPE"),
            (b'{"a": 1}', "Not a file we can read"),
        ):
            with self.assertRaisesRegex(UserError, said), self.cr.savepoint():
                self.bring("devices.xls", content)
        domain = [("user_id", "=", self.officer.id)]
        self.assertFalse(self.env["udi.import"].search(domain))

    def test_what_did_not_arrive_whole(self):
        for content in ("no base64!", "é", 7, [1], "QQ"):
            files = [{"name": "a.csv", "content": content}]
            with self.assertRaisesRegex(UserError, "a.csv did not arrive whole"):
                self.env["udi.import"].with_user(self.officer).action_upload(files)

    def test_contacts_for_customers_are_kept(self):
        content = shared(self, "gudid/accessgudid/sample-devices.xml")
        job = self.bring("sample-devices.xml", content)
        row = job.row_ids.filtered(
            lambda row: row.values.get("customer_contact_ids", [{}])[0].get(
                "udi_phone_extension"
            )
        )
        known = self.env["res.partner"].create(
            {"name": "Service desk", **row.values["customer_contact_ids"][0]}
        )
        job.action_use_all()
        job.row_ids.filtered(lambda row: row.status == "decide").action_keep()
        job.action_accept()
        self.assertEqual(row.device_id.customer_contact_ids, known)
        contacts = job.row_ids.device_id.customer_contact_ids
        support = contacts.filtered(lambda one: one.email == "support@3shape.com")
        self.assertEqual(len(support), 1)
        self.assertEqual(support.phone, "+4570272620")

    def test_a_file_that_breaks_off_leaves_no_rows(self):
        job = self.bring("a.xml", b"<udid><devices><device/><device/>")
        self.assertEqual((job.job, job.row_count), ("failed", 0))
        self.assertIn("damaged", job.message)
        self.assertFalse(job.row_ids)
