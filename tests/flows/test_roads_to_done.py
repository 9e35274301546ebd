"""Roads around the button Validate: all of them end at the same hard stops."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, TransactionCase, tagged

SKIP = {
    "skip_backorder": True,
    "skip_expired": True,
    "skip_sanity_check": True,
    "skip_immediate": True,
    "skip_mo_check": True,
}


@tagged("post_install", "-at_install")
class TestRoadsToDone(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )
        cls.shelf = cls.warehouse.lot_stock_id
        cls.customers = cls.env.ref("stock.stock_location_customers")
        cls.customer = cls.env["res.partner"].create({"name": "Hospital"})
        cls.product = cls.env["product.product"].create(
            {"name": "Pump", "is_storable": True, "tracking": "serial"}
        )
        cls.env["udi.device"].create(
            {
                "model_number": "P-1",
                "product_id": cls.product.id,
                "pi_serial": True,
                "di_ids": [Command.create({"code": "09506000117843"})],
            }
        ).action_activate()
        cls.lots = cls.env["stock.lot"].create(
            [{"name": name, "product_id": cls.product.id} for name in ("OLD", "HELD")]
        )
        cls.old, cls.held = cls.lots
        for lot in cls.lots:
            cls.env["stock.quant"]._update_available_quantity(
                cls.product, cls.shelf, 1, lot_id=lot
            )
        yesterday = cls.company._udi_today() - timedelta(days=1)
        cls.old.write({"udi_expiration_date": yesterday, "udi_edit_reason": "Compared"})
        cls.env["udi.hold"]._hold(cls.held, "complaint", "C-118")

    def delivery(self, lot, kind=None):
        kind = kind or self.warehouse.out_type_id
        places = {
            "location_id": self.shelf.id,
            "location_dest_id": self.customers.id,
        }
        picking = self.env["stock.picking"].create(
            {"picking_type_id": kind.id, "partner_id": self.customer.id, **places}
        )
        self.env["stock.move.line"].create(
            {
                "picking_id": picking.id,
                "product_id": self.product.id,
                "lot_id": lot.id,
                "quantity": 1,
                "picked": True,
                **places,
            }
        )
        picking.action_confirm()
        return picking

    def refused(self, words, road):
        with self.assertRaises(UserError) as refusal, self.cr.savepoint():
            road()
        self.assertIn(words, str(refusal.exception))

    def both_refused(self, road):
        """`road(lot)` with the lot that has expired, and with the one on hold."""
        self.refused("OLD expired on", lambda: road(self.old))
        self.refused("HELD is on hold: Complaint, C-118", lambda: road(self.held))
        self.env.invalidate_all()
        for lot in self.lots:
            self.assertEqual(lot.product_qty, 1)

    def test_api_with_everything_skipped(self):
        self.both_refused(
            lambda lot: self.delivery(lot).with_context(**SKIP).button_validate()
        )

    def test_code_that_never_asks(self):
        self.both_refused(lambda lot: self.delivery(lot)._action_done())
        self.both_refused(lambda lot: self.delivery(lot).move_ids._action_done())
        self.both_refused(lambda lot: self.delivery(lot).move_line_ids._action_done())

    def test_batch(self):
        def road(lot):
            batch = self.env["stock.picking.batch"].create(
                {"picking_ids": [Command.set(self.delivery(lot).ids)]}
            )
            batch.action_confirm()
            batch.with_context(**SKIP).action_done()

        self.both_refused(road)

    def test_point_of_sale(self):
        """The till sells on; what must not leave stays on the books and is told."""
        journals = self.env["account.journal"]
        cash = journals.create({"name": "Till", "type": "cash", "code": "TIL"})
        journals.create({"name": "Till sales", "type": "sale", "code": "TIS"})
        method = self.env["pos.payment.method"].create(
            {"name": "Cash", "journal_id": cash.id}
        )
        shop = self.env["pos.config"].create(
            {"name": "Shop", "payment_method_ids": [Command.set(method.ids)]}
        )
        shop.open_ui()
        shop.picking_type_id.use_existing_lots = True

        def sold(lot):
            order = self.env["pos.order"].create(
                {
                    "session_id": shop.current_session_id.id,
                    "partner_id": self.customer.id,
                    "amount_tax": 0,
                    "amount_total": 0,
                    "amount_paid": 0,
                    "amount_return": 0,
                    "lines": [
                        Command.create(
                            {
                                "product_id": self.product.id,
                                "qty": 1,
                                "price_subtotal": 0,
                                "price_subtotal_incl": 0,
                                "pack_lot_ids": [
                                    Command.create({"lot_name": lot.name})
                                ],
                            }
                        )
                    ],
                }
            )
            order._create_order_picking()
            return order.picking_ids

        for lot in self.lots:
            picking = sold(lot)
            self.assertNotEqual(picking.state, "done")
            self.assertEqual(picking.move_line_ids.lot_id, lot)
            self.assertEqual(lot.product_qty, 1)
        good = self.env["stock.lot"].create(
            {"name": "GOOD", "product_id": self.product.id}
        )
        self.env["stock.quant"]._update_available_quantity(
            self.product, self.shelf, 1, lot_id=good
        )
        self.assertEqual(sold(good).state, "done")

    def test_manufacturing_does_not_use_what_is_on_hold(self):
        machine = self.env["product.product"].create(
            {"name": "Machine", "is_storable": True}
        )
        bill = self.env["mrp.bom"].create(
            {
                "product_tmpl_id": machine.product_tmpl_id.id,
                "bom_line_ids": [Command.create({"product_id": self.product.id})],
            }
        )
        form = Form(self.env["mrp.production"])
        form.product_id = machine
        form.bom_id = bill
        order = form.save()
        order.action_confirm()
        order.qty_producing = 1
        order.move_raw_ids.move_line_ids.unlink()
        order.move_raw_ids.move_line_ids = [
            Command.create(
                {"product_id": self.product.id, "lot_id": self.held.id, "quantity": 1}
            )
        ]
        order.move_raw_ids.picked = True
        self.refused("HELD is on hold", order.with_context(**SKIP).button_mark_done)
        self.assertNotEqual(order.state, "done")

    def test_repair_neither_repairs_nor_builds_in_what_is_on_hold(self):
        other = self.env["product.product"].create({"name": "Bed", "is_storable": True})
        self.env["stock.quant"]._update_available_quantity(other, self.shelf, 1)
        repair = self.env["repair.order"].create(
            {
                "product_id": other.id,
                "partner_id": self.customer.id,
                "move_ids": [
                    Command.create(
                        {
                            "repair_line_type": "add",
                            "product_id": self.product.id,
                            "product_uom_qty": 1,
                        }
                    )
                ],
            }
        )
        repair.action_validate()
        repair.action_repair_start()
        part = repair.move_ids
        part.move_line_ids.unlink()
        part.move_line_ids = [
            Command.create(
                {"product_id": self.product.id, "lot_id": self.held.id, "quantity": 1}
            )
        ]
        part.picked = True
        self.refused("HELD is on hold", repair.action_repair_done)
        self.assertNotEqual(repair.state, "done")

    def test_scrap_of_what_is_on_hold(self):
        scrap = self.env["stock.scrap"].create(
            {
                "product_id": self.product.id,
                "lot_id": self.held.id,
                "scrap_qty": 1,
                "location_id": self.shelf.id,
            }
        )
        self.refused("HELD is on hold", scrap.do_scrap)
        self.refused("HELD is on hold", scrap.action_validate)

    def test_dropship_straight_to_the_customer(self):
        kind = self.env["stock.picking.type"].search(
            [("code", "=", "dropship"), ("company_id", "=", self.company.id)], limit=1
        )
        self.assertTrue(kind)
        suppliers = self.env.ref("stock.stock_location_suppliers")

        def road(lot):
            picking = self.delivery(lot, kind)
            picking.move_line_ids.location_id = suppliers
            picking._action_done()

        self.both_refused(road)

    def test_a_scan_that_was_wanted(self):
        """Where scans are wanted and stop, no road leads past them either."""
        self.warehouse.out_type_id.udi_scan_policy = "units"
        self.env["udi.check.policy"].search(
            [("code", "=", "not_scanned")]
        ).severity = "stop"
        good = self.env["stock.lot"].create(
            {"name": "GOOD", "product_id": self.product.id}
        )
        delivery = self.delivery(good)
        for road in (
            delivery.with_context(**SKIP).button_validate,
            delivery._action_done,
            delivery.move_ids._action_done,
        ):
            self.refused("GOOD: Not scanned.", road)
        delivery.move_line_ids.udi_scanned_qty = 1
        delivery._action_done()
        self.assertEqual(delivery.state, "done")
