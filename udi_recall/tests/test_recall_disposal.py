from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .effect_case import EffectCase


@tagged("post_install", "-at_install")
class TestRecallDisposal(EffectCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pump = cls.serials[0]
        cls.move_lots({cls.pump: 1}, cls.shelf, cls.quarantine)

    def _plan(self, kind="destroy", user=None, lot=None, **values):
        row = self._row(self.recall, lot or self.pump)
        disposals = self.env["udi.recall.disposal"].with_user(user or self.manager)
        return disposals.create(
            {
                "recall_id": self.recall.id,
                "recall_lot_id": row.id,
                "kind": kind,
                "quantity": 1,
                "location_id": self.quarantine.id,
                **values,
            }
        )

    def _papers(self):
        files = self.env["ir.attachment"].with_user(self.manager)
        file = files.create({"name": "certificate.pdf"})
        return {
            "authority_told_on": self.today,
            "witness": "Mr Weber, city office",
            "certificate_ids": [Command.set(file.ids)],
        }

    def test_destroyed_before_a_witness(self):
        disposal = self._plan(**self._papers())
        disposal.action_done()
        self.assertEqual(disposal.state, "done")
        self.assertEqual(disposal.done_by_id, self.manager)
        self.assertEqual(disposal.picking_id.location_dest_id.usage, "inventory")
        self.assertFalse(self.pump.product_qty)
        self.assertTrue(disposal.with_user(self.reader).certificate_ids.mapped("name"))
        self.assertEqual(self.recall._status_figures()["disposals"], {"destroy": 1})

    def test_the_authority_is_told_before(self):
        disposal = self._plan()
        with self.assertRaisesRegex(UserError, "Authority told on"):
            disposal.action_done()
        disposal.write({**self._papers(), "authority_told_on": self.in_days(1)})
        with self.assertRaisesRegex(UserError, "destroy after that day"):
            disposal.action_done()
        disposal.authority_told_on = self.today
        disposal.witness = False
        with self.assertRaisesRegex(UserError, "Witness"):
            disposal.action_done()
        disposal.write({"witness": "Mr Weber", "certificate_ids": [Command.clear()]})
        with self.assertRaisesRegex(UserError, "Certificate"):
            disposal.action_done()
        self.assertEqual(self.pump.product_qty, 1)

    def test_not_more_than_lies_there(self):
        disposal = self._plan(**self._papers(), quantity=2)
        with self.assertRaisesRegex(UserError, "has 1 of SN0001, not 2"):
            disposal.action_done()
        with self.assertRaisesRegex(UserError, "has 0 of SN0002"):
            self._plan(lot=self.serials[1], **self._papers()).action_done()

    def test_done_twice_is_done_once(self):
        disposal = self._plan(**self._papers())
        disposal.action_done()
        with self.assertRaisesRegex(UserError, "kept as evidence"):
            disposal.action_done()
        with self.assertRaisesRegex(UserError, "kept as evidence"):
            disposal.witness = "Nobody"

    def test_reworked_goods_are_kept_apart(self):
        disposal = self._plan("rework")
        with self.assertRaisesRegex(UserError, "Kept apart in"):
            disposal.action_done()
        for place in (self.quarantine, self.shelf):
            disposal.location_dest_id = place
            with self.assertRaisesRegex(UserError, "no other quarantine"):
                disposal.action_done()
        bench = self.quarantine.copy({"name": "Reworked"})
        disposal.location_dest_id = bench
        disposal.action_done()
        self.assertEqual(self.pump.location_id, bench)
        self.assertTrue(self.pump.udi_on_hold)

    def test_back_to_the_supplier(self):
        self._plan("supplier").action_done()
        self.assertFalse(self.pump.product_qty)

    def test_a_second_person_releases(self):
        disposal = self._plan("release", location_id=False, note="Battery changed")
        with self.assertRaisesRegex(AccessError, "not sign it"):
            disposal.action_done()
        action = disposal.with_user(self.approver).action_done()
        self._sign(action, self.approver, "Tested: good")
        self.assertEqual(disposal.state, "done")
        self.assertFalse(self.pump.udi_on_hold)
        self.assertEqual(disposal.signature_id.user_id, self.approver)
        open_points = [code for code, *_rest in self.recall._open_points()]
        self.assertNotIn("not_held", open_points)
        again = self._plan("release", location_id=False)
        with self.assertRaisesRegex(UserError, "free already"):
            again.with_user(self.approver).action_done()

    def test_who_planned_it_does_not_sign(self):
        disposal = self._plan("release", user=self.approver, location_id=False)
        with self.assertRaisesRegex(AccessError, "You prepared this"):
            disposal.action_done()

    def test_a_wrong_password_releases_nothing(self):
        disposal = self._plan("release", location_id=False)
        action = disposal.with_user(self.approver).action_done()
        self._sign(action, self.approver, password="guess")
        self.assertTrue(self.pump.udi_on_hold)
        self.assertEqual(disposal.state, "planned")

    def test_a_drill_destroys_nothing(self):
        self.recall.sudo().kind = "drill"
        with self.assertRaisesRegex(UserError, "is a drill"):
            self._plan()

    def test_lots_of_another_recall(self):
        other = self._recall(self._serials(1, start=60))
        row = self._row(self.recall, self.pump)
        with self.assertRaises(UserError):
            self.env["udi.recall.disposal"].with_user(self.manager).create(
                {
                    "recall_id": other.id,
                    "recall_lot_id": row.id,
                    "kind": "destroy",
                    "quantity": 1,
                }
            )

    def test_the_steps_cannot_be_typed(self):
        with self.assertRaisesRegex(UserError, "only the buttons"):
            self._plan(state="done")
        disposal = self._plan()
        for values in (
            {"state": "done"},
            {"done_by_id": self.approver.id},
            {"recall_id": self.recall.copy().id},
        ):
            with self.assertRaisesRegex(UserError, "only the buttons"):
                disposal.write(values)

    def test_who_may_not(self):
        disposal = self._plan(**self._papers())
        for user in (self.reader, self.worker):
            with self.assertRaises(AccessError):
                self._plan(user=user)
            with self.assertRaises(AccessError):
                disposal.with_user(user).action_done()
            with self.assertRaises(AccessError):
                disposal.with_user(user).action_cancel()
        with self.assertRaises(AccessError):
            disposal.with_user(self.manager).unlink()

    def test_cancelled_is_kept(self):
        disposal = self._plan()
        disposal.action_cancel()
        self.assertEqual(disposal.state, "cancelled")
        with self.assertRaisesRegex(UserError, "kept as evidence"):
            disposal.action_done()
