from odoo.tests import HttpCase, tagged

from .incoming_case import IncomingCase


@tagged("post_install", "-at_install")
class TestIncomingTour(IncomingCase, HttpCase):
    """What a dealer clicks from the maker's file to the answer."""

    def test_from_the_file_to_the_answer(self):
        self.env["udi.recall.incoming"].search([]).unlink()
        self.start_tour(
            "/odoo/udi-recalls-incoming",
            "udi_recall_incoming",
            login=self.manager.login,
        )
        notice = self.env["udi.recall.incoming"].search([])
        self.assertEqual((notice.state, notice.name), ("answered", "FSCA-26-11/7"))
        self.assertEqual(notice.recall_id.state, "scoped")
        self.assertEqual(notice.answer_ids.state, "given")
