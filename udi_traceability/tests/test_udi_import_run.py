import io
from base64 import b64decode

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import gtin
from .test_udi_import import ImportCase

HEADER = ("Brand", "Model", "GTIN", "Single use")


@tagged("post_install", "-at_install")
class TestUdiImportRun(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cron = cls.env.ref("udi_traceability.ir_cron_import")

    def rows(self, count, **changes):
        return [
            (
                "Brand",
                f"M{number}",
                changes.get(f"r{number}", gtin(22000 + number)),
                "yes",
            )
            for number in range(count)
        ]

    def wrong(self, code):
        return code[:-1] + str((int(code[-1]) + 1) % 10)

    def test_a_long_file_goes_on_in_the_background(self):
        changes = {
            f"r{number}": self.wrong(gtin(22000 + number)) for number in range(37)
        }
        content = self.sheet(HEADER, *self.rows(1200, **changes))
        job = self.bring("a.xlsx", content)
        job.action_check()
        self.assertEqual(job.job, "queued")
        with self.assertRaisesRegex(UserError, "being worked on"):
            job.action_accept()
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.assertEqual(self.figures(job), (1163, 0, 37))
        self.assertEqual(job.correction_count, 37)
        job.action_use_all()
        self.assertEqual(self.figures(job), (1200, 0, 0))
        job.action_accept()
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.assertEqual((job.state, job.entered_new), ("done", 1200))
        self.assertIn("1200 new, 0 changed", job.message)

    def test_a_killed_run_enters_nothing_twice(self):
        job = self.bring("a.xlsx", self.sheet(HEADER, *self.rows(1200)))
        job.sudo().write({"step": "read", "job": "queued"})
        while job.job:
            job.sudo()._do_part()
        job.sudo().write({"step": "accept", "job": "queued", "place": 0})
        job.sudo()._do_part()
        first = self.devices(*(row[2] for row in self.rows(1200)))
        self.assertEqual(len(first), 1000)
        try:
            with self.cr.savepoint():
                job.sudo()._do_part()
                raise InterruptedError
        except InterruptedError:
            job.invalidate_recordset()
        self.assertEqual(job.job, "running")
        job.action_stop()
        self.assertEqual(job.job, "failed")
        job.action_resume()
        while job.job:
            job.sudo()._do_part()
        self.assertEqual(len(self.devices(*(r[2] for r in self.rows(1200)))), 1200)
        self.assertEqual(job.entered_new, 1200)
        with self.assertRaisesRegex(UserError, "being worked on"):
            job.sudo().job = "running"
            job.unlink()

    def test_no_query_for_each_row(self):
        counts = []
        for count in (40, 240):
            rows = self.rows(count) if count == 40 else self.rows(280)[40:]
            job = self.bring("a.xlsx", self.sheet(HEADER, *rows))
            job.action_check()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            job.action_accept()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
            self.assertEqual(job.entered_new, count)
        self.assertLess(counts[1] - counts[0], 60, counts)

    def test_an_active_device_meets_its_rules(self):
        """The same write as any other: what is refused stays a row with its reason."""
        code = self.pump.primary_di_id.code
        self.pump.write({"state": "active"})
        rows = [("Other brand", "Z", code, "no"), ("Brand", "M", gtin(23001), "yes")]
        job = self.bring("a.xlsx", self.sheet(HEADER, *rows))
        job.action_check()
        job.row_ids.filtered(lambda row: row.status == "decide").action_keep()
        before = self.pump.brand_name, self.pump.model_number, self.pump.single_use
        job.action_accept()
        refused = job.row_ids.filtered("refusal")
        self.assertEqual(refused.di_code, code)
        self.assertEqual((refused.status, refused.finding_code), ("stop", "refused"))
        self.assertEqual(
            before, (self.pump.brand_name, self.pump.model_number, self.pump.single_use)
        )
        self.assertEqual(job.entered_new, 1)
        self.assertIn("refused", job.group_ids.mapped("code"))

    def test_duplicates_and_other_devices(self):
        code = gtin(24001)
        rows = [("A", "1", code, ""), ("B", "2", code, ""), ("C", "3", gtin(24002), "")]
        job = self.bring("a.xlsx", self.sheet(HEADER, *rows))
        job.action_check()
        self.assertEqual(self.figures(job), (1, 2, 0))
        job.row_ids[0].action_leave_out()
        self.assertEqual(job.row_ids[0].status, "left_out")
        job.row_ids[0].action_leave_out()
        self.assertEqual(job.row_ids[0].status, "decide")
        job.row_ids[0].action_leave_out()
        job.row_ids[1].action_keep()
        job.action_accept()
        self.assertEqual(self.devices(code).brand_name, "B")
        with self.assertRaisesRegex(UserError, "entered already"):
            job.row_ids[1].action_undo()
        opened = job.row_ids[1].action_open_device()
        self.assertEqual(opened["res_id"], self.devices(code).id)
        case = ("Brand", "GTIN", "Package 1: DI", "Package 1: times")
        other = self.bring("b.xlsx", self.sheet(case, ("X", gtin(24009), code, 5)))
        other.action_check()
        self.assertEqual(other.stop_count, 1)
        self.assertIn("another device", other.row_ids.finding_text)
        with self.assertRaisesRegex(UserError, "cannot enter like this"):
            other.row_ids.action_keep()

    def test_groups(self):
        rows = [(" A ", "1", gtin(25001), ""), ("B®", "2", gtin(25002), "")]
        job = self.bring("a.xlsx", self.sheet((*HEADER[:3], "Latex"), *rows))
        job.action_check()
        marks = job.group_ids.filtered(lambda group: group.code == "marks")
        self.assertEqual(marks.row_count, 1)
        self.assertEqual(
            self.env["udi.import.row"].search(marks.action_show()["domain"]).number, 3
        )
        marks.action_use()
        self.assertEqual(job.row_ids[1].brand_name, "B")
        job.row_ids[1].action_undo()
        self.assertEqual(job.row_ids[1].status, "decide")
        job.group_ids.filtered(lambda group: group.code == "marks").action_keep()
        self.assertEqual(job.row_ids[1].status, "ready")

    def test_the_sheet_that_goes_out_comes_back(self):
        formula = self.pump.copy({"brand_name": "=1+1", "product_id": False})
        devices = self.pump | self.glove | formula
        code = {"device_id": formula.id, "code": gtin(28001), "role": "primary"}
        self.env["udi.di"].create(code)
        action = self.env["udi.device.export"].with_user(self.officer)
        made = action._of_devices(devices.with_user(self.officer))
        self.assertIn("/web/content/udi.device.export/", made["url"])
        export = self.env["udi.device.export"].search([], order="id desc", limit=1)
        content = b64decode(export.content)
        sheet = load_workbook(io.BytesIO(content)).active
        kinds = {cell.data_type for line in sheet.iter_rows() for cell in line}
        self.assertLessEqual(kinds, {"s", "n", "inlineStr"})
        self.assertIn(
            "=1+1", [cell.value for line in sheet.iter_rows() for cell in line]
        )
        self.assertFalse(
            [c for line in sheet.iter_rows() for c in line if c.data_type == "f"]
        )
        job = self.bring("devices.xlsx", content)
        job.action_check()
        rows = [row.comparison["rows"] for row in job.row_ids if row.effect != "same"]
        self.assertEqual((job.new_count, rows), (0, []))
        worker = self.make_user("x_clerk", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            self.env["udi.device.export"].with_user(worker)._of_devices(devices)

    def test_what_is_left_goes_out_with_its_reasons(self):
        rows = [("A", "1", "12", ""), ("B", "2", gtin(26001), "")]
        job = self.bring("a.xlsx", self.sheet(HEADER, *rows))
        job.action_check()
        job.action_download_left()
        export = self.env["udi.device.export"].search([], order="id desc", limit=1)
        lines = list(load_workbook(io.BytesIO(b64decode(export.content))).active.values)
        self.assertEqual(len(lines), 2)
        self.assertIn("no DI of its agency", lines[1][-1])

    def test_another_sheet(self):
        job = self.bring("a.xlsx", self.sheet(HEADER, *self.rows(1)))
        self.assertEqual((job.sheet, job.sheet_list), ("EU", ["EU"]))
        job.action_other_sheet()
        self.assertEqual(job.sheet, "EU")
        job.action_check()
        with self.assertRaisesRegex(UserError, "is at “Check”"):
            job.action_other_sheet()
        job.action_columns()
        self.assertEqual(job.state, "columns")


@tagged("post_install", "-at_install")
class TestUdiImportTour(ImportCase, HttpCase):
    def test_wrong_check_digits_in_six_clicks(self):
        """Click budget 11: seven from the home screen of the app; the tour has six."""
        self.start_tour("/odoo/udi-trace", "udi_import", login="i_officer")
        job = self.env["udi.import"].search([("name", "=", "tour.csv")])
        self.assertEqual((job.state, job.entered_new), ("done", 40))
