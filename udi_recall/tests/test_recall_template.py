import base64
import io

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .effect_case import EffectCase
from .recall_form_files import field_form, text_form, workbook_form


@tagged("post_install", "-at_install")
class TestRecallTemplate(EffectCase):
    """The authority's own file: filled where it has places, refused with a sentence."""

    def _template(self, content, name="form.xlsx", user=None):
        templates = self.env["udi.recall.template"].with_user(user or self.manager)
        return templates.create(
            {
                "name": "Form",
                "kind": "us_806",
                "file": base64.b64encode(content),
                "file_name": name,
            }
        )

    def _filled(self, template):
        report = self.managed._freeze_report("us_806", template=template)
        file = report.attachment_ids.filtered(
            lambda file: file.name == template.file_name
        )
        return io.BytesIO(file.sudo().raw)

    def test_their_workbook_is_filled(self):
        template = self._template(workbook_form("US_CR_7", "US_CR_99"))
        self.assertEqual(template.names, "US_CR_7, US_CR_99")
        sheet = load_workbook(self._filled(template))["Sheet"]
        self.assertIn("The battery may lose contact.", sheet["B1"].value)

    def test_their_text_is_filled(self):
        template = self._template(text_form("Why: {{US-CR.7}}", "Who?"), "form.docx")
        self.assertEqual(template.names, "US_CR_7")
        said = [each.text for each in Document(self._filled(template)).paragraphs]
        self.assertIn("The battery may lose contact.", said[0])
        self.assertEqual(said[1], "Who?")

    def test_their_pdf_is_filled(self):
        template = self._template(field_form("form[0].US_CR_7[0]"), "form.pdf")
        self.assertEqual(template.names, "US_CR_7")
        [field] = PdfReader(self._filled(template)).get_fields().values()
        self.assertIn("The battery may lose contact.", field["/V"])

    def test_a_workbook_without_names_is_refused_then(self):
        template = self._template(workbook_form())
        self.assertTrue(template.is_unnamed)
        with self.assertRaisesRegex(UserError, "US_CR_4"):
            self.managed._freeze_report("us_806", template=template)

    def test_places_of_another_report_are_refused_then(self):
        template = self._template(text_form("{{CN-R.4}}"), "form.docx")
        with self.assertRaisesRegex(UserError, "no place for a heading of this report"):
            self.managed._freeze_report("us_806", template=template)

    def test_paper_without_places_goes_along(self):
        for content, name in ((field_form(), "a.pdf"), (text_form("x"), "b.docx")):
            template = self._template(content, name)
            self.assertTrue(template.is_unnamed)
            self.assertEqual(self._filled(template).getvalue(), content)

    def test_what_is_no_form(self):
        for content, name, words in (
            (b"MZ program", "form.exe", "is no workbook"),
            (b"no pdf", "form.pdf", "is no workbook"),
            (b"PK nothing", "form.xlsx", "cannot be read"),
            (b"PK nothing", "form.docx", "cannot be read"),
            (b"%PDF-1.7 nothing", "form.pdf", "cannot be read"),
            (workbook_form("A"), "form.docx", "cannot be read"),
        ):
            with self.subTest(name=name), self.cr.savepoint():
                with self.assertRaisesRegex(ValidationError, words):
                    self._template(content, name)

    def test_who_may_not(self):
        for user in (self.reader, self.worker):
            with self.assertRaises(AccessError):
                self._template(workbook_form("US_CR_7"), user=user)
