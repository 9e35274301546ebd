from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestDeviceProduct(UdiCase):
    """The label decides how the product is tracked."""

    def draft(self, number, product, **values):
        return self.env["udi.device"].create(
            {
                "model_number": f"T{number}",
                "product_id": product.id,
                "di_ids": [Command.create({"code": gtin(number)})],
                **values,
            }
        )

    def test_activation_sets_tracking_and_expiry(self):
        for pi, tracking in (("pi_lot", "lot"), ("pi_serial", "serial")):
            with self.subTest(pi):
                product = self.make_product(pi, "none", is_storable=False)
                number = 41000 + len(tracking)
                device = self.draft(
                    number, product, pi_expiration_date=True, **{pi: True}
                )
                device.action_activate()
                self.assertEqual(product.tracking, tracking)
                self.assertTrue(product.is_storable)
                self.assertTrue(product.use_expiration_date)
                self.assertIn(device.name, product.message_ids[0].body)

    def test_what_is_tracked_enough_stays(self):
        product = self.make_product("Both", "serial")
        self.draft(41010, product, pi_lot=True).action_activate()
        self.assertEqual(product.tracking, "serial")
        self.assertFalse(product.use_expiration_date)
        product = self.make_product("Loose", "none")
        self.draft(41011, product).action_activate()
        self.assertEqual(product.tracking, "none")

    def test_stock_without_numbers_stops_it(self):
        for number, tracking, pi, words in (
            (41020, "none", "pi_lot", "carries a lot number"),
            (41021, "lot", "pi_serial", "carries a serial number"),
        ):
            product = self.make_product("Stocked", tracking)
            lot = self.make_lot(product, "L") if tracking == "lot" else False
            self.env["stock.quant"]._update_available_quantity(
                product, self.shelf, 5, lot_id=lot or None
            )
            device = self.draft(number, product, **{pi: True})
            with self.assertRaisesRegex(UserError, f"{words}, but .* lies in stock"):
                with self.cr.savepoint():
                    device.action_activate()
            device.invalidate_recordset()
        self.env["stock.quant"]._update_available_quantity(
            product, self.shelf, -5, lot_id=lot
        )
        device.action_activate()
        self.assertEqual(product.tracking, "serial")

    def test_an_officer_needs_no_right_on_products(self):
        officer = self.make_user("drives", "udi_traceability.group_udi_officer")
        officer.group_ids -= self.env.ref("base.group_partner_manager")
        product = self.make_product("Officer", "none")
        device = self.draft(41030, product, pi_lot=True).with_user(officer)
        with self.assertRaises(AccessError):
            product.with_user(officer).write({"tracking": "lot"})
        device.action_activate()
        self.assertEqual(product.tracking, "lot")

    def test_drafts_drive_nothing(self):
        product = self.make_product("Draft", "none")
        self.draft(41040, product, pi_serial=True).pi_lot = True
        self.assertEqual(product.tracking, "none")

    def test_counts_lead_to_as_many_rows(self):
        self.receive({self.make_lot(self.glove, "L1"): 5})
        order = self.env["sale.order"].create(
            {
                "partner_id": self.hospital.id,
                "order_line": [
                    Command.create({"product_id": self.glove.product_id.id})
                ],
            }
        )
        order.action_confirm()
        device = self.glove
        self.assertEqual(device.lot_count, 1)
        self.assertEqual(device.stock_quantity, 5)
        self.assertEqual(device.sale_count, 1)
        self.assertEqual(device.version_count, 1)
        new = device.copy({"previous_device_id": device.id})
        self.assertEqual(device._versions(), device | new)
        self.assertEqual(new._versions(), device | new)
        for name, action in (
            ("lot_count", device.action_open_lots()),
            ("sale_count", device.action_open_sales()),
            ("event_count", device.action_open_events()),
            ("version_count", device.action_open_versions()),
        ):
            with self.subTest(name):
                device.invalidate_recordset()
                rows = self.env[action["res_model"]].search_count(action["domain"])
                self.assertEqual(rows, device[name])
                self.assertTrue(rows)
        stock = device.action_open_stock()
        quants = self.env["stock.quant"].search(stock["domain"])
        self.assertEqual(sum(quants.mapped("quantity")), device.stock_quantity)
