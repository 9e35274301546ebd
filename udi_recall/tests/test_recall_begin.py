from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..models import udi_recall_start
from .start_case import StartCase


@tagged("post_install", "-at_install")
class TestRecallBegin(StartCase):
    """One press: held, stopped, asked, prepared; in steps that go on."""

    def _events(self, recall):
        return self.env["udi.event"].search_count(
            [
                ("kind", "=", "recalled"),
                ("res_model", "=", "udi.recall"),
                ("res_id", "=", recall.id),
                ("lot_id", "!=", False),
            ]
        )

    def test_the_steps_of_a_start(self):
        recall = self._started()
        round_ = recall.round_id
        self.assertEqual((recall.state, round_.state), ("running", "done"))
        self.assertEqual((round_.number, recall.first_round_id), (1, round_))
        self.assertTrue(round_.held_at >= round_.started_at)
        self.assertEqual(set(round_.progress_ids.mapped("state")), {"done"})
        self.assertEqual(set(round_.progress_ids.mapped("share")), {100})
        hold = self._step(recall, "hold")
        self.assertEqual((hold.done, hold.outcome), (11, 3))
        self.assertEqual(hold.message, "3 of 11 lots are here and held.")
        self.assertEqual(recall.hold_ids.lot_id, self.serials[:3])
        self.assertEqual(recall.hold_ids.held_by_id, self.manager)
        self.assertEqual(self._events(recall), 11)
        self.assertEqual(recall.lot_line_ids.round_id, round_)
        self.assertEqual(recall.consignee_ids.round_id, round_)
        self.assertEqual(recall.consignee_ids.line_ids.round_id, round_)

    def test_pressed_twice_it_is_done_once(self):
        recall = self._started()
        holds, events = recall.hold_ids, self._events(recall)
        tasks, messages = recall.activity_ids, recall.message_ids
        self.assertTrue(recall.action_start())
        self.assertEqual(len(recall.round_ids), 1)
        self.assertEqual(recall.hold_ids, holds)
        self.assertEqual(recall.activity_ids, tasks)
        self.assertEqual(recall.message_ids, messages)
        self.assertEqual(self._events(recall), events)

    def test_only_what_was_approved_starts(self):
        recall = self.story
        recall.action_compute_scope()
        with self.assertRaisesRegex(UserError, "is Scoped: this step is not"):
            recall.action_start()
        self._approved()
        with self.assertRaisesRegex(AccessError, "role \\*Recall manager\\* can"):
            recall.with_user(self.reader).action_start()
        with self.assertRaises(AccessError):
            recall.with_user(self.worker).action_start()

    def test_goods_in_a_box_stop_their_transfer(self):
        packed = self.make_delivery([(self.ip200, 2)], self.nord)
        packed.move_ids.picked = True
        loose = self.make_delivery([(self.ip200, 1)], self.anna)
        self.assertTrue(loose.move_line_ids.lot_id <= self.serials)
        recall = self._started()
        self.assertEqual(recall.round_id.stopped_picking_ids, packed)
        self.assertIn("recalled goods lie in it", packed.message_ids[0].body)
        self.assertFalse(loose.move_line_ids)
        self.assertEqual(
            self._step(recall, "deliveries").message,
            "1 reservations taken back, 1 transfers stopped.",
        )

    def test_a_task_for_each_role_that_has_something_to_do(self):
        logistics = self._user("logistics", "udi_recall.group_recall_user")
        self.story.sudo().role_ids = [
            Command.create({"role": "logistics", "user_id": logistics.id})
        ]
        recall = self._started()
        users = {task.user_id: task.summary for task in recall.activity_ids}
        self.assertEqual(set(users), {logistics, self.manager})
        self.assertIn("Set recalled goods apart", users[logistics])

    # -- accounts, delivery addresses ----------------------------------------------

    def test_an_account_is_asked_by_delivery_address(self):
        more = self._serials(3, start=50)
        self._make_each(more, self._made_cell(3))
        self._deliver(more[:2], self.ward)
        self._deliver(more[2], self.anna)
        self._take_back(more[0], self.anna)
        recall = self._started(self._recall(*more))
        anna = self._consignee(recall, self.anna)
        self.assertEqual(
            self._asked(anna), {(self.ward, "SN0051"): 1, (self.anna, "SN0052"): 1}
        )
        self.assertRecordValues(
            anna.line_ids[:1],
            [{"quantity_shipped": 1, "quantity_back": 0, "quantity_out": 1}],
        )
        self.assertTrue(all(anna.line_ids.mapped("document")))
        self.assertEqual(anna.line_ids[:1].shipped_on, self.today)

    def _made_cell(self, quantity):
        cell = self._lots(self.bp7, "C-800")
        self._receive(cell, quantity)
        return cell

    def test_a_lot_at_two_addresses_of_one_account(self):
        cell = self._lots(self.bp7, "C-900")
        self._receive(cell, 20)
        self._deliver(cell, self.ward, 7)
        self._deliver(cell, self.anna, 5)
        self._take_back(cell, self.anna, 2)
        recall = self._started(self._recall(cell))
        anna = self._consignee(recall, self.anna)
        self.assertEqual(
            self._asked(anna), {(self.ward, "C-900"): 7, (self.anna, "C-900"): 3}
        )
        self.assertEqual(sum(anna.line_ids.mapped("quantity_back")), 2)
        self.assertEqual((anna.quantity, anna.quantity_out), (10, 10))

    def test_to_whom_it_is_written(self):
        bill, contact = self.env["res.partner"].create(
            [
                {"name": "Accounts", "parent_id": self.anna.id, "type": "invoice"},
                {
                    "name": "Vigilance",
                    "parent_id": self.anna.id,
                    "udi_recall_contact": True,
                },
            ]
        )
        recall = self._started()
        anna = self._consignee(recall, self.anna)
        kinds = {row.partner_id: row.kind for row in anna.addressee_ids}
        self.assertEqual(
            kinds, {self.anna: "ship_to", bill: "bill_to", contact: "contact"}
        )
        self.assertEqual(
            anna.addressee_ids.filtered("must_answer").partner_id, self.anna
        )
        medica = self._consignee(recall, self.medica)
        self.assertEqual(medica.addressee_ids.partner_id, self.medica)

    def test_another_preview_knows_another_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.story.action_compute_scope()
        self.anna.lang = "de_DE"
        self.story.action_compute_scope()
        anna = self._consignee(self.story, self.anna)
        self.assertEqual(anna.lang, "de_DE")
        self.assertEqual(anna.addressee_ids.mapped("lang"), ["de_DE"])

    def test_what_was_asked_stays_what_came_back_shows(self):
        recall = self._started()
        self._take_back(self.serials[9], self.medica)
        recall.action_look_again()
        medica = self._consignee(recall, self.medica)
        self.assertEqual((medica.quantity, medica.quantity_out), (1, 0))
        self.assertRecordValues(
            medica.line_ids, [{"quantity": 1, "quantity_out": 0, "quantity_back": 0}]
        )

    # -- part by part --------------------------------------------------------------

    def _queued(self, recall=None):
        """As a large recall starts: nothing is done at once."""
        recall = self._approved(recall)
        with patch.object(udi_recall_start, "FEW_LOTS", 1):
            recall.action_start()
        return recall

    def test_a_large_one_goes_on_in_the_background(self):
        recall = self._queued()
        round_ = recall.round_id
        self.assertEqual((recall.state, round_.state), ("running", "queued"))
        self.assertFalse(recall.hold_ids)
        cron = self.env.ref("udi_recall.ir_cron_recall")
        triggers = self.env["ir.cron.trigger"]
        self.assertTrue(triggers.search([("cron_id", "=", cron.id)]))
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(round_.state, "done")
        self.assertEqual(recall.hold_ids.lot_id, self.serials[:3])
        self.assertEqual(recall.hold_ids.held_by_id, self.manager)

    def test_holds_are_set_part_by_part_each_once(self):
        recall = self._queued()
        round_ = recall.sudo().round_id
        with patch.object(udi_recall_start, "PART", 4):
            done = []
            while self._step(recall, "hold").state != "done":
                round_._do_part()
                done.append(self._step(recall, "hold").done)
        self.assertEqual(done, [4, 8, 11])
        self.assertEqual(self._events(recall), 11)
        self.assertEqual(len(recall.hold_ids), 3)

    def test_what_stops_says_why_and_goes_on(self):
        recall = self._approved()
        refused = UserError("No paper.")
        with patch.object(type(recall), "_step_notices", side_effect=refused):
            recall.action_start()
        round_ = recall.round_id
        self.assertEqual((round_.state, round_.message), ("stopped", "No paper."))
        self.assertEqual(len(recall.hold_ids), 3)
        with self.assertRaisesRegex(AccessError, "role \\*Recall manager\\* can"):
            recall.with_user(self.reader).action_go_on()
        recall.action_go_on()
        self.assertEqual(round_.state, "done")
        self.assertFalse(round_.message)
        self.assertEqual(self._events(recall), 11)

    def test_steps_are_written_by_steps_alone(self):
        recall = self._started()
        round_ = recall.round_id.with_user(self.manager)
        for vals in ({"state": "draft"}, {"held_at": False}, {"reason": "x"}):
            with self.assertRaises(UserError):
                round_.write(vals)
        with self.assertRaises(UserError):
            round_.unlink()
        with self.assertRaises(AccessError):
            round_.create({"recall_id": recall.id, "number": 9})
        with self.assertRaises(AccessError):
            round_.progress_ids.write({"state": "done"})
        with self.assertRaises(AccessError):
            recall.consignee_ids.with_user(self.manager).write({"quantity_out": 0})

    # -- a drill -------------------------------------------------------------------

    def test_a_drill_touches_nothing(self):
        self.story.kind = "drill"
        packed = self.make_delivery([(self.ip200, 1)], self.nord)
        packed.move_ids.picked = True
        mails = self.env["mail.mail"].search_count([])
        events = self.env["udi.event"].search_count([])
        recall = self._started()
        self.assertEqual(recall.round_id.state, "done")
        self.assertFalse(recall.hold_ids)
        self.assertFalse(any(self.serials.mapped("udi_on_hold")))
        self.assertFalse(recall.round_id.stopped_picking_ids)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertEqual(self.env["udi.event"].search_count([]), events)
        self.assertEqual(recall.lot_line_ids.round_id, recall.round_id)
        self.assertIn("(drill)", recall.activity_ids[0].summary)

    # -- before it is pressed --------------------------------------------------------

    def test_the_button_says_what_it_does(self):
        recall = self._approved()
        self.assertEqual(recall.start_label, "Hold 3 units; 3 wait for the report (EU)")
        self.assertIn("This holds 3 units.", recall.start_text)
        recall.sudo().region_ids.gate_state = "sent"
        self.assertEqual(recall.start_label, "Hold 3 units, write to 3")
