import hashlib
import io

from openpyxl import load_workbook

from odoo.tests import tagged

from ..tools.notice import SHEET_COLUMNS, content_digest, notice_of
from .common import PUMP_GTIN
from .notice_case import NoticeCase


@tagged("post_install", "-at_install")
class TestRecallNoticeSheet(NoticeCase):
    """The same lines as paper, sheet, workbook and JSON."""

    def test_the_sheet_has_the_same_lines(self):
        recall = self._prepared()
        notice = self._message(recall, self.anna)
        rows = self._sheet(notice)
        self.assertEqual(tuple(rows[0]), SHEET_COLUMNS)
        self.assertEqual(
            [row["serial"] for row in rows], self.serials[3:7].mapped("name")
        )
        expected = {
            "notice_id": f"{recall.name}/{notice.addressee_id.id}",
            "notice_version": "1",
            "kind": "recall",
            "manufacturer_srn": "DE-MF-000012345",
            "recipient_name": "St Anna Hospital",
            "line": "1",
            "udi_di": PUMP_GTIN,
            "issuer": "GS1",
            "udi_full": self.serials[3].udi_text,
            "catalogue": "IP-200",
            "model": "IP-200",
            "description": "Infusion pump IP-200",
            "lot": "",
            "serial": "SN0004",
            "expiry": "2029-08-02",
            "manufactured": "2026-08-03",
            "uom": "Units",
            "qty_asked": "1",
            "certainty": "certain",
            "scope": "serial-numbers",
        }
        self.assertEqual(rows[0] | expected, rows[0])

    def test_a_lot_number_keeps_its_zeros(self):
        lot = self._lots(self.bp7, "0312200152")
        self._receive(lot, 3)
        self._deliver(lot, self.anna, 2.5)
        recall = self._prepared(self._recall(lot))
        notice = self._message(recall, self.anna)
        row = self._sheet(notice)[0]
        self.assertEqual((row["lot"], row["qty_asked"]), ("0312200152", "2.5"))
        book = load_workbook(io.BytesIO(self._file(notice, "xlsx").raw))
        cells = [cell.value for cell in list(book.active.rows)[1]]
        self.assertIn("0312200152", cells)
        self.assertTrue(all(isinstance(cell, str | None) for cell in cells))

    def test_no_cell_runs_as_a_formula(self):
        lot = self._lots(self.bp7, "=cmd|' /C calc'!A0")
        self.bp7.name = "@SUM(A1)"
        self._receive(lot, 2)
        self._deliver(lot, self.anna, 1)
        notice = self._message(self._prepared(self._recall(lot)), self.anna)
        row = self._sheet(notice)[0]
        self.assertEqual(row["lot"], "'=cmd|' /C calc'!A0")
        self.assertEqual(row["description"], "'@SUM(A1)")
        book = load_workbook(io.BytesIO(self._file(notice, "xlsx").raw))
        for row in book.active.rows:
            self.assertNotIn("f", {cell.data_type for cell in row})

    def test_a_quantity_is_written_for_machines(self):
        """A sheet has no language: no thousands mark, a point for decimals."""
        self.env["res.lang"]._activate_lang("de_DE")
        self.anna.lang = "de_DE"
        lot = self._lots(self.bp7, "C-1")
        self._receive(lot, 2000)
        self._deliver(lot, self.anna, 1234.5)
        recall = self._prepared(self._recall(lot))
        notice = self._message(recall, self.anna)
        self.assertEqual(self._sheet(notice)[0]["qty_asked"], "1234.5")
        self.assertIn("1.234,5", notice.preview)

    def test_the_json_is_the_notice(self):
        recall = self._prepared()
        notice = self._message(recall, self.anna)
        content = self._json(notice)
        self.assertEqual(content["language"], notice.lang)
        self.assertEqual(len(content["lines"]), 4)
        self.assertEqual(content["lines"][0]["qty_asked"], 1)
        self.assertEqual(
            [action["text"] for action in content["actions"]],
            ["Stop using the pumps listed.", "Set them apart."],
        )
        self.assertEqual(content["reply"]["url"], notice.addressee_id._reply_url())
        self.assertEqual(content_digest(notice_of(content)), content["content_sha256"])

    def test_the_json_names_the_other_files_with_their_digests(self):
        notice = self._message(self._prepared(), self.anna)
        files = {file.name: file.raw for file in notice.sudo()._files()}
        named = self._json(notice)["attachments"]
        self.assertEqual(len(named), 3)
        for each in named:
            content = files[each["name"]]
            self.assertEqual(each["sha256"], hashlib.sha256(content).hexdigest())

    def test_files_named_after_recall_and_customer(self):
        recall = self._prepared()
        files = self._message(recall, self.anna).sudo()._files()
        stem = f"{recall.name}-St-Anna-Hospital-v1"
        self.assertEqual(
            sorted(files.mapped("name")),
            [f"{stem}.{kind}" for kind in ("csv", "html", "json", "xlsx")],
        )
        self.assertEqual(set(files.mapped("res_model")), {"udi.recall.message"})

    def test_each_lot_can_be_scanned_off_the_paper(self):
        notice = self._message(self._prepared(), self.anna)
        names = [name for name, _picture in notice.sudo()._symbols()]
        self.assertEqual(names, self.serials[3:7].mapped("name"))
        self.assertEqual(self._file(notice, "html").raw.decode().count('alt="SN'), 4)

    def test_the_files_are_one_click_away(self):
        notice = self._message(self._prepared(), self.anna).with_user(self.manager)
        for action, kind in (
            (notice.action_open_paper(), "html"),
            (notice.action_open_sheet(), "csv"),
            (notice.action_open_workbook(), "xlsx"),
            (notice.action_open_json(), "json"),
        ):
            file = self._file(notice, kind)
            self.assertEqual(action["url"], f"/web/content/{file.id}?download=1")
