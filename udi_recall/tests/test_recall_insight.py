from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallInsight(RecallCase):
    """What recalls add to the pivot and to the board of figures."""

    def begun(self, **values):
        """Ten batteries of a lot, four sold; recalled, and held."""
        lot = self._lots(self.bp7, f"BAD-{values.get('kind', 'recall')}")
        self._receive(lot, 10)
        self._deliver(lot, self.anna, 4)
        recall = self._recall(lot, **values)
        self._started(recall)
        return lot, recall.sudo()

    def recalled(self):
        found = self.env["udi.insight"]._read_group(
            [("recalled", ">", 0)], ["device_id"], ["recalled:sum"]
        )
        return dict(found)

    def test_units_recalled(self):
        lot, recall = self.begun()
        self.assertEqual(self.recalled(), {self.bp7_device: 10})
        row = self.env["udi.insight"].search([("recalled", ">", 0)])
        self.assertEqual((row.lot_id, row.date), (lot, recall.started_on))

    def test_not_before_it_began_and_not_for_a_drill(self):
        self.begun(kind="drill")
        self.assertFalse(self.recalled())
        self._recall(self._lots(self.bp7, "DRAFT"))
        self.assertFalse(self.recalled())

    def test_recall_time(self):
        _lot, recall = self.begun()
        self.env.cr.execute(
            "UPDATE udi_recall SET create_date = %s WHERE id = %s",
            [recall.started_on - timedelta(hours=3), recall.id],
        )
        self.env.invalidate_all()
        self.env["udi.kpi"]._make_missing()
        kpi = self.env["udi.kpi"].search(
            [("code", "=", "recall_time"), ("company_id", "=", self.company.id)]
        )
        kpi._measure()
        this_month = self.company._udi_today().replace(day=1)
        self.assertEqual(kpi.month, fields.Date.to_date(this_month))
        self.assertAlmostEqual(kpi.value, 3, 2)
        self.assertEqual((kpi.value_id.sample, kpi.state), (1, "met"))
        found = self.env["udi.recall"].search(kpi.action_open_figures()["domain"])
        self.assertEqual(found, recall)
