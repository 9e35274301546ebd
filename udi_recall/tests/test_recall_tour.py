from odoo.tests import HttpCase, tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallTour(RecallCase, HttpCase):
    """What a recall manager clicks, from the draft of a lot to goods on hold."""

    def test_hold_and_prepare(self):
        cell = self._lots(self.bp7, "C-778")
        self._receive(cell, 3)
        pumps = self._serials(3)
        self._make_each(pumps, cell)
        self._deliver(pumps[1], self.anna)
        self._deliver(pumps[2], self.nord)
        recall = self._recall(cell, reason_text=False, instructions=False)
        self.start_tour(
            f"/odoo/udi-recalls/{recall.id}",
            "udi_recall_hold_and_prepare",
            login=self.manager.login,
        )
        self.assertEqual(recall.state, "running")
        self.assertEqual(recall.hold_ids.lot_id, pumps[0])
        self.assertEqual(recall.consignee_ids.partner_id, self.anna | self.nord)
        self.assertIn("set them apart.", recall.consignee_ids[0].notice_body)
