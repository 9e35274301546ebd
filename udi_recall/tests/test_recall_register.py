import io
from datetime import timedelta

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .incoming_case import IncomingCase


@tagged("post_install", "-at_install")
class TestRegister(IncomingCase):
    def _rows(self, user=None):
        register = self.env["udi.recall.register"].with_user(user or self.reader)
        return register.search([("company_id", "=", self.company.id)])

    def _fill(self):
        lots = self._lots(self.bp7, "R-1", "R-2", "R-3", "R-4")
        holds = self.env["udi.hold"]
        self.complaint = holds._hold(lots[0], "complaint", "C-118")
        holds._hold(lots[1], "other", "Cracks")
        holds._hold(lots[2], "awaiting_release", "New")
        self.recall = self._started(self._recall(self.serials[0]))
        self._recall(lots[3])
        self._started(self._recall(self.serials[3], kind="drill"))
        self.incoming = self._bring()
        self.env.flush_all()

    def test_each_kind_has_its_line_and_nothing_else(self):
        before = self._rows()
        self._fill()
        rows = self._rows() - before
        found = {(row.kind, row.number) for row in rows}
        self.assertEqual(
            found,
            {
                ("complaint", "R-1"),
                ("nonconforming", "R-2"),
                ("recall", self.recall.name),
                ("incoming", "FSCA-26-11/7"),
            },
        )
        by_kind = rows.grouped("kind")
        self.assertEqual(by_kind["incoming"].partner_id, self.maker)
        self.assertEqual(by_kind["incoming"].quantity, 22.0)
        self.assertEqual(by_kind["complaint"].name, "C-118")
        self.assertTrue(all(rows.mapped("is_open")))
        action = by_kind["recall"].action_open()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("udi.recall", self.recall.id)
        )

    def _print(self, user=None, **values):
        wizard = self.env["udi.recall.register.print"].with_user(user or self.reader)
        return wizard.create(values)

    def test_as_a_sheet(self):
        self._fill()
        action = self._print().action_sheet()
        file = self.env["ir.attachment"].browse(
            int(action["url"].split("/")[3].split("?")[0])
        )
        book = load_workbook(io.BytesIO(file.raw))
        rows = list(book.active.iter_rows(values_only=True))
        self.assertEqual(rows[0][:3], ("When", "Kind", "Number"))
        kinds = [row[1] for row in rows[1:]]
        self.assertIn("Recall of a maker", kinds)
        self.assertIn("Complaint", kinds)

    def test_on_paper(self):
        self._fill()
        dialog = self._print()
        self.assertEqual(dialog.action_paper()["type"], "ir.actions.report")
        reports = self.env["ir.actions.report"].with_user(self.reader)
        page, _kind = reports._render_qweb_html(
            "udi_recall.udi_recall_register_report", dialog.ids
        )
        self.assertIn("FSCA-26-11/7", page.decode())
        self.assertIn(self.company.name, page.decode())

    def test_only_the_days_that_were_chosen(self):
        self._fill()
        yesterday = self.today - timedelta(days=1)
        dialog = self._print(date_from="2000-01-01", date_to="2000-12-31")
        self.assertFalse(dialog._rows())
        dialog = self._print(date_from=self.today, date_to=self.today)
        self.assertIn("R-1", dialog._rows().mapped("number"))
        dialog = self._print(date_from=self.today, date_to=yesterday)
        with self.assertRaisesRegex(UserError, "Exchange them"):
            dialog.action_sheet()

    def test_who_may_not(self):
        self._fill()
        with self.assertRaises(AccessError):
            self._rows(self.worker)
        with self.assertRaises(AccessError):
            self._print(self.worker)
        with self.assertRaises(AccessError):
            self._rows().write({"number": "x"})
        mine = self._print(self.manager)
        with self.assertRaises(AccessError):
            mine.with_user(self.reader).action_sheet()

    def test_another_company_has_its_own(self):
        self._fill()
        other = self.env["res.company"].create({"name": "Other"})
        self.reader.write(
            {"company_ids": [Command.link(other.id)], "company_id": other.id}
        )
        register = self.env["udi.recall.register"].with_user(self.reader)
        there = register.with_context(allowed_company_ids=other.ids)
        self.assertFalse(there.search([("number", "=", "R-1")]))
        dialog = self._print().with_context(allowed_company_ids=other.ids)
        dialog.company_id = self.company
        with self.assertRaises(AccessError):
            dialog.action_sheet()
