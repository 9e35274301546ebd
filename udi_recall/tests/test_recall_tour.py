from odoo.tests import HttpCase, tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallTour(RecallCase, HttpCase):
    """What two people click, from the draft of a lot to goods on hold."""

    def test_two_people_one_recall(self):
        cell = self._lots(self.bp7, "C-778")
        self._receive(cell, 3)
        pumps = self._serials(3)
        self._make_each(pumps, cell)
        self.medica.write({"country_id": self.env.ref("base.us").id, "lang": "en_US"})
        self._deliver(pumps[1], self.anna)
        self._deliver(pumps[2], self.medica)
        recall = self._recall(cell, physical_return=False)
        page = f"/odoo/udi-recalls/{recall.id}"
        for tour, user in (
            ("send_for_approval", self.manager),
            ("approve", self.approver),
            ("start", self.manager),
        ):
            self.start_tour(page, f"udi_recall_{tour}", login=user.login)
        self.assertEqual(recall.state, "reconciling")
        self.assertEqual(recall.hold_ids.lot_id, pumps[0])
        self.assertEqual(recall.consignee_ids.partner_id, self.anna | self.medica)
        european = recall.region_ids.filtered(lambda row: row.code == "EU")
        self.assertEqual(european.report_file_id.raw, b"the report")
        self.assertEqual(recall.approval_signature_id.user_id, self.approver)
