from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestOrigin(RecallCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cell = cls._lots(cls.bp7, "C-778")
        cls._receive(cls.cell, 10)
        cls.manager.group_ids += cls.env.ref("udi_traceability.group_udi_user")
        cls.reader.group_ids += cls.env.ref("udi_traceability.group_udi_user")

    def _recall_of(self, action):
        return self.env["udi.recall"].browse(action["res_id"])

    def test_a_hold_starts_one(self):
        hold = self.env["udi.hold"]._hold(self.cell, "complaint", "C-118")
        recall = self._recall_of(hold.with_user(self.manager).action_udi_recall())
        self.assertEqual(recall.scope_line_ids.lot_id, self.cell)
        self.assertEqual((recall.source, recall.state), ("complaint", "draft"))
        self.assertIn("C-118", recall.title)
        self.assertEqual(recall.action_open_origin()["res_id"], hold.id)

    def test_several_holds_start_one(self):
        lots = self.cell | self._lots(self.bp7, "C-779")
        holds = self.env["udi.hold"]._hold(lots, "other", "Cracks")
        recall = self._recall_of(holds.with_user(self.manager).action_udi_recall())
        self.assertEqual(recall.scope_line_ids.lot_id, lots)
        self.assertIn("1 more", recall.title)
        with self.assertRaises(UserError):
            holds.browse().action_udi_recall()

    def test_an_alert_starts_one_and_both_say_so(self):
        rule = self.env["udi.alert.rule"].search([], limit=1)
        values = {
            "name": "Three refused",
            "rule_id": rule.id,
            "kind": rule.kind,
            "severity": "2",
            "company_id": self.company.id,
            "res_model": "stock.lot",
            "res_id": self.cell.id,
            "lot_id": self.cell.id,
            "first_seen": "2026-11-01",
            "last_seen": "2026-11-01",
            "due_on": "2026-11-02",
        }
        alert = self.env["udi.alert"].sudo().create(values)
        recall = self._recall_of(alert.with_user(self.manager).action_udi_recall())
        self.assertEqual(recall.title, "Three refused")
        self.assertIn(recall.name, alert.message_ids[0].body)
        self.assertIn("Three refused", recall.message_ids[0].body)
        alert.sudo().lot_id = False
        with self.assertRaisesRegex(UserError, "names no lot"):
            alert.with_user(self.manager).action_udi_recall()

    def test_another_program_starts_one(self):
        recalls = self.env["udi.recall"].with_user(self.manager)
        args = ("res.partner", self.anna.id, self.cell.ids, " Complaint C-7 ")
        recall = recalls.browse(recalls.start_from(*args, source="complaint"))
        self.assertEqual((recall.title, recall.source), ("Complaint C-7", "complaint"))
        self.assertEqual(recall.origin_model, "res.partner")
        for wrong in (
            ("no.such", 1, self.cell.ids, "x"),
            (7, 1, self.cell.ids, "x"),
            ("res.partner", "1", self.cell.ids, "x"),
            ("res.partner", True, self.cell.ids, "x"),
            ("res.partner", self.anna.id, [], "x"),
            ("res.partner", self.anna.id, "1", "x"),
            ("res.partner", self.anna.id, [0], "x"),
            ("res.partner", self.anna.id, [2**40], "x"),
            ("res.partner", self.anna.id, [2**31 - 1], "x"),
            ("res.partner", 2**31 - 1, self.cell.ids, "x"),
            ("res.partner", self.anna.id, self.cell.ids, " "),
            ("res.partner", self.anna.id, self.cell.ids, None),
            ("res.partner", self.anna.id, self.cell.ids, "x", "gossip"),
        ):
            with self.assertRaises(UserError, msg=str(wrong)):
                recalls.start_from(*wrong)

    def test_who_may_not(self):
        args = ("res.partner", self.anna.id, self.cell.ids, "x")
        hold = self.env["udi.hold"]._hold(self.cell, "complaint", "C-118")
        for user in (self.reader, self.worker):
            with self.assertRaises(AccessError):
                self.env["udi.recall"].with_user(user).start_from(*args)
            with self.assertRaises(AccessError):
                hold.with_user(user).action_udi_recall()

    def test_where_it_came_from_is_not_typed(self):
        recall = self._recall(self.cell, origin_name="Gossip")
        self.assertFalse(recall.origin_name)
        with self.assertRaises(UserError):
            recall.origin_name = "Gossip"
        with self.assertRaisesRegex(UserError, "begun by hand"):
            recall.action_open_origin()

    def test_a_record_of_a_company_that_is_not_ticked(self):
        other = self.env["res.company"].create({"name": "Other"})
        partner = self.env["res.partner"].create(
            {"name": "Theirs", "company_id": other.id}
        )
        recalls = self.env["udi.recall"].with_user(self.manager)
        with self.assertRaisesRegex(UserError, "Switch to that company"):
            recalls._start_from(partner, self.cell, "x")
        self.manager.company_ids = [Command.link(other.id)]
        ticked = recalls.with_context(allowed_company_ids=[other.id, self.company.id])
        lot = self._lots(self.bp7, "C-900", company_id=False)
        recall = ticked._start_from(partner, lot, "x")
        self.assertEqual(recall.company_id, other)
