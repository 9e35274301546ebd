from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallPrepare(RecallCase):
    """Hold and prepare: once, completely, and nothing in a drill."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.story = cls._story()

    def _prepared(self, recall=None):
        recall = recall or self.story
        self._started(recall)
        return recall

    def _recalled_events(self, recall):
        return self.env["udi.event"].search(
            [
                ("kind", "=", "recalled"),
                ("res_model", "=", "udi.recall"),
                ("res_id", "=", recall.id),
            ]
        )

    def test_what_is_here_is_held(self):
        recall = self._prepared()
        self.assertEqual(recall.state, "running")
        self.assertTrue(recall.started_on)
        self.assertEqual(recall.hold_ids.lot_id, self.serials[:3])
        self.assertRecordValues(
            recall.hold_ids[0],
            [
                {
                    "reason": "recall",
                    "state": "active",
                    "company_id": self.company.id,
                    "held_by_id": self.manager.id,
                    "note": recall.display_name,
                }
            ],
        )
        self.assertTrue(all(self.serials[:3].mapped("udi_on_hold")))
        self.assertEqual(
            recall.summary,
            "10 units: 3 never left, held · 7 out there at 3 customers",
        )

    def test_reservations_are_broken(self):
        recall = self.story
        picking = self.make_delivery([(self.ip200, 2)], self.nord)
        self.assertEqual(len(picking.move_line_ids), 2)
        self._prepared(recall)
        self.assertFalse(picking.move_line_ids)

    def test_every_affected_lot_is_in_the_ledger_once(self):
        recall = self._prepared()
        recall.action_look_again()
        events = self._recalled_events(recall)
        self.assertEqual(events.lot_id, self.cell | self.serials)
        self.assertEqual(len(events.filtered("lot_id")), 11)
        self.assertRecordValues(
            events.filtered(lambda event: event.lot_id == self.serials[3]),
            [
                {
                    "user_id": self.manager.id,
                    "origin": recall.name,
                    "reason": recall.display_name,
                    "quantity": 1,
                }
            ],
        )

    def test_one_notice_for_each_customer(self):
        recall = self._prepared()
        self.assertEqual(set(recall.consignee_ids.mapped("notice_state")), {"waiting"})
        self.assertEqual(recall.notice_count, 3)
        self.assertEqual(len(recall.notice_ids), 3)

    def test_nothing_is_sent(self):
        mails = self.env["mail.mail"].search_count([])
        recall = self._prepared()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertFalse(recall.message_ids.notified_partner_ids)

    def test_pressed_twice_it_does_it_once(self):
        recall = self._prepared()
        holds, notices = recall.hold_ids, recall.notice_ids
        messages, events = recall.message_ids, self.env["udi.event"].search_count([])
        recall.action_start()
        self.assertEqual(recall.hold_ids, holds)
        self.assertEqual(recall.notice_ids, notices)
        self.assertEqual(recall.message_ids, messages)
        self.assertEqual(self.env["udi.event"].search_count([]), events)

    def test_what_was_done_stands_in_the_chatter(self):
        recall = self._prepared()
        bodies = " ".join(recall.message_ids.mapped("body"))
        self.assertIn("Scope previewed. 10 units: 3 never left", bodies)
        self.assertIn("3 lots held. 3 notices prepared.", bodies)
        self.assertEqual(recall.message_ids[0].author_id, self.manager.partner_id)

    # -- drill ---------------------------------------------------------------------

    def test_a_drill_holds_nothing(self):
        recall = self.story
        recall.kind = "drill"
        recall.action_compute_scope()
        self.assertEqual(recall.start_label, "Write to 3 (drill)")
        events = self.env["udi.event"].search_count([])
        self._started(recall)
        self.assertEqual(recall.state, "running")
        self.assertFalse(recall.hold_ids)
        self.assertFalse(any(self.serials.mapped("udi_on_hold")))
        self.assertEqual(self.env["udi.event"].search_count([]), events)
        self.assertEqual(
            recall.summary, "10 units: 3 never left · 7 out there at 3 customers"
        )
        self.assertEqual(recall.notice_count, 3)

    def test_goods_come_back_freely_in_a_drill(self):
        recall = self.story
        recall.kind = "drill"
        self._prepared(recall)
        self._take_back(self.serials[9], self.medica)
        self.assertFalse(self.serials[9].udi_on_hold)

    def test_the_end_of_a_drill_is_not_in_the_ledger(self):
        recall = self.story
        recall.kind = "drill"
        self._prepared(recall)
        self._closed(recall, "Found in four minutes.")
        self.assertFalse(self._recalled_events(recall))

    # -- goods move on -------------------------------------------------------------

    def test_recalled_goods_that_come_back_are_held_at_once(self):
        recall = self._prepared()
        self._take_back(self.serials[9], self.medica)
        self.assertTrue(self.serials[9].udi_on_hold)
        self.assertIn(self.serials[9], recall.hold_ids.lot_id)

    def test_whoever_takes_them_back(self):
        """The warehouse has no rights on recalls; the hold is set all the same."""
        self._prepared()
        picking = self.make_picking(
            self.customers, self.shelf, [], self.medica, "incoming"
        )
        self.env["stock.move.line"].create(
            {
                "picking_id": picking.id,
                "product_id": self.ip200.id,
                "lot_id": self.serials[9].id,
                "quantity": 1,
                "location_id": self.customers.id,
                "location_dest_id": self.shelf.id,
                "picked": True,
            }
        )
        picking.with_user(self.worker).button_validate()
        self.assertEqual(picking.state, "done")
        hold = self.serials[9].udi_hold_ids
        self.assertRecordValues(
            hold, [{"reason": "recall", "held_by_id": self.worker.id}]
        )

    def test_goods_not_recalled_come_back_freely(self):
        self._prepared()
        other = self._serials(1, start=90)
        self._receive(other)
        self._deliver(other, self.anna)
        self._take_back(other, self.anna)
        self.assertFalse(other.udi_on_hold)

    def test_before_and_after_the_recall_they_come_back_freely(self):
        recall = self.story
        recall.action_compute_scope()
        self._take_back(self.serials[9], self.medica)
        self.assertFalse(self.serials[9].udi_on_hold)
        self._closed(self._started(recall), "Everything is back.")
        self._take_back(self.serials[8], self.nord)
        self.assertFalse(self.serials[8].udi_on_hold)

    def test_look_again_finds_what_moved(self):
        recall = self._prepared()
        self._take_back(self.serials[9], self.medica)
        self._take_back(self.serials[3], self.anna)
        recall.action_look_again()
        self.assertEqual(
            recall.summary,
            "10 units: 3 never left · 2 back, all held · 5 out there at 2 customers",
        )
        gone = self._consignee(recall, self.medica)
        self.assertRecordValues(
            gone, [{"notice_state": "void", "quantity": 1, "quantity_out": 0}]
        )
        anna = self._consignee(recall, self.anna)
        self.assertRecordValues(anna, [{"quantity": 4, "quantity_out": 3}])

    def test_look_again_with_nothing_new_says_so(self):
        recall = self._prepared()
        recall.action_look_again()
        self.assertIn("Looked again: nothing new.", recall.message_ids[0].body)

    def test_look_again_finds_what_was_made_since(self):
        """Production went on elsewhere with the same lot before it was held."""
        cell = self._lots(self.bp7, "C-5")
        self._receive(cell, 5)
        pumps = self._serials(2, start=50)
        self._make(pumps[0], cell)
        recall = self._recall(cell)
        recall.action_compute_scope()
        self._make(pumps[1], cell)
        self._started(recall)
        self.assertEqual(recall.hold_ids.lot_id, cell | pumps)

    def test_look_again_after_the_answer_date(self):
        recall = self._prepared()
        recall.reply_by = fields.Date.today() - timedelta(days=1)
        recall.action_look_again()
        self.assertEqual(recall.state, "running")

    def test_a_lot_once_in_a_running_recall_stays(self):
        recall = self._prepared()
        links = self.env["stock.move.line"].search(
            [("lot_id", "=", self.serials[0].id), ("consume_line_ids", "!=", False)]
        )
        links.consume_line_ids = False
        recall.action_look_again()
        self.assertEqual(self._row(recall, self.serials[0]).certainty, "certain")

    def test_a_released_hold_shows(self):
        recall = self._prepared()
        recall.hold_ids[0].sudo()._release("Inspected, battery exchanged.")
        self.assertEqual(
            recall.summary,
            "10 units: 3 never left, only 2 held · 7 out there at 3 customers",
        )

    # -- refusals ------------------------------------------------------------------

    def test_nothing_starts_before_the_approval(self):
        with self.assertRaisesRegex(UserError, "is Draft: this step is not possible"):
            self.story.action_start()
        self.story.action_compute_scope()
        with self.assertRaisesRegex(UserError, "is Scoped: this step is not possible"):
            self.story.action_start()
        self.assertFalse(self.story.hold_ids)

    def test_two_at_once(self):
        """Another session has the recall: nothing is done twice, and it is said."""
        recall = self._approved(self.story)
        self.patch(type(recall), "try_lock_for_update", lambda self: self.browse())
        with self.assertRaisesRegex(UserError, "Someone is working on"):
            recall.action_start()
