from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestSaleClearance(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.us, cls.ch = cls.env.ref("base.us"), cls.env.ref("base.ch")
        cls.hospital.country_id = cls.us
        cls.clinic.country_id = cls.ch
        cls.pump = cls.make_device("Pump Q", 10011, "serial", risk_class_us="2")
        cls.k510 = cls.env["udi.certificate"].create(
            {
                "kind": "us_510k",
                "number": "K260123",
                "device_ids": [Command.set(cls.pump.ids)],
            }
        )
        cls.screw = cls.make_product("Screw", "none")
        cls.seller = new_test_user(
            cls.env,
            "c_seller",
            groups="base.group_user,sales_team.group_sale_salesman,"
            "account.group_delivery_invoice_address",
        )
        cls.company.udi_clearance_policy = "stop"

    def order(self, partner=None, *products):
        products = products or (self.pump.product_id,)
        return self.env["sale.order"].create(
            {
                "partner_id": (partner or self.hospital).id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": 2})
                    for product in products
                ],
            }
        )

    def licence(self, **values):
        return self.env["udi.certificate"].create(
            {
                "kind": "licence_trade",
                "number": "L-7",
                "scope": "all",
                "holder_id": self.hospital.id,
                **values,
            }
        )

    def test_lines_say_it_before_anybody_confirms(self):
        order = self.order(None, self.pump.product_id, self.screw)
        pump, screw = order.order_line
        self.assertEqual(pump.udi_clearance, "cleared")
        self.assertEqual(pump.udi_clearance_text, "K260123")
        self.assertFalse(screw.udi_clearance)
        self.assertFalse(order.udi_clearance_warning)
        order.partner_shipping_id = self.clinic
        self.assertEqual(pump.udi_clearance, "not_cleared")
        self.assertIn(
            "Not cleared for Switzerland: Pump Q", order.udi_clearance_warning
        )

    def test_stop(self):
        order = self.order(self.clinic)
        with self.assertRaisesRegex(UserError, "Not cleared for Switzerland: Pump Q"):
            order.action_confirm()
        order = self.order()
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertTrue(order.picking_ids)

    def test_a_paper_that_ended_since_the_order_was_read_stops_it(self):
        order = self.order()
        self.assertEqual(order.order_line.udi_clearance, "cleared")
        self.k510.valid_to = self.in_days(-1)
        with self.assertRaisesRegex(UserError, "K260123 ended on"):
            order.action_confirm()

    def test_the_day_of_delivery_counts(self):
        self.k510.valid_to = self.in_days(10)
        order = self.order()
        self.assertEqual(order.order_line.udi_clearance, "cleared")
        order.commitment_date = self.company._udi_noon(self.in_days(11))
        self.assertEqual(order.order_line.udi_clearance, "not_cleared")

    def test_lines_and_units_added_later_are_judged_too(self):
        order = self.order()
        order.action_confirm()
        with self.assertRaisesRegex(UserError, "Glove G"):
            order.order_line = [
                Command.create({"product_id": self.glove.product_id.id})
            ]
        self.k510.status = "suspended"
        with self.assertRaisesRegex(UserError, "suspended"):
            order.order_line[0].product_uom_qty = 5
        order.order_line[0].product_uom_qty = 1

    def test_another_address_after_confirming_is_judged_too(self):
        order = self.order()
        order.action_confirm()
        with self.assertRaisesRegex(UserError, "Switzerland"):
            order.partner_shipping_id = self.clinic

    def test_warn_lets_it_pass_and_writes_it_down(self):
        self.company.udi_clearance_policy = "warn"
        order = self.order(self.clinic, self.pump.product_id, self.glove.product_id)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        events = self.events("overridden", origin=order.name)
        self.assertEqual(events.product_id, order.order_line.product_id)
        self.assertEqual(events[0].quantity, 2)
        self.assertIn("Not cleared for Switzerland", events[0].reason)
        self.assertIn("Pump Q", "".join(order.message_ids.mapped("body")))

    def test_off_asks_nothing(self):
        self.company.udi_clearance_policy = "off"
        order = self.order(self.clinic)
        self.assertFalse(order.order_line.udi_clearance)
        order.action_confirm()
        self.assertFalse(self.events("overridden", origin=order.name))

    def test_an_address_without_country(self):
        self.hospital.country_id = False
        with self.assertRaisesRegex(UserError, "address has no country"):
            self.order().action_confirm()

    def test_a_product_with_no_active_device(self):
        draft = self.make_device("Draft", 22001, active=False)
        with self.assertRaisesRegex(UserError, "not active"):
            self.order(None, draft.product_id).action_confirm()

    def test_licences_of_the_customer(self):
        order = self.order()
        line = order.order_line
        licence = self.licence(valid_to=self.in_days(-1))
        line.invalidate_recordset()
        self.assertRegex(line.udi_clearance_text, "L-7 ended on .* new licence")
        licence.valid_to = self.in_days(1)
        line.invalidate_recordset()
        self.assertEqual(line.udi_clearance, "cleared")
        licence.write(
            {"scope": "listed", "licence_device_ids": [Command.set(self.glove.ids)]}
        )
        line.invalidate_recordset()
        self.assertIn("No licence of the customer covers", line.udi_clearance_text)
        licence.licence_device_ids = self.pump
        line.invalidate_recordset()
        self.assertEqual(line.udi_clearance, "cleared")
        licence.unlink()
        self.company.udi_licence_country_ids = self.us
        line.invalidate_recordset()
        self.assertIn("showed none", line.udi_clearance_text)

    def test_a_salesperson_without_a_role_sees_and_is_stopped(self):
        self.k510.company_id = self.company
        self.licence()
        with Form(self.env["sale.order"].with_user(self.seller)) as form:
            form.partner_id = self.hospital
            with form.order_line.new() as line:
                line.product_id = self.pump.product_id
                self.assertEqual(line.udi_clearance, "cleared")
            form.partner_shipping_id = self.clinic
            self.assertIn("Switzerland", form.udi_clearance_warning)
        with self.assertRaisesRegex(UserError, "Switzerland"):
            form.record.action_confirm()

    def test_the_queries_do_not_grow_with_the_lines(self):
        def asked(order):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            order.order_line.mapped("udi_clearance_text")
            return self.cr.sql_log_count - start

        products = [self.make_device(f"D{n}", 23000 + n).product_id for n in range(30)]
        few, many = self.order(None, *products[:2]), self.order(None, *products)
        asked(few)
        self.assertLessEqual(asked(many), asked(few) + 2)

    def test_units_reserved_scanned_and_shipped(self):
        lots = [self.make_lot(self.pump, f"S{n}") for n in range(2)]
        self.receive(dict.fromkeys(lots, 1))
        order = self.order()
        order.action_confirm()
        line, picking = order.order_line, order.picking_ids
        self.assertEqual((line.udi_reserved_qty, line.udi_scanned_qty), (2, 0))
        self.assertFalse(line.udi_scan_state)
        move_line = picking.move_line_ids[0]
        move_line.write({"udi_scanned_qty": 1, "picked": True})
        line.invalidate_recordset()
        self.assertEqual(line.udi_scanned_qty, 1)
        self.assertEqual(line.udi_scan_state, "consistent")
        picking.move_ids.picked = True
        picking._action_done()
        line.invalidate_recordset()
        self.assertEqual((line.udi_reserved_qty, line.udi_scan_text), (0, "1 differ"))
        action = line.action_udi_lots()
        found = self.env["stock.lot"].search(action["domain"])
        self.assertEqual(set(found), set(lots))

    def test_settings(self):
        settings = self.env["res.config.settings"].create({})
        settings.udi_clearance_policy = "warn"
        settings.udi_licence_country_ids = self.us
        settings.execute()
        self.assertEqual(self.company.udi_clearance_policy, "warn")
        self.assertEqual(self.company.udi_licence_country_ids, self.us)
