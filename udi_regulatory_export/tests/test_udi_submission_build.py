from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestBuildPage(ExportCase):
    """The page says what goes before anything is built, and keeps its word."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        families = cls._family("9506000IP300ME")
        cls.first = cls._register(cls._device(1), "eudamed")
        cls.second = cls._register(cls._device(2), "eudamed")
        cls.other = cls._register(cls._device(3, basic_udi_id=families.id), "eudamed")
        cls.all = cls.first | cls.second | cls.other

    def _page(self, **values):
        return self.env["udi.submission.build"].create(
            {"regulator": "eudamed", **values}
        )

    def test_it_opens_with_what_is_ready(self):
        page = Form(self.env["udi.submission.build"])
        self.assertEqual((page.regulator, page.choice), ("eudamed", "ready"))
        self.assertEqual((page.ready_count, page.chosen_count), (3, 3))

    def test_it_opens_with_what_was_rejected_if_nothing_else_is_to_do(self):
        self.all.state = "registered"
        self.second.state = "rejected"
        page = Form(self.env["udi.submission.build"])
        self.assertEqual((page.choice, page.rejected_count), ("rejected", 1))
        self.assertEqual(page.chosen_count, 1)

    def test_what_goes_is_found_by_itself(self):
        page = self._page(choice="ready")
        self.assertRecordValues(
            page,
            [
                {
                    "new_count": 2,
                    "further_count": 1,
                    "update_count": 0,
                    "file_count": 2,
                    "files_text": "1  DEVICE.POST (2)\n2  UDI_DI.POST (1)",
                }
            ],
        )

    def test_each_figure_opens_what_it_counts(self):
        page = self._page(choice="ready")
        found = self.env["udi.registration"]
        for step, count in (("action_open_new", 2), ("action_open_further", 1)):
            action = getattr(page, step)()
            listed = found.search(action["domain"])
            self.assertEqual(len(listed), count)
            found |= listed
        self.assertEqual(found, self.all)
        with self.assertRaisesRegex(UserError, "behind this figure"):
            page.action_open_updates()

    def test_the_files_are_those_that_were_announced(self):
        page = self._page(choice="ready")
        action = page.with_user(self.officer).sudo(False).action_build()
        submission = self.env["udi.submission"].browse(action["res_id"])
        self.assertEqual(submission.file_count, page.file_count)
        self.assertEqual(submission.environment, "production")
        self.assertEqual(submission.line_ids.mapped("status"), ["built"] * 3)
        self.assertTrue(all(submission.line_ids.mapped("snapshot")))
        codes = self.all.di_id.mapped("code")
        self.assertEqual(sorted(submission.line_ids.mapped("entity_code")), codes)
        self.assertIn("Swissdamed", submission.swissdamed_text)

    def test_the_preview_is_a_file_and_is_not_kept(self):
        page = self._page(choice="ready")
        self.assertEqual(page.action_preview()["res_id"], page.id)
        self.assertIn("DEVICE", page.preview_text)
        self.assertIn(self.first.di_id.code, page.preview_text)
        self.assertFalse(self.env["udi.submission"].search([]))
        self.all.state = "withdrawn"
        page.invalidate_recordset()
        self.assertIn("there is no file", page.preview_text)

    def test_where_it_goes_to(self):
        page = self._page(choice="ready")
        self.assertEqual(page.environment_text, "Production")
        page.regulator = "nmpa"
        self.assertFalse(page.environment_text)
