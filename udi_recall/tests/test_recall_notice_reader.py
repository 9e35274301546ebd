from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_recall_notice import NoticeCase


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
        german = self._consignee(recall, self.anna)
        self.assertEqual(german.lang, "de_DE")
        self.assertIn("Die Batterie kann den Kontakt verlieren.", german.notice_body)
        self.assertFalse(german.to_complete)
        english = self._consignee(recall, self.nord)
        self.assertIn("The battery may lose contact.", english.notice_body)

    def test_a_missing_language_is_said(self):
        """English words in a notice to Germany are not what the law asks for."""
        self.env["res.lang"]._activate_lang("de_DE")
        self.anna.lang = "de_DE"
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
        recall = self._prepared()
        row = self._consignee(recall, self.anna)
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "udi_recall.udi_recall_consignee_report", row.ids
        )
        self.assertIn("St Anna Hospital", html.decode())
        self.assertIn('data-oe-model="udi.recall.consignee"', html.decode())
