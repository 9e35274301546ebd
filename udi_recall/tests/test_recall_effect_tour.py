from odoo.tests import HttpCase, tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallEffectTour(RecallCase, HttpCase):
    """Returns, the reconciliation, a check and a report, as a manager clicks them."""

    def test_returns_checks_and_a_report(self):
        cell = self._lots(self.bp7, "C-778")
        self._receive(cell, 4)
        pumps = self._serials(4)
        self._make_each(pumps, cell)
        self._deliver(pumps[1:3], self.anna)
        self._deliver(pumps[3], self.nord)
        recall = self._started(self._recall(cell, check_level="A"))
        self.start_tour(
            f"/odoo/udi-recalls/{recall.id}",
            "udi_recall_effect",
            login=self.manager.login,
        )
        self.assertEqual(recall.return_ids.move_line_ids.lot_id, pumps[1:])
        check = recall.check_ids.filtered(lambda row: row.result == "effective")
        self.assertEqual(check.consignee_id.partner_id, self.anna)
        self.assertEqual(recall.report_ids.kind, "status")
