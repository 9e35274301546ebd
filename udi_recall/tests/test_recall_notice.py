import csv
import io
from types import SimpleNamespace

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models import udi_recall_notice
from .common import PUMP_GTIN, RecallCase


class NoticeCase(RecallCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls._story()

    def _prepared(self, recall=None):
        recall = recall or self.story
        self._started(recall)
        return recall

    def _file(self, consignee, kind):
        return consignee.notice_attachment_ids.filtered(
            lambda file: file.name.endswith(f".{kind}")
        )

    def _sheet(self, consignee):
        text = self._file(consignee, "csv").raw.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))


@tagged("post_install", "-at_install")
class TestRecallNotice(NoticeCase):
    def test_only_their_own_units(self):
        recall = self._prepared()
        for partner, own in (
            (self.anna, self.serials[3:7]),
            (self.nord, self.serials[7:9]),
            (self.medica, self.serials[9]),
        ):
            notice = self._consignee(recall, partner)
            others = self.serials - own
            for text in (notice.notice_body, self._file(notice, "csv").raw.decode()):
                for serial in own:
                    self.assertIn(serial.name, text)
                for serial in others:
                    self.assertNotIn(serial.name, text)
            for other in (self.anna | self.nord | self.medica) - partner:
                self.assertNotIn(other.name, notice.notice_body)

    def test_every_unit_with_its_whole_udi(self):
        recall = self._prepared()
        body = self._consignee(recall, self.anna).notice_body
        for serial in self.serials[3:7]:
            self.assertTrue(serial.udi_text)
            self.assertIn(PUMP_GTIN, serial.udi_text)
            self.assertIn(serial.udi_text, body)

    def test_what_the_law_asks_to_be_named(self):
        recall = self._prepared()
        notice = self._consignee(recall, self.anna)
        for text in (
            "URGENT: MEDICAL DEVICE RECALL",
            recall.name,
            recall.title,
            recall.reason_text,
            recall.hazard,
            "Meridian Medical",
            "DE-MF-000012345",
            "St Anna Hospital",
            str(recall.reply_by),
            self.manager.name,
            self.company.name,
        ):
            self.assertIn(text, notice.notice_body)
        self.assertEqual(
            notice.notice_subject,
            f"URGENT: MEDICAL DEVICE RECALL {recall.name} – {recall.title} – answer by "
            f"{recall.reply_by}",
        )

    def test_instructions_are_numbered_line_by_line(self):
        body = self._consignee(self._prepared(), self.anna).notice_body
        self.assertIn("<li>Stop using the pumps listed.</li>", body)
        self.assertIn("<li>Set them apart.</li>", body)

    def test_each_kind_has_its_heading(self):
        for kind, heading in (
            ("field_correction", "URGENT: MEDICAL DEVICE CORRECTION"),
            ("withdrawal", "WITHDRAWAL OF A MEDICAL DEVICE"),
            ("fsca", "URGENT FIELD SAFETY NOTICE"),
            ("drill", "EXERCISE – nothing is wrong with your devices"),
        ):
            recall = self._recall(kind=kind)
            notices = self.env["udi.recall.notice"]
            self.assertEqual(notices._heading(recall), heading)

    def test_a_drill_says_so_first(self):
        recall = self.story
        recall.kind = "drill"
        body = self._consignee(self._prepared(recall), self.anna).notice_body
        self.assertLess(body.index("This is an exercise"), body.index("EXERCISE"))
        self.assertNotIn("URGENT", body)

    def test_no_exercise_in_a_real_one(self):
        body = self._consignee(self._prepared(), self.anna).notice_body
        self.assertNotIn("exercise", body.lower())

    def test_possible_is_said(self):
        cells = self._lots(self.bp7, "C-780", "C-781")
        self._receive(cells, 2)
        pumps = self._serials(2, start=50)
        self._make(pumps, cells)
        self._deliver(pumps[0], self.anna)
        self._deliver(pumps[1], self.nord)
        recall = self._prepared(self._recall(cells[0], pumps[1]))
        doubted = self._consignee(recall, self.anna)
        self.assertEqual(doubted.quantity_possible, 1)
        self.assertIn("cannot rule out", doubted.notice_body)
        self.assertEqual(self._sheet(doubted)[0]["certainty"], "possible")
        sure = self._consignee(recall, self.nord)
        self.assertNotIn("cannot rule out", sure.notice_body)
        self.assertEqual(self._sheet(sure)[0]["certainty"], "certain")

    def test_typed_text_is_only_text(self):
        recall = self.story
        recall.reason_text = "<script>alert(1)</script>"
        recall.instructions = "<img src=x onerror=alert(1)>"
        body = self._consignee(self._prepared(recall), self.anna).notice_body
        self.assertNotIn("<script", body)
        self.assertNotIn("<img", body)
        self.assertIn("&lt;script&gt;", body)

    def test_two_files_named_after_recall_and_customer(self):
        recall = self._prepared()
        files = self._consignee(recall, self.anna).notice_attachment_ids
        stem = f"{recall.name}-St-Anna-Hospital"
        self.assertEqual(sorted(files.mapped("name")), [f"{stem}.csv", f"{stem}.html"])
        self.assertEqual(set(files.mapped("res_model")), {"udi.recall.consignee"})

    def test_the_paper_is_a_pdf_of_ones_own(self):
        """Outside tests Odoo prints a PDF: with the real program, when it is there."""
        recall = self.story
        forced = recall.with_context(force_report_rendering=True)
        self._started(forced)
        papers = [self._file(row, "pdf").raw for row in recall.consignee_ids]
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
            udi_recall_notice, "_wkhtml", lambda: SimpleNamespace(is_patched_qt=patched)
        )
        return alone

    def test_the_patched_program_prints_all_in_one_run(self):
        alone = self._printing(
            True,
            lambda ids: {id_: {"stream": io.BytesIO(b"%%PDF-%d" % id_)} for id_ in ids},
        )
        recall = self._prepared()
        self.assertFalse(alone)
        for row in recall.consignee_ids:
            self.assertEqual(self._file(row, "pdf").raw, b"%%PDF-%d" % row.id)

    def test_pages_that_can_not_be_told_apart_are_printed_one_by_one(self):
        alone = self._printing(
            True, lambda _ids: {False: {"stream": io.BytesIO(b"all")}}
        )
        recall = self._prepared()
        self.assertEqual(sorted(alone), sorted(recall.consignee_ids.ids))

    def test_the_plain_program_prints_one_by_one(self):
        alone = self._printing(False, lambda _ids: self.fail("not possible there"))
        recall = self._prepared()
        self.assertEqual(sorted(alone), sorted(recall.consignee_ids.ids))

    def test_goods_are_held_even_if_nothing_can_be_printed(self):
        recall = self.story

        missing = UserError(self.env._("Unable to find Wkhtmltopdf on this system."))

        def fails(*_args, **_kwargs):
            raise missing

        self.patch(type(self.env["ir.actions.report"]), "_render_qweb_pdf", fails)
        self._prepared(recall)
        self.assertEqual(len(recall.hold_ids), 3)
        page = self._file(self._consignee(recall, self.anna), "html")
        self.assertIn(self.serials[3].name, page.raw.decode())
        self.assertNotIn(self.serials[9].name, page.raw.decode())
        self.assertIn("Unable to find Wkhtmltopdf", recall.message_ids[1].body)

    def test_what_was_prepared_is_what_is_printed(self):
        """Printing all joins the papers kept with the notices; none is made anew."""
        recall = self.story
        self._started(recall.with_context(force_report_rendering=True))
        rows = recall.consignee_ids
        before = rows.notice_attachment_ids
        reports = self.env["ir.actions.report"].with_context(
            force_report_rendering=True
        )
        self.patch(
            type(reports), "_run_wkhtmltopdf", lambda *_args, **_kw: self.fail("again")
        )
        content, kind = reports._render_qweb_pdf(udi_recall_notice.REPORT, rows.ids)
        self.assertEqual((kind, content[:5]), ("pdf", b"%PDF-"))
        self.assertEqual(rows.notice_attachment_ids, before)

    def test_changed_words_make_changed_notices(self):
        recall = self._prepared()
        before = recall.consignee_ids.notice_attachment_ids
        recall.instructions = "Send them back."
        recall.action_look_again()
        after = recall.consignee_ids.notice_attachment_ids
        self.assertFalse(before & after)
        self.assertFalse(before.exists())
        self.assertEqual(len(after), 6)
        self.assertIn("Send them back.", recall.consignee_ids[0].notice_body)

    def test_the_files_are_one_click_away(self):
        recall = self._prepared()
        notice = self._consignee(recall, self.anna).with_user(self.reader)
        for action, kind in (
            (notice.action_open_paper(), "html"),
            (notice.action_open_sheet(), "csv"),
        ):
            file = self._file(notice, kind)
            self.assertEqual(action["url"], f"/web/content/{file.id}?download=1")

    def test_no_file_before_the_notice(self):
        recall = self.story
        recall.action_compute_scope()
        with self.assertRaisesRegex(UserError, "No notice is prepared for"):
            recall.consignee_ids[0].action_open_paper()

    def test_print_all_notices(self):
        recall = self._prepared()
        action = recall.action_print_notices()
        self.assertEqual(action["report_type"], "qweb-pdf")
        self.assertEqual(
            set(action["context"]["active_ids"]), set(recall.consignee_ids.ids)
        )
