from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_udi_hold import HoldCase


@tagged("post_install", "-at_install")
class TestHoldStop(HoldCase):
    """Which ways a held unit may go, and which not."""

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
