from odoo.tests import HttpCase, tagged

from .answer_case import AnswerCase


@tagged("post_install", "-at_install")
class TestRecallAnswerTour(AnswerCase, HttpCase):
    """On a phone: "none" is three taps and a name, "all 6 here" seven and a name."""

    browser_size = "390x844"
    touch_enabled = True

    def test_none(self):
        address = self._address(self.nord)
        self.start_tour(address._reply_path(), "udi_recall_answer_none")
        self.assertEqual(self._state(self.nord), "none_found")
        self.assertEqual(address._given().name, "Ruth Klein")

    def test_all_here(self):
        address = self._address(self.medica)
        self.start_tour(address._reply_path(), "udi_recall_answer_all_here")
        reply = address._given()
        self.assertEqual(self._state(self.medica), "complete")
        self.assertEqual(reply.line_ids.quantity_held, 6)
        self.assertEqual(set(reply.action_ids.mapped("done")), {"yes"})
        self.assertEqual(reply.adverse_events, "no")

    def test_unit_by_unit(self):
        address = self._address(self.anna)
        self.start_tour(address._reply_path(), "udi_recall_answer_units")
        reply = address._given()
        self.assertEqual(sum(reply.line_ids.mapped("quantity_held")), 2)
        self.assertEqual(sum(reply.line_ids.mapped("quantity_used")), 1)
        self.assertEqual(sum(reply.line_ids.mapped("quantity_lost")), 1)
        self.assertTrue(reply.signature)
