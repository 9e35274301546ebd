import base64
from datetime import date
from io import BytesIO

from PIL import Image

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import UdiCase, carrier, gtin

MADE, DAY = date(2026, 8, 3), date(2029, 11, 20)


@tagged("post_install", "-at_install")
class TestLotLabel(UdiCase):
    """What a lot says of its label, and how it comes to say it."""

    def device_of(self, agency, code):
        device = self.env["udi.device"].create(
            {
                "brand_name": agency,
                "product_id": self.make_product(agency).id,
                "manufacturer_id": self.maker.id,
                "pi_lot": True,
                "di_ids": [Command.create({"code": code, "issuing_agency": agency})],
            }
        )
        device.action_activate()
        return device

    def test_the_symbol_is_a_picture_of_the_text(self):
        lot = self.make_lot(self.glove, "L1", udi_expiration_date=DAY)
        picture = Image.open(BytesIO(base64.b64decode(lot.udi_symbol)))
        self.assertEqual(picture.format, "PNG")
        self.assertEqual(picture.size[0], picture.size[1])
        before = lot.udi_symbol
        lot.udi_expiration_date = MADE
        self.assertNotEqual(lot.udi_symbol, before)

    def test_no_symbol_where_there_is_no_text(self):
        self.assertFalse(self.make_lot(self.glove, "L 1 ä").udi_symbol)
        self.assertFalse(self.make_lot(self.make_product("Screw"), "L1").udi_symbol)

    def test_lot_and_serial_stand_apart(self):
        lot = self.make_lot(self.pump, "S1", udi_lot_number="B7")
        self.assertEqual(lot.udi_text, f"(01){gtin(10001)}(10)B7(21)S1")
        lot = self.make_lot(self.glove, "L1", udi_software_version="2.1")
        self.assertEqual(lot.udi_text, f"(01){gtin(10002)}(10)L1(8012)2.1")

    def test_what_only_some_agencies_have(self):
        blood = self.device_of("iccbba", "A9997XYZ100T0479")
        lot = self.make_lot(
            blood, "000000000000LOT123", udi_donation_number="A99971312345600"
        )
        self.assertIn("=A99971312345600", lot.udi_text)
        lot.udi_donation_number = "A999713123456"
        self.assertIn("=A99971312345600", lot.udi_text)
        self.assertTrue(lot.udi_symbol)
        chinese = self.device_of("ma", "MA.156.M0.100761.21234563")
        lot = self.make_lot(chinese, "L1", udi_sterilization_lot="ST9")
        self.assertIn(".DST9", lot.udi_text)
        self.assertTrue(lot.udi_symbol)

    def test_received_with_all_that_the_label_says(self):
        picking = self.make_receipt([(self.pump.product_id, 1)])
        text = carrier(gtin(10001), "B7", "S1", MADE, DAY)
        answer = picking.udi_scan(text)
        self.assertTrue(answer["accepted"], answer["message"])
        picking.button_validate()
        lot = picking.move_line_ids.lot_id
        self.assertEqual(lot.name, "S1")
        self.assertEqual(lot.udi_lot_number, "B7")
        self.assertEqual(lot.udi_manufacture_date, MADE)
        self.assertEqual(lot.udi_expiration_date, DAY)
        self.assertEqual(lot.udi_di_id, self.pump.primary_di_id)
        self.assertTrue(lot.udi_symbol)

    def test_a_sterilisation_lot_is_received(self):
        device = self.device_of("ma", "MA.156.M0.100761.21234563")
        picking = self.make_receipt([(device.product_id, 1)])
        text = "MA.156.M0.100761.21234563.LB1.DST9.E291120"
        answer = picking.udi_scan(text)
        self.assertTrue(answer["accepted"], answer["message"])
        picking.button_validate()
        self.assertEqual(picking.move_line_ids.lot_id.udi_sterilization_lot, "ST9")

    def test_made_here_it_gets_its_days(self):
        lot, part = self.make_lot(self.glove, "M1"), self.make_lot(self.pump, "P1")
        self.receive({part: 1})
        self.produce({lot: 1}, {part: 1})
        self.assertEqual(lot.udi_manufacture_date, self.today)
        self.assertIn("(11)", lot.udi_text)

    def test_a_whole_udi_typed_as_the_number_is_read(self):
        text = f"(01){gtin(10002)}(11)260803(17)291120(10)L77"
        lot = self.make_lot(self.glove, text)
        self.assertEqual(lot.name, "L77")
        self.assertEqual(lot.udi_manufacture_date, MADE)
        self.assertEqual(lot.udi_expiration_date, DAY)
        serial = self.make_lot(self.pump, carrier(gtin(10001), "B7", "S7"))
        self.assertEqual((serial.name, serial.udi_lot_number), ("S7", "B7"))

    def test_typed_into_the_form(self):
        form = Form(self.env["stock.lot"].with_context(display_complete=True))
        form.product_id = self.glove.product_id
        form.name = f"(01){gtin(10002, 1)}(17)291120(10)L78"
        self.assertEqual(form.name, "L78")
        self.assertEqual(form.udi_expiration_date, DAY)
        self.assertEqual(form.save().udi_di_id, self.glove.primary_di_id)

    def test_other_texts_stay_what_they_are(self):
        for text in (
            f"(01){gtin(10001)}(10)L1(21)S1",  # another product
            f"(01){gtin(10002)}(17)291120",  # no lot
            "A-LONG-NUMBER-OF-A-LOT-2026",
        ):
            self.assertEqual(self.make_lot(self.glove, text).name, text)
        screw = self.make_product("Screw")
        text = f"(01){gtin(10002)}(10)L1"
        self.assertEqual(self.make_lot(screw, text).name, text)

    def test_a_typed_udi_in_a_receipt(self):
        picking = self.make_receipt([(self.glove.product_id, 5)])
        picking.move_line_ids.unlink()
        line = self.env["stock.move.line"].create(
            {
                "move_id": picking.move_ids.id,
                "picking_id": picking.id,
                "product_id": self.glove.product_id.id,
                "lot_name": f"(01){gtin(10002)}(17)291120(10)L79",
                "quantity": 5,
                "picked": True,
            }
        )
        picking.button_validate()
        self.assertEqual(line.lot_id.name, "L79")
        self.assertEqual(line.lot_id.udi_expiration_date, DAY)

    def test_the_same_number_again_is_refused_in_words(self):
        self.make_lot(self.glove, "L1")
        other = self.make_lot(self.glove, "L2")
        with self.assertRaisesRegex(ValidationError, "number L1: this product has it"):
            self.make_lot(self.glove, "L1")
        with self.assertRaisesRegex(ValidationError, "number L1: this product has it"):
            other.name = "L1"
        with self.assertRaisesRegex(ValidationError, "L5"):
            values = {"name": "L5", "product_id": self.glove.product_id.id}
            self.env["stock.lot"].create([values, values])
        with self.assertRaisesRegex(ValidationError, "L6"):
            (other | self.make_lot(self.glove, "L3")).name = "L6"
        self.assertEqual(self.make_lot(self.pump, "L1").name, "L1")
