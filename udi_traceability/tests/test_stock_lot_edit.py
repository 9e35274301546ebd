from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import UdiCase, carrier, gtin

DAY = date(2029, 11, 20)


@tagged("post_install", "-at_install")
class TestLotEdit(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lot = cls.make_lot(cls.glove, "L1", udi_expiration_date=DAY)
        cls.still = cls.make_lot(cls.glove, "L2")
        cls.receive({cls.lot: 5})

    def test_what_has_not_moved_changes_freely(self):
        self.still.write({"udi_expiration_date": DAY, "name": "L2B"})
        self.assertFalse(self.events("edited", lot_id=self.still.id))

    def test_every_datum_of_a_moved_lot_asks_for_a_reason(self):
        for vals in (
            {"name": "L9"},
            {"udi_di_id": False},
            {"udi_lot_number": "B7"},
            {"udi_serial_number": "S7"},
            {"udi_manufacture_date": DAY},
            {"udi_expiration_date": False},
            {"udi_software_version": "2.1"},
            {"udi_donation_number": "W0000"},
            {"udi_sterilization_lot": "ST1"},
            {"expiration_date": "2030-01-01 12:00:00"},
        ):
            for reason in ({}, {"udi_edit_reason": "  "}):
                with self.assertRaisesRegex(UserError, "L1 has moved"):
                    self.lot.write({**vals, **reason})
        self.assertFalse(self.events("edited", lot_id=self.lot.id))

    def test_the_same_values_and_other_fields_are_no_change(self):
        self.lot.write(
            {
                "name": "L1",
                "udi_expiration_date": "2029-11-20",
                "udi_di_id": self.glove.primary_di_id.id,
                "ref": "internal",
            }
        )
        self.assertEqual(self.lot.ref, "internal")
        self.assertFalse(self.events("edited", lot_id=self.lot.id))

    def test_with_a_reason_it_changes_and_is_logged(self):
        self.lot.write(
            {"udi_expiration_date": "2029-12-31", "udi_edit_reason": "Misread"}
        )
        self.assertEqual(self.lot.udi_expiration_date, date(2029, 12, 31))
        event = self.events("edited", lot_id=self.lot.id)
        self.assertEqual(event.reason, "Expires on: 2029-11-20 → 2029-12-31. Misread")
        self.assertEqual(event.user_id, self.env.user)

    def test_a_batch_needs_one_reason_and_logs_each_moved_lot(self):
        lots = self.lot | self.still
        with self.assertRaisesRegex(UserError, "“Made on”"):
            lots.write({"udi_manufacture_date": DAY})
        self.assertFalse(self.still.udi_manufacture_date)
        lots.write({"udi_manufacture_date": DAY, "udi_edit_reason": "Not read"})
        self.assertEqual(len(self.events("edited", lot_id=self.lot.id)), 1)
        self.assertFalse(self.events("edited", lot_id=self.still.id))

    def test_an_import_meets_the_same_question(self):
        columns = ["id", "udi_manufacture_date", "udi_edit_reason"]
        self.env["ir.model.data"].create(
            {
                "module": "__test__",
                "name": "lot",
                "model": "stock.lot",
                "res_id": self.lot.id,
            }
        )
        load = self.env["stock.lot"].load
        said = load(columns, [["__test__.lot", "2026-08-03", ""]])["messages"]
        self.assertIn("has moved", said[0]["message"])
        said = load(columns, [["__test__.lot", "2026-08-03", "From the papers"]])
        self.assertFalse(said["messages"])
        self.assertEqual(self.lot.udi_manufacture_date, date(2026, 8, 3))
        self.assertIn("From the papers", self.events("edited").reason)

    def test_the_dialog(self):
        action = self.lot.action_udi_edit()
        Dialog = self.env[action["res_model"]].with_context(**action["context"])
        with self.assertRaisesRegex(UserError, "Nothing was changed"):
            Dialog.create({"reason": "Nothing"}).action_save()
        with Form(Dialog) as form:
            self.assertEqual(form.udi_expiration_date, DAY)
            form.udi_expiration_date = date(2029, 12, 31)
            form.reason = "Label compared"
        form.record.action_save()
        self.assertEqual(self.lot.udi_expiration_date, date(2029, 12, 31))
        self.assertIn("Label compared", self.events("edited").reason)

    def test_the_form_shows_a_moved_lot_closed(self):
        form = Form(self.lot.with_context(display_complete=True))
        with self.assertRaisesRegex(AssertionError, "readonly"):
            form.udi_expiration_date = DAY
        form.ref = "internal"
        form.save()
        self.assertEqual(self.lot.ref, "internal")

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_who_may_not(self):
        employee = self.make_user("e_employee")
        with self.assertRaises(AccessError):
            self.lot.with_user(employee).write({"udi_edit_reason": "x", "name": "L9"})
        with self.assertRaises(AccessError):
            self.lot.with_user(employee).action_udi_edit()

    def test_another_product_s_lots_stay_as_odoo_has_them(self):
        lot = self.make_lot(self.make_product("Screw"), "X1")
        self.receive({lot: 1})
        lot.name = "X2"
        self.assertFalse(self.events("edited", lot_id=lot.id))

    def test_a_label_read_later_fills_what_is_empty_without_a_question(self):
        picking = self.make_receipt([(self.glove.product_id, 1)])
        answer = picking.udi_scan(
            carrier(gtin(10002), lot="L1", made=date(2026, 8, 3), expires=DAY)
        )
        self.assertTrue(answer["accepted"], answer["message"])
        picking.button_validate()
        self.assertEqual(self.lot.udi_manufacture_date, date(2026, 8, 3))
        self.assertFalse(self.events("edited", lot_id=self.lot.id))

    def test_the_queries_do_not_grow_with_the_lots(self):
        def asked(lots, reason):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            lots.write({"udi_software_version": reason, "udi_edit_reason": reason})
            return self.cr.sql_log_count - start

        lots = self.lot.browse()
        for number in range(30):
            lots |= self.make_lot(self.glove, f"Q{number}")
        self.receive(dict.fromkeys(lots, 1))
        few = asked(lots[:2], "1.0")
        self.assertLessEqual(asked(lots, "2.0"), few + 5)
