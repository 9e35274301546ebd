from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestMoveLine(UdiCase):
    def make_lots(self, device, count, prefix="N"):
        return self.env["stock.lot"].create(
            [
                {"name": f"{prefix}{n:03}", "product_id": device.product_id.id}
                for n in range(count)
            ]
        )

    def test_each_kind_of_movement_is_told(self):
        lot = self.make_lot(self.glove, "L1")
        steps = [
            (self.suppliers, self.shelf, "received"),
            (self.shelf, self.quarantine, "moved"),
            (self.shelf, self.customers, "shipped"),
            (self.customers, self.shelf, "returned"),
            (self.shelf, self.suppliers, "returned"),
            (self.suppliers, self.customers, "shipped"),
            (self.shelf, self.production, "consumed"),
            (self.production, self.shelf, "made"),
        ]
        for src, dest, kind in steps:
            self.move_lots({lot: 3}, src, dest, self.hospital)
            event = self.env["udi.event"].search([], limit=1)
            self.assertEqual(event.kind, kind, f"{src.name} → {dest.name}")
            self.assertEqual(event.quantity, 3)
        transit = self.env["stock.location"].create(
            {"name": "Between", "usage": "transit", "company_id": False}
        )
        for src, dest, kind in (
            (self.shelf, transit, "shipped"),
            (transit, self.shelf, "received"),
        ):
            self.move_lots({lot: 1}, src, dest)
            self.assertEqual(self.env["udi.event"].search([], limit=1).kind, kind)

    def test_an_event_reads_on_its_own(self):
        lot = self.make_lot(self.glove, "L1")
        self.receive({lot: 30})
        delivery = self.ship({lot: 12}, self.hospital_ward)
        line = delivery.move_line_ids
        self.assertRecordValues(
            self.events("shipped"),
            [
                {
                    "lot_id": lot.id,
                    "lot_name": "L1",
                    "di_code": gtin(10002),
                    "product_name": self.glove.product_id.display_name,
                    "quantity": 12,
                    "uom_id": self.glove.product_id.uom_id.id,
                    "partner_id": self.hospital_ward.id,
                    "partner_name": "Hospital, Ward 3",
                    "picking_id": delivery.id,
                    "origin": delivery.name,
                    "location_name": self.shelf.complete_name,
                    "location_dest_name": self.customers.complete_name,
                    "user_id": self.env.uid,
                    "user_name": self.env.user.name,
                    "company_id": self.company.id,
                    "res_model": "stock.move.line",
                    "res_id": line.id,
                }
            ],
        )

    def test_names_are_written_as_the_orm_shows_them(self):
        self.glove.product_id.default_code = "G-7"
        lot = self.make_lot(self.glove, "L1")
        self.receive({lot: 1})
        self.assertEqual(
            self.events("received").product_name, self.glove.product_id.display_name
        )

    def test_goods_that_are_no_device_and_have_no_lot_are_left_out(self):
        screw = self.make_product("Screw", tracking="none")
        receipt = self.make_receipt([(screw, 5)])
        receipt.move_ids.quantity = 5
        receipt.move_ids.picked = True
        receipt._action_done()
        self.assertFalse(self.events("received", picking_id=receipt.id))

    def test_an_untracked_device_is_told(self):
        device = self.make_device("Bandage", 50001, tracking="none")
        receipt = self.make_receipt([(device.product_id, 5)])
        receipt.move_ids.quantity = 5
        receipt.move_ids.picked = True
        receipt._action_done()
        event = self.events("received", picking_id=receipt.id)
        self.assertEqual((event.quantity, event.lot_name), (5, False))

    def test_many_lines_cost_no_query_per_line(self):
        Event = self.env["udi.event"]

        def cost(lots):
            receipt = self.receive(dict.fromkeys(lots, 1))
            self.env.flush_all()
            before = self.cr.sql_log_count
            Event._record_moves(receipt.move_line_ids)
            return self.cr.sql_log_count - before

        few = cost(self.make_lots(self.pump, 10, "A"))
        many = cost(self.make_lots(self.pump, 100, "B"))
        self.assertEqual(few, many)
        self.assertLessEqual(few, 3)

    def test_the_stop_checks_cost_no_query_per_line(self):
        def cost(lots):
            receipt = self.receive(dict.fromkeys(lots, 1))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            receipt.move_line_ids._udi_check_stops()
            return self.cr.sql_log_count - before

        few = cost(self.make_lots(self.pump, 10, "A"))
        many = cost(self.make_lots(self.pump, 100, "B"))
        self.assertLessEqual(many, few + 2)

    def test_expired_goods_never_reach_a_customer(self):
        lot = self.make_lot(self.glove, "OLD", udi_expiration_date=self.in_days(-20))
        self.receive({lot: 5})
        self.move_lots({lot: 1}, self.shelf, self.quarantine)
        delivery = self.make_picking(
            self.shelf, self.customers, [(self.glove.product_id, 1)], self.hospital
        )
        self.env["stock.move.line"].create(
            {
                "picking_id": delivery.id,
                "move_id": delivery.move_ids.id,
                "product_id": lot.product_id.id,
                "lot_id": lot.id,
                "quantity": 1,
                "picked": True,
            }
        )
        for attempt in (
            lambda: delivery.with_context(skip_expired=True).button_validate(),
            lambda: delivery._action_done(),
            lambda: self.move_lots({lot: 1}, self.suppliers, self.customers),
        ):
            with self.assertRaisesRegex(UserError, "OLD expired on"):
                attempt()
        self.relabel(lot, udi_expiration_date=self.today)
        delivery._action_done()
        self.assertEqual(delivery.state, "done")

    def test_expired_goods_may_come_back(self):
        lot = self.make_lot(self.glove, "L1", udi_expiration_date=self.today)
        self.receive({lot: 5})
        self.ship({lot: 2})
        self.relabel(lot, udi_expiration_date=self.in_days(-1))
        self.take_back({lot: 1})
        self.assertEqual(lot.product_qty, 4)

    def test_a_new_lot_gets_what_its_label_says(self):
        self.glove.product_id.write({"use_expiration_date": True, "expiration_time": 9})
        receipt = self.make_receipt([(self.glove.product_id, 5)])
        receipt.move_line_ids.write(
            {
                "lot_name": "NEW",
                "udi_di_id": self.glove.package_di_ids.id,
                "udi_lot_number": "NEW",
                "udi_manufacture_date": date(2026, 8, 3),
                "udi_expiration_date": date(2029, 11, 20),
                "picked": True,
            }
        )
        receipt._action_done()
        lot = receipt.move_line_ids.lot_id
        self.assertEqual(lot.udi_di_id, self.glove.package_di_ids)
        self.assertEqual(lot.udi_manufacture_date, date(2026, 8, 3))
        self.assertEqual(lot.udi_expiration_date, date(2029, 11, 20))
        self.assertEqual(self.company._udi_day(lot.expiration_date), date(2029, 11, 20))

    def test_a_label_without_a_date_gets_none(self):
        self.glove.product_id.write({"use_expiration_date": True, "expiration_time": 9})
        receipt = self.make_receipt([(self.glove.product_id, 5)])
        receipt.move_line_ids.write(
            {"lot_name": "NEW", "udi_lot_number": "NEW", "picked": True}
        )
        self.assertFalse(receipt.move_line_ids.expiration_date)
        receipt._action_done()
        self.assertFalse(receipt.move_line_ids.lot_id.expiration_date)

    def test_a_known_lot_gets_only_what_it_lacks(self):
        lot = self.make_lot(self.glove, "L1", udi_expiration_date=date(2029, 11, 20))
        receipt = self.make_receipt([(self.glove.product_id, 5)])
        receipt.move_line_ids.write(
            {
                "lot_id": lot.id,
                "udi_lot_number": "L1",
                "udi_manufacture_date": date(2026, 8, 3),
                "udi_expiration_date": date(2030, 1, 1),
                "picked": True,
            }
        )
        receipt._action_done()
        self.assertEqual(lot.udi_manufacture_date, date(2026, 8, 3))
        self.assertEqual(lot.udi_expiration_date, date(2029, 11, 20))

    def test_a_lot_made_here_is_born_today(self):
        self.pump.write({"pi_expiration_date": True})
        self.pump.product_id.write(
            {"use_expiration_date": True, "expiration_time": 365}
        )
        made = self.make_lot(self.pump, "S1")
        part = self.make_lot(self.make_product("Battery"), "B1")
        self.receive({part: 1})
        self.produce({made: 1}, {part: 1})
        self.assertEqual(made.udi_manufacture_date, self.today)
        self.assertEqual(
            made.udi_expiration_date, self.company._udi_day(made.expiration_date)
        )
        self.assertFalse(part.udi_manufacture_date)
        self.assertEqual(
            self.events("made").lot_id | self.events("consumed").lot_id, made | part
        )

    def test_an_edit_afterwards_is_told(self):
        first, second = self.make_lots(self.glove, 2)
        self.receive({first: 5, second: 5})
        delivery = self.ship({first: 2})
        line = delivery.move_line_ids
        delivery.is_locked = False
        line.write({"lot_id": second.id, "quantity": 3, "udi_edit_reason": "Mixed up"})
        event = self.events("edited", picking_id=delivery.id)
        self.assertEqual(event.lot_id, second)
        self.assertIn("N000 → N001", event.reason)
        self.assertIn("2.0 → 3.0. Mixed up", event.reason)
        line.write({"quantity": 3})
        self.assertEqual(len(self.events("edited", picking_id=delivery.id)), 1)

    def test_a_line_added_afterwards_is_told(self):
        lot = self.make_lot(self.glove, "L1")
        self.receive({lot: 5})
        delivery = self.ship({lot: 2})
        self.env["stock.move.line"].create(
            {
                "picking_id": delivery.id,
                "product_id": lot.product_id.id,
                "lot_id": lot.id,
                "quantity": 1,
                "location_id": self.shelf.id,
                "location_dest_id": self.customers.id,
                "udi_edit_reason": "Forgotten on the table",
            }
        )
        last = self.events("shipped", picking_id=delivery.id)[0]
        self.assertEqual(last.quantity, 1)
        self.assertIn("after the transfer was done. Forgotten", last.reason)

    def test_before_it_is_done_nothing_is_told(self):
        lot = self.make_lot(self.glove, "L1")
        self.receive({lot: 5})
        before = self.env["udi.event"].search_count([])
        delivery = self.make_delivery([(self.glove.product_id, 2)])
        delivery.move_line_ids.quantity = 1
        self.assertEqual(self.env["udi.event"].search_count([]), before)

    def test_the_index_for_traces_is_there(self):
        self.cr.execute(
            "SELECT FROM pg_indexes WHERE indexname = %s",
            ["stock_move_line_udi_lot_done_idx"],
        )
        self.assertTrue(self.cr.rowcount)
