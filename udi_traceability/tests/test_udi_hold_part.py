from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import UdiCase, carrier, gtin

QUARANTINE = "odoo.addons.udi_traceability.models.udi_hold_quarantine"


class HoldPartCase(UdiCase):
    """Fifty units of one lot, and a second shelf."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shelf_2 = cls.env["stock.location"].create(
            {"name": "Shelf 2", "location_id": cls.shelf.id}
        )
        cls.bad = cls.make_lot(cls.glove, "BAD")
        cls.receive({cls.bad: 50})
        cls.product = cls.glove.product_id

    def hold(self, **part):
        return self.env["udi.hold"]._hold(self.bad, "complaint", "C-118", **part)


@tagged("post_install", "-at_install")
class TestHoldPart(HoldPartCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.good = cls.make_lot(cls.glove, "GOOD")

    def reserved(self, delivery):
        return {line.lot_id.name: line.quantity for line in delivery.move_line_ids}

    def test_a_quantity_stays(self):
        hold = self.hold(held_quantity=10)
        self.assertEqual(hold.scope, "part")
        self.assertFalse(self.bad.udi_on_hold)
        self.assertTrue(self.bad.udi_part_held)
        self.receive({self.good: 20})
        delivery = self.make_delivery([(self.product, 55)])
        self.assertEqual(self.reserved(delivery), {"BAD": 40, "GOOD": 15})
        held = self.events("held", lot_id=self.bad.id)
        self.assertEqual((held.quantity, held.reason), (10, "Complaint: C-118"))

    def test_free_units_are_rounded_as_odoo_rounds(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        self.hold(held_quantity=25)
        delivery = self.make_picking(
            self.shelf, self.customers, [], self.hospital, "outgoing"
        )
        self.env["stock.move"].create(
            {
                "picking_id": delivery.id,
                "product_id": self.product.id,
                "product_uom_qty": 3,
                "product_uom": dozen.id,
                "location_id": self.shelf.id,
                "location_dest_id": self.customers.id,
            }
        )
        delivery.action_confirm()
        delivery.action_assign()
        self.assertEqual(delivery.move_ids.quantity, 2.08)

    def test_a_quantity_breaks_as_little_as_needed(self):
        early = self.make_delivery([(self.product, 20)])
        late = self.make_delivery([(self.product, 25)])
        late.move_ids.date = early.move_ids.date.replace(year=2100)
        self.hold(held_quantity=15)
        self.assertEqual(self.reserved(early), {"BAD": 20})
        self.assertEqual(self.reserved(late), {"BAD": 15})

    def test_more_than_what_is_free_does_not_leave(self):
        self.hold(held_quantity=10)
        self.ship({self.bad: 40})
        with self.assertRaisesRegex(UserError, "on hold in part .10 units"):
            self.ship({self.bad: 1})

    def test_a_place(self):
        self.move_lots({self.bad: 30}, self.shelf, self.shelf_2)
        self.hold(location_id=self.shelf_2.id)
        delivery = self.make_delivery([(self.product, 50)])
        self.assertEqual(self.reserved(delivery), {"BAD": 20})
        self.assertEqual(delivery.move_line_ids.location_id, self.shelf)
        with self.assertRaisesRegex(UserError, "Shelf 2"):
            self.move_lots({self.bad: 1}, self.shelf_2, self.customers)
        with self.assertRaisesRegex(UserError, "on hold in part"):
            self.move_lots({self.bad: 1}, self.shelf_2, self.shelf)
        self.move_lots({self.bad: 20}, self.shelf_2, self.quarantine)
        with self.assertRaisesRegex(UserError, "on hold in part"):
            self.move_lots({self.bad: 1}, self.quarantine, self.customers)
        self.move_lots({self.bad: 10}, self.shelf_2, self.suppliers, self.maker)
        delivery.do_unreserve()
        self.ship({self.bad: 20})

    def test_a_package_and_what_is_inside_it(self):
        case = self.env["stock.package"].create({"name": "CASE"})
        box = self.env["stock.package"].create(
            {"name": "BOX", "parent_package_id": case.id}
        )
        quant = self.bad.quant_ids.filtered(lambda q: q.location_id == self.shelf)
        self.env["stock.quant"]._update_available_quantity(
            self.product, self.shelf, 8, lot_id=self.bad, package_id=box
        )
        self.assertEqual(quant.quantity, 50)
        delivery = self.make_delivery([(self.product, 58)])
        self.hold(package_id=case.id)
        self.assertEqual(sum(delivery.move_line_ids.mapped("quantity")), 50)
        self.assertFalse(delivery.move_line_ids.package_id)

    def test_what_lies_in_quarantine_counts_first(self):
        self.hold(held_quantity=10)
        self.move_lots({self.bad: 10}, self.shelf, self.quarantine)
        delivery = self.make_delivery([(self.product, 50)])
        self.assertEqual(self.reserved(delivery), {"BAD": 40})
        delivery.move_ids.picked = True
        delivery.with_context(skip_backorder=True).button_validate()
        self.assertEqual(self.bad.product_qty, 10)

    def test_scans_take_what_is_free(self):
        self.hold(held_quantity=48)
        delivery = self.make_delivery([(self.product, 5)])
        text = carrier(di=gtin(10002), lot="BAD")
        self.assertTrue(delivery.udi_scan(text)["accepted"])
        self.assertTrue(delivery.udi_scan(text)["accepted"])
        refused = delivery.udi_scan(text)
        self.assertFalse(refused["accepted"])

    def test_the_same_part_is_held_once(self):
        self.assertTrue(self.hold(held_quantity=10))
        self.assertFalse(self.hold(held_quantity=10))
        self.assertTrue(self.hold(held_quantity=5))
        self.assertTrue(self.hold())
        self.assertTrue(self.bad.udi_on_hold)
        with self.assertRaises(UserError):
            self.hold(held_quantity=-1)

    def test_a_part_says_which(self):
        vals = self.hold().copy_data()[0]
        with self.assertRaisesRegex(ValidationError, "which part"):
            self.env["udi.hold"].sudo().create({**vals, "scope": "part"})

    def test_release_of_some_units(self):
        hold = self.hold()
        hold._release("30 inspected", 30)
        self.assertEqual((hold.state, hold.released_quantity), ("released", 30))
        left = self.bad.udi_hold_ids - hold
        self.assertRecordValues(
            left,
            [
                {
                    "state": "active",
                    "scope": "part",
                    "held_quantity": 20,
                    "origin_hold_id": hold.id,
                    "reason": "complaint",
                    "held_on": hold.held_on,
                }
            ],
        )
        self.assertEqual(self.events("released", lot_id=self.bad.id).quantity, 30)
        delivery = self.make_delivery([(self.product, 50)])
        self.assertEqual(self.reserved(delivery), {"BAD": 30})
        with self.assertRaisesRegex(UserError, "between 1 and 20"):
            left._release("too many", 21)
        left._release("the others", 20)
        self.assertFalse(self.bad.udi_part_held)

    def test_the_dialog_holds_a_part_and_previews_it(self):
        self.receive({self.good: 5})
        delivery = self.make_delivery([(self.product, 45)])
        action = self.bad.action_udi_hold()
        form = Form(self.env[action["res_model"]].browse(action["res_id"]))
        self.assertEqual(
            (form.quantity, form.reserved_quantity, form.replaced_quantity), (50, 45, 5)
        )
        self.assertEqual(form.short_quantity, 40)
        form.note = "C-118"
        form.scope = "part"
        wizard = form.save()
        self.assertEqual(wizard.short_picking_ids, delivery)
        with self.assertRaisesRegex(UserError, "which part"):
            wizard.action_hold()
        wizard.held_quantity = 10
        self.assertEqual(wizard.quantity, 10)
        wizard.action_hold()
        self.assertEqual(self.reserved(delivery), {"BAD": 40, "GOOD": 5})

    def test_to_quarantine_now(self):
        action = self.bad.action_udi_hold()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        wizard.write({"note": "C-118", "move_now": True})
        self.assertEqual(wizard.quarantine_id, self.quarantine)
        told = wizard.action_hold()
        self.assertIn("Bring it there", told["params"]["message"])
        quants = self.bad.quant_ids.filtered(lambda q: q.quantity > 0)
        self.assertEqual(quants.location_id, self.quarantine)
        self.assertEqual(self.events("moved", lot_id=self.bad.id).quantity, 50)

    def test_a_part_goes_to_quarantine(self):
        delivery = self.make_delivery([(self.product, 50)])
        holds = self.env["udi.hold"]
        part = {"held_quantity": 10}
        self.hold(**part)
        picking = holds._quarantine(self.bad, part, self.quarantine)
        self.assertEqual(picking.state, "done")
        self.assertEqual(picking.move_line_ids.quantity, 10)
        self.assertEqual(self.reserved(delivery), {"BAD": 40})
        with self.assertRaisesRegex(UserError, "is no quarantine"):
            holds._quarantine(self.bad, part, self.shelf_2)
        wizard = self.env["stock.lot.udi.hold"].create(
            {"lot_ids": self.bad.ids, "note": "x", "move_now": True}
        )
        wizard.quarantine_id = False
        with self.assertRaisesRegex(UserError, "No place is a quarantine"):
            wizard.action_hold()

    def test_other_lots_move_freely(self):
        self.hold(held_quantity=10)
        self.receive({self.good: 5})
        self.ship({self.good: 5})
        self.assertEqual(self.good.product_qty, 0)

    def test_the_next_step_does_not_get_it_either(self):
        output = self.env["stock.location"].create(
            {"name": "Output", "location_id": self.warehouse.view_location_id.id}
        )
        pick = self.make_picking(self.shelf, output, [(self.product, 50)])
        ship = self.make_picking(
            output, self.customers, [(self.product, 50)], self.hospital, "outgoing"
        )
        ship.move_ids.move_orig_ids = pick.move_ids
        pick.action_assign()
        pick.move_ids.picked = True
        pick._action_done()
        ship.action_assign()
        self.assertEqual(self.reserved(ship), {"BAD": 50})
        hold = self.hold()
        self.assertFalse(ship.move_line_ids)
        hold._release("ok")
        self.hold(location_id=output.id)
        ship.action_assign()
        self.assertFalse(ship.move_line_ids)

    def test_very_much_waits_for_who_moves_it(self):
        self.hold()
        with patch(f"{QUARANTINE}.AT_ONCE", 0):
            picking = self.env["udi.hold"]._quarantine(self.bad, {}, self.quarantine)
        self.assertEqual(picking.state, "assigned")
        self.assertEqual(picking.move_line_ids.quantity, 50)
        picking.move_ids.picked = True
        picking.button_validate()
        self.assertEqual(picking.state, "done")
