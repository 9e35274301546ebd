import io
from types import SimpleNamespace

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import udi_recall_message_files
from .notice_case import NoticeCase


@tagged("post_install", "-at_install")
class TestRecallNoticeReader(NoticeCase):
    """Who reads the notice: language, address, paper of the company."""

    def test_in_the_customers_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.anna.lang = "de_DE"
        recall = self.story
        recall.with_context(lang="de_DE").write(
            {
                "reason_text": "Die Batterie kann den Kontakt verlieren.",
                "instructions": "Die Pumpen nicht mehr benutzen.",
            }
        )
        recall = self._prepared(recall)
        german = self._message(recall, self.anna)
        self.assertEqual(german.lang, "de_DE")
        self.assertIn("Die Batterie kann den Kontakt verlieren.", german.preview)
        self.assertFalse(self._consignee(recall, self.anna).to_complete)
        self.assertIn(
            "The battery may lose contact.", self._message(recall, self.nord).preview
        )

    def test_one_notice_has_the_same_lines_in_each_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        recall = self._running()
        ward = self._addressee(
            self._consignee(recall, self.anna), self.anna, "bill_to", lang="de_DE"
        )
        digest, lines = ward._notice_digests()
        self.assertEqual(len(lines), 4)
        german, english = (
            ward.with_context(lang=lang)._notice_values()["lines"]
            for lang in ("de_DE", "en_US")
        )
        self.assertEqual(
            [line["udi_full"] for line in german],
            [line["udi_full"] for line in english],
        )
        self.assertTrue(digest)

    def test_a_missing_language_is_said(self):
        """English words in a notice to France are not what the law asks for."""
        self.env["res.lang"]._activate_lang("fr_FR")
        self.anna.lang = "fr_FR"
        recall = self.story
        recall.action_compute_scope()
        anna = self._consignee(recall, self.anna)
        self.assertEqual(anna.to_complete, "text in their language")

    def test_missing_contact_data_are_said(self):
        self.nord.write({"phone": False, "email": False, "country_id": False})
        recall = self.story
        recall.action_compute_scope()
        nord = self._consignee(recall, self.nord)
        self.assertEqual(nord.to_complete, "telephone, e-mail, country")
        self.assertFalse(self._consignee(recall, self.anna).to_complete)

    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def test_paper_has_the_layout_of_the_company(self):
        row = self._message(self._prepared(), self.anna)
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "udi_recall.udi_recall_message_report", row.ids
        )
        self.assertIn("St Anna Hospital", html.decode())
        self.assertIn('data-oe-model="udi.recall.message"', html.decode())


@tagged("post_install", "-at_install")
class TestRecallNoticePaper(NoticeCase):
    """Paper, whatever print program there is."""

    def test_the_paper_is_a_pdf_of_ones_own(self):
        """Outside tests Odoo prints a PDF: with the real program, when it is there."""
        recall = self._prepared()
        rows = recall.notice_ids.with_context(force_report_rendering=True).sudo()
        papers = [row._file(("pdf",)).raw for row in rows]
        self.assertEqual([paper[:5] for paper in papers], [b"%PDF-"] * 3)
        self.assertEqual(len(set(papers)), 3)

    def _printing(self, patched, papers):
        """Put a print program in place; the ids it printed, one by one."""
        alone = []

        def many(_self, _report, res_ids=None, data=None):
            return papers(res_ids), "pdf"

        def one(_self, _report, res_ids=None, data=None):
            alone.extend(res_ids)
            return b"%PDF-alone", "pdf"

        reports = type(self.env["ir.actions.report"])
        self.patch(reports, "_pre_render_qweb_pdf", many)
        self.patch(reports, "_render_qweb_pdf", one)
        self.patch(
            udi_recall_message_files,
            "_wkhtml",
            lambda: SimpleNamespace(is_patched_qt=patched),
        )
        return alone

    def test_the_patched_program_prints_all_in_one_run(self):
        alone = self._printing(
            True,
            lambda ids: {id_: {"stream": io.BytesIO(b"%%PDF-%d" % id_)} for id_ in ids},
        )
        rows = self._prepared().notice_ids.sudo()
        rows._files()
        self.assertFalse(alone)
        for row in rows:
            self.assertEqual(self._file(row, "pdf").raw, b"%%PDF-%d" % row.id)

    def test_pages_that_can_not_be_told_apart_are_printed_one_by_one(self):
        alone = self._printing(
            True, lambda _ids: {False: {"stream": io.BytesIO(b"all")}}
        )
        rows = self._prepared().notice_ids.sudo()
        rows._files()
        self.assertEqual(sorted(alone), sorted(rows.ids))

    def test_the_plain_program_prints_one_by_one(self):
        alone = self._printing(False, lambda _ids: self.fail("not possible there"))
        rows = self._prepared().notice_ids.sudo()
        rows._files()
        self.assertEqual(sorted(alone), sorted(rows.ids))

    def test_they_are_told_even_if_nothing_can_be_printed(self):
        missing = UserError(self.env._("Unable to find Wkhtmltopdf on this system."))

        def fails(*_args, **_kwargs):
            raise missing

        self.patch(type(self.env["ir.actions.report"]), "_render_qweb_pdf", fails)
        recall = self._sent()
        notice = self._message(recall, self.anna)
        self.assertEqual(notice.state, "sent")
        page = self._file(notice, "html")
        self.assertIn(self.serials[3].name, page.raw.decode())
        self.assertNotIn(self.serials[9].name, page.raw.decode())
        bodies = " ".join(recall.message_ids.mapped("body"))
        self.assertIn("Unable to find Wkhtmltopdf", bodies)
