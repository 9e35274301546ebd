from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_udi_check import CheckCase


@tagged("post_install", "-at_install")
class TestStops(CheckCase):
    def test_the_stops_cost_no_query_per_line(self):
        """Every kind of check is on: life, papers, licences, territory, scans."""
        self.hospital.udi_min_life_days = 10
        self.company.udi_licence_country_ids = self.germany
        self.warehouse.out_type_id.udi_scan_policy = "units"
        self.env["udi.territory"].create(
            {
                "name": "Here",
                "partner_ids": self.hospital.ids,
                "country_ids": self.germany.ids,
            }
        )

        def cost(prefix, count):
            lots = self.env["stock.lot"].create(
                [
                    {"name": f"{prefix}{n}", "product_id": self.pump.product_id.id}
                    for n in range(count)
                ]
            )
            lines = self.deliver(0).move_line_ids.create(
                [
                    {
                        "picking_id": self.delivery.id,
                        "product_id": lot.product_id.id,
                        "lot_id": lot.id,
                        "quantity": 1,
                        "location_id": self.shelf.id,
                        "location_dest_id": self.customers.id,
                    }
                    for lot in lots
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            found = lines._udi_findings(lock=True)
            spent = self.cr.sql_log_count - before
            self.assertEqual(len(found), 3 * count)
            return spent

        self.delivery = self.deliver(1)
        cost("A", 2)
        few = cost("B", 10)
        self.assertEqual(cost("C", 300), few)
        self.assertLessEqual(few, 40)

    def test_many_transfers_cost_no_query_each(self):
        def cost(count):
            pickings = self.env["stock.picking"]
            for _each in range(count):
                pickings |= self.deliver(1)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            pickings.move_line_ids._udi_findings(lock=True)
            return self.cr.sql_log_count - before

        few = cost(2)
        self.assertLessEqual(cost(8), few + 2)

    def test_first_twenty_units_and_how_many_more(self):
        lots = self.env["stock.lot"].create(
            [
                {
                    "name": f"OLD{n:02}",
                    "product_id": self.pump.product_id.id,
                    "udi_expiration_date": self.in_days(-3),
                }
                for n in range(25)
            ]
        )
        self.receive(dict.fromkeys(lots, 1))
        with self.assertRaises(UserError) as refusal, self.cr.savepoint():
            self.ship(dict.fromkeys(lots, 1))
        text = str(refusal.exception)
        self.assertEqual(text.count("expired on"), 20)
        self.assertIn("… and 5 more.", text)

    def test_what_all_units_share_is_said_once(self):
        self.company.udi_clearance_policy = "stop"
        with self.assertRaises(UserError) as refusal, self.cr.savepoint():
            self.ship(dict.fromkeys(self.lots, 1))
        self.assertEqual(str(refusal.exception).count("Not cleared"), 1)

    def test_scrap_and_return_to_the_maker_of_what_has_expired(self):
        self.relabel(self.lots[0], udi_expiration_date=self.in_days(-3))
        self.relabel(self.lots[1], udi_expiration_date=self.in_days(-3))
        scrap = self.env["stock.scrap"].create(
            {
                "product_id": self.pump.product_id.id,
                "lot_id": self.lots[0].id,
                "scrap_qty": 1,
                "location_id": self.shelf.id,
            }
        )
        scrap.do_scrap()
        self.assertEqual(scrap.state, "done")
        self.move_lots({self.lots[1]: 1}, self.shelf, self.suppliers, self.maker)

    def test_scans_wanted_for_every_unit(self):
        self.warehouse.out_type_id.udi_scan_policy = "units"
        self.policy("not_scanned", "stop")
        delivery = self.deliver(2)
        self.scan(delivery)
        self.stopped(delivery, "SN1: Not scanned. 0 of 1 units were scanned.")
        self.scan(delivery, "SN1")
        self.assertIs(delivery.button_validate(), True)

    def test_scans_wanted_for_each_lot(self):
        self.warehouse.out_type_id.udi_scan_policy = "lots"
        self.policy("not_scanned", "stop")
        box = self.make_lot(self.glove, "BOX")
        self.receive({box: 60})
        delivery = self.make_delivery([(self.glove.product_id, 12)])
        self.stopped(delivery, "BOX: Not scanned.")
        delivery.move_line_ids.udi_scanned_qty = 1
        delivery._action_done()

    def test_goods_that_are_no_device_need_no_scan(self):
        self.warehouse.out_type_id.udi_scan_policy = "units"
        self.policy("not_scanned", "stop")
        cable = self.make_lot(self.make_product("Cable"), "C1")
        self.receive({cable: 3})
        self.ship({cable: 3})

    def test_a_done_transfer_cannot_be_scanned_any_more(self):
        delivery = self.ship({self.lots[0]: 1})
        self.warehouse.out_type_id.udi_scan_policy = "units"
        self.policy("not_scanned", "stop")
        delivery.is_locked = False
        delivery.move_line_ids.write(
            {"lot_id": self.lots[1].id, "udi_edit_reason": "Read again"}
        )
        self.assertEqual(delivery.move_line_ids.lot_id, self.lots[1])

    def test_a_road_without_a_dialog_tells_of_missing_scans(self):
        self.warehouse.out_type_id.udi_scan_policy = "units"
        delivery = self.deliver(2)
        delivery.move_ids.picked = True
        delivery._action_done()
        self.assertEqual(delivery.state, "done")
        alert = self.env["udi.alert"].search([("picking_id", "=", delivery.id)])
        self.assertEqual(alert.kind, "missing_scan")
        self.assertIn("2 units not scanned", alert.name)
