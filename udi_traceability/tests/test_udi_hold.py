from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestHold(UdiCase):
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

    def test_every_way_out_is_blocked(self):
        delivery = self.make_delivery([(self.product, 20)])
        delivery.move_ids.picked = True
        self.hold()
        keys = {
            "skip_sanity_check": True,
            "skip_expired": True,
            "skip_backorder": True,
            "cancel_backorder": True,
            "button_validate_picking_ids": delivery.ids,
        }
        for attempt in (
            lambda: delivery.with_context(**keys).button_validate(),
            lambda: delivery.with_context(**keys)._action_done(),
            lambda: delivery.move_ids.with_context(**keys)._action_done(),
            lambda: delivery.move_line_ids.with_context(**keys)._action_done(),
            lambda: delivery.sudo()._action_done(),
        ):
            with self.assertRaisesRegex(UserError, "on hold: Quarantine, seal broken"):
                attempt()
        self.assertEqual(delivery.state, "assigned")

    def test_moving_about_and_using_up_are_blocked(self):
        self.hold()
        shelf = self.env["stock.location"].create(
            {"name": "Shelf 2", "location_id": self.shelf.id}
        )
        for place in (shelf, self.production, self.customers):
            with self.assertRaisesRegex(UserError, "Put it in quarantine"):
                self.move_lots({self.bad: 1}, self.shelf, place)
        with self.assertRaisesRegex(UserError, "on hold"):
            self.bad.location_id = shelf
        quant = self.bad.quant_ids.filtered(lambda q: q.location_id == self.shelf)
        with self.assertRaisesRegex(UserError, "on hold"):
            quant.move_quants(location_dest_id=shelf)

    def test_quarantine_and_the_maker_are_open(self):
        self.hold()
        inside = self.env["stock.location"].create(
            {"name": "Cage", "location_id": self.quarantine.id}
        )
        self.move_lots({self.bad: 5}, self.shelf, self.quarantine)
        self.move_lots({self.bad: 3}, self.quarantine, inside)
        self.move_lots({self.bad: 7}, self.shelf, self.suppliers, self.maker)
        with self.assertRaisesRegex(UserError, "on hold"):
            self.move_lots({self.bad: 1}, self.quarantine, self.shelf)

    def scrap(self, place):
        scrap = self.env["stock.scrap"].create(
            {
                "product_id": self.product.id,
                "lot_id": self.bad.id,
                "scrap_qty": 4,
                "location_id": place.id,
            }
        )
        scrap.action_validate()
        return scrap

    def test_thrown_away_from_quarantine_only(self):
        self.hold()
        with self.assertRaisesRegex(UserError, "Put it in quarantine"):
            self.scrap(self.shelf)
        self.move_lots({self.bad: 5}, self.shelf, self.quarantine)
        self.assertEqual(self.scrap(self.quarantine).state, "done")
        self.assertEqual(self.bad.product_qty, 46)

    def test_a_count_that_finds_less_is_a_count(self):
        self.hold()
        quant = self.bad.quant_ids.filtered(lambda each: each.quantity > 0)[:1]
        before = quant.quantity
        quant.with_context(inventory_mode=True).inventory_quantity = before - 1
        quant.action_apply_inventory()
        self.assertEqual(quant.quantity, before - 1)

    def test_what_is_on_hold_may_come_back(self):
        self.ship({self.bad: 10})
        self.hold()
        self.take_back({self.bad: 4})
        self.assertEqual(self.bad.product_qty, 44)
        with self.assertRaisesRegex(UserError, "on hold"):
            self.ship({self.bad: 1})

    def test_counting_is_open(self):
        self.hold()
        quant = self.bad.quant_ids.filtered(lambda q: q.location_id == self.shelf)
        quant.with_context(inventory_mode=True).inventory_quantity = 48
        quant.action_apply_inventory()
        self.assertEqual(self.bad.product_qty, 48)

    def test_a_done_line_cannot_take_a_held_lot(self):
        self.receive({self.good: 10})
        delivery = self.ship({self.good: 2})
        self.hold()
        delivery.is_locked = False
        with self.assertRaisesRegex(UserError, "on hold"):
            delivery.move_line_ids.write(
                {"lot_id": self.bad.id, "udi_edit_reason": "Another one was shipped"}
            )
        with self.assertRaisesRegex(UserError, "on hold"):
            self.env["stock.move.line"].create(
                {
                    "picking_id": delivery.id,
                    "product_id": self.product.id,
                    "lot_id": self.bad.id,
                    "quantity": 1,
                    "location_id": self.shelf.id,
                    "location_dest_id": self.customers.id,
                }
            )

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
