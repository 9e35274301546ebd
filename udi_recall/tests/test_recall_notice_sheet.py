from odoo.tests import tagged

from ..models.udi_recall_notice import COLUMNS
from .common import PUMP_GTIN
from .test_recall_notice import NoticeCase


@tagged("post_install", "-at_install")
class TestRecallNoticeSheet(NoticeCase):
    def test_the_sheet_has_the_same_lines(self):
        recall = self._prepared()
        rows = self._sheet(self._consignee(recall, self.anna))
        self.assertEqual(tuple(rows[0]), COLUMNS)
        self.assertEqual(
            [row["serial"] for row in rows], self.serials[3:7].mapped("name")
        )
        self.assertEqual(
            rows[0],
            {
                "notice_id": recall.name,
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
                "quantity": "1",
                "certainty": "certain",
            },
        )

    def test_a_lot_number_keeps_its_zeros(self):
        lot = self._lots(self.bp7, "0312200152")
        self._receive(lot, 3)
        self._deliver(lot, self.anna, 2.5)
        recall = self._prepared(self._recall(lot))
        row = self._sheet(self._consignee(recall, self.anna))[0]
        self.assertEqual((row["lot"], row["quantity"]), ("0312200152", "2.5"))

    def test_no_cell_runs_as_a_formula(self):
        lot = self._lots(self.bp7, "=cmd|' /C calc'!A0")
        self.bp7.name = "@SUM(A1)"
        self._receive(lot, 2)
        self._deliver(lot, self.anna, 1)
        recall = self._prepared(self._recall(lot))
        row = self._sheet(self._consignee(recall, self.anna))[0]
        self.assertEqual(row["lot"], "'=cmd|' /C calc'!A0")
        self.assertEqual(row["description"], "'@SUM(A1)")

    def test_a_quantity_is_written_for_machines(self):
        """A sheet has no language: no thousands mark, a point for decimals."""
        self.env["res.lang"]._activate_lang("de_DE")
        self.anna.lang = "de_DE"
        lot = self._lots(self.bp7, "C-1")
        self._receive(lot, 2000)
        self._deliver(lot, self.anna, 1234.5)
        recall = self._prepared(self._recall(lot))
        notice = self._consignee(recall, self.anna)
        self.assertEqual(self._sheet(notice)[0]["quantity"], "1234.5")
        self.assertIn("1.234,5", notice.notice_body)
