from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .start_case import StartCase


@tagged("post_install", "-at_install")
class TestRecallWiden(StartCase):
    """A running recall grows: its own round, only what is new."""

    def setUp(self):
        super().setUp()
        self.recall = self._started()
        self.cell = self._lots(self.bp7, "C-779")
        self._receive(self.cell, 4)
        self.more = self._serials(4, start=50)
        self._make_each(self.more, self.cell)
        self._deliver(self.more[:2], self.anna)
        self._deliver(self.more[2], self.hospital)

    def _widened(self, *lots):
        action = self.recall.action_widen()
        round_ = self.env["udi.recall.round"].with_user(self.manager)
        round_ = round_.browse(action["res_id"])
        round_.write(
            {
                "reason": "The cells of the week after fail too.",
                "decided_at": fields.Datetime.now(),
                "line_ids": [Command.create({"lot_id": lot.id}) for lot in lots],
            }
        )
        return round_

    def _sign(self, round_, user=None):
        round_ = round_.with_user(user or self.approver)
        action = round_.action_sign()
        dialog = self.env["udi.signature"].with_user(round_.env.user)
        dialog = dialog.browse(action["res_id"])
        self.patch(type(dialog), "_is_right", lambda self, password: True)
        dialog.action_sign()

    def test_the_preview_counts_what_is_new(self):
        round_ = self._widened(self.cell, self.serials[0])
        round_.action_preview()
        self.assertRecordValues(
            round_,
            [
                {
                    "number": 2,
                    "lot_count": 5,
                    "quantity": 4,
                    "quantity_to_hold": 1,
                    "consignee_count": 2,
                }
            ],
        )
        action = round_.action_open_new_lots()
        found = self.env["stock.lot"].search(action["domain"])
        self.assertEqual(found, self.cell | self.more)
        self.assertFalse(self.more.filtered("udi_on_hold"))
        self.assertEqual(self.recall.lot_count, 11)

    def test_only_what_is_new_is_held_and_asked(self):
        anna = self._consignee(self.recall, self.anna)
        old_lines, old_holds = anna.line_ids, self.recall.hold_ids
        round_ = self._widened(self.cell)
        round_.action_preview()
        self._sign(round_)
        self.assertEqual((round_.state, self.recall.round_id), ("done", round_))
        self.assertNotEqual(self.recall.first_round_id, round_)
        new_holds = self.recall.hold_ids - old_holds
        self.assertEqual(new_holds.lot_id, self.more[3])
        new = anna.line_ids - old_lines
        self.assertEqual(new.lot_id, self.more[:2])
        self.assertEqual(new.round_id, round_)
        self.assertEqual(old_lines.round_id, self.recall.first_round_id)
        hospital = self._consignee(self.recall, self.hospital)
        self.assertEqual(hospital.round_id, round_)
        self.assertTrue(round_.signature_id)
        self.assertEqual(self._step(self.recall, "hold").done, 5)

    def test_who_prepared_it_does_not_sign_it(self):
        round_ = self._widened(self.cell).with_user(self.approver)
        round_.action_preview()
        with self.assertRaisesRegex(UserError, "You prepared this"):
            round_.action_sign()
        with self.assertRaisesRegex(AccessError, "Recall approver"):
            round_.with_user(self.manager).action_sign()

    def test_it_is_complete_before_it_is_signed(self):
        round_ = self._widened(self.cell)
        with self.assertRaisesRegex(UserError, "Preview it first"):
            round_.with_user(self.approver).action_sign()
        round_.action_preview()
        round_.line_ids = [Command.create({"lot_id": self.serials[0].id})]
        self.assertFalse(round_.previewed_on)
        round_.action_preview()
        round_.decided_at = False
        with self.assertRaisesRegex(UserError, "“Decided” is empty"):
            round_.with_user(self.approver).action_sign()

    def test_nothing_new_is_not_signed(self):
        round_ = self._widened(self.serials[0])
        round_.action_preview()
        with self.assertRaisesRegex(UserError, "Nothing in it is new"):
            round_.with_user(self.approver).action_sign()

    def test_one_draft_at_a_time_and_it_can_be_dropped(self):
        round_ = self._widened(self.cell)
        action = self.recall.action_widen()
        self.assertEqual(action["res_id"], round_.id)
        round_.unlink()
        self.assertEqual(self.recall.lot_count, 11)
        self.recall.action_look_again()
        self.assertFalse(self.more.filtered("udi_on_hold"))

    def test_a_draft_does_not_widen_before_it_is_signed(self):
        self._widened(self.cell)
        self.recall.action_look_again()
        self.assertEqual(self.recall.lot_count, 11)
        self.assertFalse(self.more.filtered("udi_on_hold"))

    def test_a_begun_round_takes_no_further_line(self):
        first = self.recall.first_round_id
        lines = self.env["udi.recall.scope"].with_user(self.manager)
        values = {"recall_id": self.recall.id, "lot_id": self.cell.id}
        with self.assertRaisesRegex(UserError, "has begun"):
            lines.create({**values, "round_id": first.id})
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            lines.create(values)
        draft = self._widened(self.cell)
        with self.assertRaisesRegex(UserError, "stays where it is"):
            self.recall.scope_line_ids[0].write({"round_id": draft.id})

    def test_only_a_running_recall_grows(self):
        other = self._recall(self.cell)
        with self.assertRaisesRegex(UserError, "is Draft: this step is not"):
            other.action_widen()
        with self.assertRaises(AccessError):
            self.recall.with_user(self.reader).action_widen()
