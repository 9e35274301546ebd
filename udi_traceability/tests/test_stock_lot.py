from datetime import date, datetime, timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from ..tools import Udi
from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestLot(UdiCase):
    def test_a_new_lot_belongs_to_the_active_device(self):
        lot = self.make_lot(self.glove, "L1")
        self.assertEqual(lot.udi_di_id, self.glove.primary_di_id)
        self.assertEqual(lot.udi_device_id, self.glove)

    def test_old_lots_stay_on_the_old_device(self):
        old = self.make_lot(self.glove, "L1")
        self.glove._withdraw("Ended")
        newer = self.make_device(
            "Glove 2", 40001, product=self.glove.product_id, pi_lot=True
        )
        self.assertEqual(old.udi_device_id, self.glove)
        self.assertEqual(self.make_lot(newer, "L2").udi_device_id, newer)

    def test_text_of_the_label(self):
        lot = self.make_lot(
            self.glove,
            "L1",
            udi_manufacture_date=date(2026, 8, 3),
            udi_expiration_date=date(2029, 11, 20),
        )
        self.assertEqual(lot.udi_text, f"(01){gtin(10002)}(11)260803(17)291120(10)L1")
        serial = self.make_lot(self.pump, "S1", udi_lot_number="B7")
        self.assertEqual(serial.udi_text, f"(01){gtin(10001)}(10)B7(21)S1")

    def test_no_text_for_what_no_carrier_can_hold(self):
        self.assertFalse(self.make_lot(self.glove, "L 1 ä").udi_text)
        self.assertFalse(self.make_lot(self.make_product("Screw"), "L1").udi_text)

    def test_odoo_s_moment_follows_the_day_on_the_label(self):
        self.glove.product_id.write(
            {"use_expiration_date": True, "expiration_time": 10}
        )
        for zone in ("Pacific/Auckland", "America/Los_Angeles"):
            self.company.partner_id.tz = zone
            lot = self.make_lot(
                self.glove, f"L-{zone}", udi_expiration_date=date(2029, 11, 20)
            )
            self.assertEqual(
                self.company._udi_day(lot.expiration_date), date(2029, 11, 20)
            )
            lot.udi_expiration_date = date(2030, 1, 1)
            self.assertEqual(
                self.company._udi_day(lot.expiration_date), date(2030, 1, 1)
            )
            self.assertTrue(lot.removal_date)

    def test_the_other_moments_follow_outside_a_form_too(self):
        self.glove.product_id.write(
            {
                "use_expiration_date": True,
                "expiration_time": 1000,
                "use_time": 30,
                "removal_time": 20,
                "alert_time": 10,
            }
        )
        lot = self.make_lot(self.glove, "L1", udi_expiration_date=date(2029, 11, 20))
        for day in (date(2029, 11, 20), date(2026, 11, 20)):
            lot.udi_expiration_date = day
            moment = self.company._udi_noon(day)
            self.assertEqual(lot.use_date, moment - timedelta(days=30))
            self.assertEqual(lot.removal_date, moment - timedelta(days=20))
            self.assertEqual(lot.alert_date, moment - timedelta(days=10))

    def test_no_date_on_the_label_is_no_date(self):
        self.glove.product_id.write(
            {"use_expiration_date": True, "expiration_time": 10}
        )
        lot = self.make_lot(self.glove, "L1", udi_lot_number="L1")
        self.assertFalse(lot.expiration_date)

    def test_own_production_keeps_the_usual_shelf_life(self):
        self.glove.product_id.write(
            {"use_expiration_date": True, "expiration_time": 10}
        )
        lot = self.make_lot(self.glove, "L1")
        self.assertTrue(lot.expiration_date)

    def test_expired_from_the_day_after(self):
        lot = self.make_lot(self.glove, "L1", udi_expiration_date=self.today)
        self.assertFalse(lot.udi_expired)
        self.assertEqual(lot.udi_state, "good")
        lot.udi_expiration_date = self.in_days(-1)
        self.assertTrue(lot.udi_expired)
        self.assertEqual(lot.udi_state, "expired")

    def test_expired_by_odoo_s_moment_where_no_day_is_known(self):
        lot = self.make_lot(self.glove, "L1")
        lot.expiration_date = fields.Datetime.now() - timedelta(days=3)
        self.assertTrue(lot.udi_expired)
        other = self.make_lot(self.make_product("Cheese"), "L1")
        other.expiration_date = fields.Datetime.now() - timedelta(days=3)
        self.assertFalse(other.udi_expired, "no device: Odoo's own warning is enough")

    @freeze_time("2026-11-21 23:30:00")
    def test_the_day_turns_with_the_company(self):
        lot = self.make_lot(self.glove, "L1", udi_expiration_date=date(2026, 11, 21))
        self.company.partner_id.tz = "America/New_York"
        lot.invalidate_recordset()
        self.assertFalse(lot.udi_expired)
        self.company.partner_id.tz = "Asia/Shanghai"
        lot.invalidate_recordset()
        self.assertTrue(lot.udi_expired)
        self.assertEqual(lot._udi_expiration_moment(), datetime(2026, 11, 21, 4))

    def test_find_by_di_and_number(self):
        lot = self.make_lot(self.glove, "SAME")
        serial = self.make_lot(self.pump, "SAME")
        find = self.env["stock.lot"]._udi_find
        self.assertEqual(find(Udi(di=gtin(10002), lot="SAME")), lot)
        self.assertEqual(find(Udi(di=gtin(10001), serial="SAME", lot="X")), serial)
        self.assertFalse(find(Udi(di=gtin(10001), lot="SAME")), "a lot is no serial")
        self.assertFalse(find(Udi(di=gtin(99999), lot="SAME")))
        self.assertFalse(find(Udi(di=gtin(10002))))

    def test_find_without_di_gives_every_product_that_has_the_number(self):
        lot = self.make_lot(self.glove, "SAME")
        other = self.make_lot(self.make_product("Screw"), "SAME")
        find = self.env["stock.lot"]._udi_find
        self.assertEqual(find(Udi(lot="SAME")), lot | other)
        self.assertEqual(find(Udi(lot="SAME"), lot.product_id), lot)

    def test_find_by_the_di_of_the_case(self):
        lot = self.make_lot(self.glove, "L1")
        found = self.env["stock.lot"]._udi_find(Udi(di=gtin(10002, 1), lot="L1"))
        self.assertEqual(found, lot)
