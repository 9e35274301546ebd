from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import UdiCase


class HoldCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bad = cls.make_lot(cls.glove, "BAD")
        cls.good = cls.make_lot(cls.glove, "GOOD")
        cls.receive({cls.bad: 50})
        cls.product = cls.glove.product_id

    def hold(self, lots=None, reason="quarantine", note="seal broken", **extra):
        lots = self.bad if lots is None else lots
        return self.env["udi.hold"]._hold(lots, reason, note, **extra)


@tagged("post_install", "-at_install")
class TestHold(HoldCase):
    def test_hold_and_release_leave_evidence(self):
        hold = self.hold()
        self.assertTrue(self.bad.udi_on_hold)
        self.assertEqual(self.bad.udi_state, "on_hold")
        held = self.events("held", lot_id=self.bad.id)
        self.assertEqual(held.reason, "Quarantine: seal broken")
        hold._release("checked, all good")
        self.assertFalse(self.bad.udi_on_hold)
        self.assertRecordValues(
            hold,
            [
                {
                    "state": "released",
                    "released_by_id": self.env.uid,
                    "release_note": "checked, all good",
                }
            ],
        )
        released = self.events("released", lot_id=self.bad.id)
        self.assertEqual(released.reason, "Quarantine: checked, all good")

    def test_the_last_release_frees(self):
        first = self.hold()
        second = self.hold(reason="complaint", note="C-118")
        self.assertTrue(second)
        first._release("ok")
        self.assertTrue(self.bad.udi_on_hold)
        second._release("ok")
        self.assertFalse(self.bad.udi_on_hold)

    def test_holding_twice_is_harmless(self):
        self.hold()
        both = self.hold(self.bad | self.good)
        self.assertEqual(both.lot_id, self.good)
        self.assertEqual(len(self.events("held", lot_id=self.bad.id)), 1)

    def test_other_values_make_another_hold(self):
        first = self.hold(note="one", release_note="key 1")
        self.assertTrue(first)
        self.assertTrue(self.hold(note="two", release_note="key 2"))
        self.assertFalse(self.hold(note="three", release_note="key 1"))

    def test_open_reservations_go_to_other_lots(self):
        delivery = self.make_delivery([(self.product, 20)])
        self.assertEqual(delivery.move_line_ids.lot_id, self.bad)
        self.receive({self.good: 15})
        self.hold()
        self.assertEqual(delivery.move_line_ids.lot_id, self.good)
        self.assertEqual(delivery.move_ids.quantity, 15)
        self.assertEqual(delivery.move_ids.state, "partially_available")

    def test_nothing_held_is_reserved(self):
        self.hold()
        delivery = self.make_delivery([(self.product, 20)])
        self.assertFalse(delivery.move_line_ids)
        self.receive({self.good: 30})
        delivery.action_assign()
        self.assertEqual(delivery.move_line_ids.lot_id, self.good)

    def test_stock_without_lot_is_still_reserved(self):
        screw = self.make_product("Screw", tracking="none")
        self.env["stock.quant"]._update_available_quantity(screw, self.shelf, 5)
        self.env["stock.quant"]._update_available_quantity(self.product, self.shelf, 5)
        self.hold()
        delivery = self.make_delivery([(screw, 5), (self.product, 5)])
        self.assertEqual(sum(delivery.move_line_ids.mapped("quantity")), 10)
        self.assertFalse(delivery.move_line_ids.lot_id)

    def test_a_picked_unit_stays_visible_and_stops_the_transfer(self):
        delivery = self.make_delivery([(self.product, 20)])
        delivery.move_line_ids.picked = True
        self.hold()
        self.assertEqual(delivery.move_line_ids.lot_id, self.bad)
        with self.assertRaisesRegex(UserError, "BAD is on hold"):
            delivery.button_validate()
        wizard = self.env["stock.lot.udi.hold"].create(
            {"lot_ids": [Command.set(self.bad.ids)], "note": "again"}
        )
        self.assertEqual(wizard.picked_picking_ids, delivery)
        self.assertFalse(wizard.picking_ids)

    def test_the_first_twenty_are_named(self):
        serials = self.env["stock.lot"].create(
            [
                {"name": f"S{n:02}", "product_id": self.pump.product_id.id}
                for n in range(25)
            ]
        )
        self.receive(dict.fromkeys(serials, 1))
        self.hold(serials)
        with self.assertRaises(UserError) as caught:
            self.ship(dict.fromkeys(serials, 1))
        lines = str(caught.exception).splitlines()
        self.assertEqual(len(lines), 21)
        self.assertIn("S00 is on hold", lines[0])
        self.assertEqual(lines[-1], "… and 5 more.")

    def test_many_lots_cost_no_query_per_lot(self):
        def make(count, prefix):
            lots = self.env["stock.lot"].create(
                [
                    {"name": f"{prefix}{n}", "product_id": self.pump.product_id.id}
                    for n in range(count)
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.hold(lots)
            self.env.flush_all()
            return self.cr.sql_log_count - before

        make(2, "W")
        few, many = make(10, "A"), make(100, "B")
        self.assertLessEqual(many, few + 10, "batches of the ORM, not one per lot")

    def test_the_dialog_previews_and_holds(self):
        delivery = self.make_delivery([(self.product, 20)])
        action = self.bad.action_udi_hold()
        form = Form(self.env[action["res_model"]].browse(action["res_id"]))
        self.assertEqual(form.lot_count, 1)
        self.assertEqual(form.quantity, 50)
        self.assertEqual(form.reserved_quantity, 20)
        form.reason = "complaint"
        form.note = "C-118"
        wizard = form.save()
        self.assertEqual(wizard.picking_ids, delivery)
        wizard.action_hold()
        self.assertEqual(self.bad.udi_hold_ids.reason, "complaint")
        self.assertFalse(delivery.move_line_ids)

    def test_the_dialog_takes_the_lots_of_a_list(self):
        context = {
            "active_model": "stock.lot",
            "active_ids": (self.bad | self.good).ids,
        }
        wizard = (
            self.env["stock.lot.udi.hold"]
            .with_context(**context)
            .create({"note": "both"})
        )
        self.assertEqual(wizard.lot_ids, self.bad | self.good)
        wizard.lot_ids = [Command.clear()]
        with self.assertRaises(UserError):
            wizard.action_hold()

    def test_release_asks_for_a_reason(self):
        hold = self.hold()
        action = self.bad.action_udi_release()
        form = Form(self.env[action["res_model"]].browse(action["res_id"]))
        with self.assertRaises(AssertionError):
            form.save()
        form.note = "QC-204"
        form.save().action_release()
        self.assertEqual(hold.state, "released")
        self.assertEqual(hold.release_note, "QC-204")

    def test_releasing_twice_says_nothing_new(self):
        hold = self.hold()
        hold._release("first")
        hold._release("second")
        self.assertEqual(hold.release_note, "first")
        self.assertEqual(len(self.events("released", lot_id=self.bad.id)), 1)

    def test_a_worker_may_hold_but_not_release(self):
        worker = self.make_user("worker_h", "udi_traceability.group_udi_user")
        wizard = (
            self.env["stock.lot.udi.hold"]
            .with_user(worker)
            .create({"lot_ids": [Command.set(self.bad.ids)], "note": "dropped"})
        )
        wizard.action_hold()
        hold = self.bad.udi_hold_ids
        self.assertEqual(hold.held_by_id, worker)
        with self.assertRaisesRegex(AccessError, "UDI manager can"):
            hold.with_user(worker)._release("I say so")
        with self.assertRaises(AccessError):
            hold.with_user(worker).action_release()
        with self.assertRaises(AccessError):
            hold.with_user(worker).write({"state": "released"})

    def test_a_hold_counts_in_every_company(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        worker = self.make_user(
            "daughter",
            "udi_traceability.group_udi_user",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        hold = self.hold()
        self.assertFalse(
            self.env["udi.hold"].with_user(worker).search([("id", "=", hold.id)])
        )
        self.assertTrue(self.bad.with_user(worker).udi_on_hold)
