from datetime import date

from odoo.tests import tagged

from .common import FAR, UdiCase, carrier, gtin

MADE = date(2026, 8, 3)
ENDS = date(2069, 11, 20)


@tagged("post_install", "-at_install")
class TestReceiptScan(UdiCase):
    def scan(self, picking, **label):
        return picking.udi_scan(carrier(**label))

    def codes(self, answer):
        return [finding["code"] for finding in answer["findings"]]

    def test_serials_fill_the_lines(self):
        receipt = self.make_receipt([(self.pump.product_id, 3)])
        for number in range(1, 4):
            answer = self.scan(
                receipt, di=gtin(10001), serial=f"SN{number}", made=MADE, expires=ENDS
            )
            self.assertTrue(answer["accepted"], answer)
            self.assertEqual((answer["counted"], answer["expected"]), (number, 3))
        self.assertEqual(answer["severity"], "ok")
        self.assertIn("Serial SN3", answer["message"])
        self.assertEqual(len(receipt.move_line_ids), 3)
        self.assertRecordValues(
            receipt.move_line_ids.sorted("lot_name"),
            [
                {
                    "lot_name": f"SN{number}",
                    "quantity": 1,
                    "udi_scanned_qty": 1,
                    "picked": True,
                    "udi_manufacture_date": MADE,
                    "udi_expiration_date": ENDS,
                }
                for number in range(1, 4)
            ],
        )
        self.assertIs(receipt.button_validate(), True)
        lots = receipt.move_line_ids.lot_id
        self.assertEqual(set(lots.mapped("udi_serial_number")), {"SN1", "SN2", "SN3"})
        self.assertEqual(set(lots.mapped("udi_expiration_date")), {ENDS})
        self.assertEqual(lots.udi_di_id, self.pump.primary_di_id)

    def test_each_scan_is_in_the_ledger_with_its_raw_text(self):
        receipt = self.make_receipt([(self.glove.product_id, 3)])
        raw = carrier(di=gtin(10002), lot="L1") + "\r\n"
        receipt.udi_scan(raw)
        event = self.events("scanned", picking_id=receipt.id)
        self.assertEqual(event.raw_text, raw)
        self.assertRecordValues(
            event,
            [
                {
                    "lot_name": "L1",
                    "di_code": gtin(10002),
                    "quantity": 1,
                    "product_id": self.glove.product_id.id,
                    "partner_id": self.maker.id,
                    "origin": receipt.name,
                }
            ],
        )

    def test_a_lot_counts_up_on_one_line(self):
        receipt = self.make_receipt([(self.glove.product_id, 12)])
        for _unit in range(2):
            self.scan(receipt, di=gtin(10002), lot="L1")
        answer = self.scan(receipt, di=gtin(10002, 1), lot="L1")
        self.assertTrue(answer["accepted"])
        self.assertEqual(answer["counted"], 12)
        self.assertIn("10 units of lot L1", answer["message"])
        self.assertRecordValues(
            receipt.move_line_ids,
            [{"lot_name": "L1", "quantity": 12, "udi_scanned_qty": 12}],
        )
        self.assertEqual(receipt.udi_scan_text, "12/12")
        receipt.button_validate()
        lot = receipt.move_line_ids.lot_id
        self.assertEqual(lot.udi_di_id, self.glove.primary_di_id)
        codes = self.events("scanned", picking_id=receipt.id).mapped("di_code")
        self.assertEqual(codes, [gtin(10002, 1), gtin(10002), gtin(10002)])
        self.assertEqual(receipt.move_ids.udi_scanned_qty, 12)

    def test_two_lots_on_one_receipt(self):
        receipt = self.make_receipt([(self.glove.product_id, 30)])
        self.scan(receipt, di=gtin(10002, 1), lot="L1")
        self.scan(receipt, di=gtin(10002, 1), lot="L2")
        counted = {
            line.lot_name: line.quantity
            for line in receipt.move_line_ids
            if line.udi_scanned_qty
        }
        self.assertEqual(counted, {"L1": 10, "L2": 10})
        self.assertEqual(sum(receipt.move_line_ids.mapped("quantity")), 30)

    def test_only_what_was_scanned_is_received(self):
        receipt = self.make_receipt([(self.glove.product_id, 30)])
        self.scan(receipt, di=gtin(10002, 1), lot="L1")
        receipt.with_context(skip_backorder=True).button_validate()
        self.assertEqual(receipt.state, "done")
        self.assertEqual(receipt.move_ids.quantity, 10)
        backorder = self.env["stock.picking"].search(
            [("backorder_id", "=", receipt.id)]
        )
        self.assertEqual(backorder.move_ids.product_uom_qty, 20)

    def test_a_lot_that_is_here_already_gets_more(self):
        lot = self.make_lot(self.glove, "L1")
        self.receive({lot: 5})
        receipt = self.make_receipt([(self.glove.product_id, 10)])
        self.scan(receipt, di=gtin(10002, 1), lot="L1", expires=ENDS)
        self.assertEqual(receipt.move_line_ids.lot_id, lot)
        receipt.button_validate()
        self.assertEqual(lot.product_qty, 15)
        self.assertEqual(lot.udi_expiration_date, ENDS)

    def test_the_case_of_a_lot_names_the_unit_on_the_lot(self):
        receipt = self.make_receipt([(self.glove.product_id, 10)])
        self.scan(receipt, di=gtin(10002, 1), lot="L1")
        receipt.button_validate()
        lot = receipt.move_line_ids.lot_id
        self.assertEqual(lot.udi_text, f"(01){gtin(10002)}(10)L1")

    def test_lines_in_dozens(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        receipt = self.make_receipt([(self.glove.product_id, 24)])
        receipt.move_ids.product_uom = dozen
        receipt.move_ids.product_uom_qty = 2
        for _case in range(2):
            answer = self.scan(receipt, di=gtin(10002, 1), lot="L1")
        self.assertEqual((answer["counted"], answer["expected"]), (20, 24))
        counted = receipt.move_line_ids.filtered("udi_scanned_qty")
        self.assertEqual(counted.quantity_product_uom, 20)
        answer = self.scan(receipt, di=gtin(10002, 1), lot="L1")
        self.assertEqual(self.codes(answer), ["over_quantity"])

    def test_the_same_serial_is_counted_once(self):
        receipt = self.make_receipt([(self.pump.product_id, 3)])
        self.scan(receipt, di=gtin(10001), serial="SN1")
        answer = self.scan(receipt, di=gtin(10001), serial="SN1")
        self.assertFalse(answer["accepted"])
        self.assertEqual(self.codes(answer), ["already_scanned"])
        self.assertIn("Counted before", answer["message"])
        self.assertEqual(answer["counted"], 1)

    def test_a_case_of_serials_is_not_a_serial(self):
        receipt = self.make_receipt([(self.pump.product_id, 10)])
        answer = self.scan(receipt, di=gtin(10001, 1), lot="L1")
        self.assertFalse(answer["accepted"])
        self.assertIn("missing_pi", self.codes(answer))
        self.assertIn("serial number", answer["message"])

    def test_more_than_ordered(self):
        receipt = self.make_receipt([(self.glove.product_id, 9)])
        answer = self.scan(receipt, di=gtin(10002, 1), lot="L1")
        self.assertFalse(answer["accepted"])
        self.assertEqual(self.codes(answer), ["over_quantity"])
        self.assertIn("9 still wanted, 10 on this label", answer["message"])
        self.assertFalse(receipt.move_line_ids.filtered("picked"))

    def test_expired_on_arrival_is_a_warning(self):
        receipt = self.make_receipt([(self.glove.product_id, 9)])
        answer = self.scan(receipt, di=gtin(10002), lot="L1", expires=self.in_days(-3))
        self.assertTrue(answer["accepted"])
        self.assertEqual(answer["severity"], "warn")
        self.assertEqual(self.codes(answer), ["expired"])

    def test_label_and_record_differ(self):
        self.make_lot(self.glove, "L1", udi_expiration_date=ENDS)
        receipt = self.make_receipt([(self.glove.product_id, 9)])
        answer = self.scan(receipt, di=gtin(10002), lot="L1", expires=date(2068, 1, 2))
        self.assertTrue(answer["accepted"])
        self.assertEqual(answer["findings"][0]["code"], "label_differs")
        self.assertIn("2 Jan 2068 on the label", answer["findings"][0]["message"])

    def test_two_halves_of_a_label(self):
        receipt = self.make_receipt([(self.glove.product_id, 9)])
        answer = self.scan(receipt, di=gtin(10002))
        self.assertEqual(self.codes(answer), ["missing_pi"])
        answer = self.scan(receipt, lot="L1")
        self.assertEqual(self.codes(answer), ["missing_di"])
        self.assertIn("other symbol", answer["message"])

    def test_the_text_that_people_read_is_taken_too(self):
        receipt = self.make_receipt([(self.glove.product_id, 9)])
        answer = receipt.udi_scan(f"(01){gtin(10002)}(17)691120(10)L1")
        self.assertTrue(answer["accepted"])
        self.assertEqual(receipt.move_line_ids.filtered("picked").lot_name, "L1")

    def test_a_device_without_lots(self):
        bandage = self.make_device("Bandage", 60001, tracking="none")
        receipt = self.make_receipt([(bandage.product_id, 12)])
        self.scan(receipt, di=gtin(60001))
        answer = self.scan(receipt, di=gtin(60001, 1))
        self.assertTrue(answer["accepted"], answer)
        self.assertEqual(answer["counted"], 11)
        counted = receipt.move_line_ids.filtered("picked")
        self.assertEqual(counted.quantity, 11)
        self.assertFalse(counted.lot_name)

    def test_far_dates_are_taken(self):
        receipt = self.make_receipt([(self.glove.product_id, 9)])
        self.scan(receipt, di=gtin(10002), lot="L1", expires=FAR.replace(year=2075))
        line = receipt.move_line_ids.filtered("picked")
        self.assertEqual(line.udi_expiration_date.year, 2075)

    def test_what_the_parser_doubts_is_said(self):
        receipt = self.make_receipt([(self.glove.product_id, 2)])
        answer = receipt.udi_scan(f"]d101{gtin(10002)}10L1")
        self.assertTrue(answer["accepted"])
        codes = [finding["code"] for finding in answer["findings"]]
        self.assertIn("gs1_data_in_non_gs1_symbol", codes)
        self.assertEqual(answer["severity"], "warn")
