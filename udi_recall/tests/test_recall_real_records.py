"""What real records of authorities contain, and what became of it here.

The numbers and words are those of published recalls; each test is one of their traps.
"""

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRealRecords(RecallCase):
    def _scope(self, **values):
        return self._recall(scope_line_ids=[Command.create(values)])

    def _found(self, recall):
        recall.action_compute_scope()
        return {row.lot_id.name: row.certainty for row in recall.lot_line_ids}

    def _rows(self, recall):
        return {row.text: row for row in recall.scope_line_ids.code_ids}

    def test_1_lots_that_a_spreadsheet_made_numbers_of(self):
        """Z-0313-2007, Z-1792-2012, Z-0429-2021: zeros and 16 digits stay."""
        names = ("1703516", "0312200152", "064900", "1220190000207152")
        self._lots(self.bp7, *names)
        recall = self._scope(
            kind="list",
            codes_text="1703516.0\n0312200152, 064900\n1220190000207152\n312200152",
        )
        rows = self._rows(recall)
        self.assertEqual(rows["1703516.0"].result, "unknown")
        self.assertIn("1703516", rows["1703516.0"].note)
        self.assertEqual(rows["312200152"].result, "unknown")
        self.assertEqual(set(self._found(recall)), set(names[1:]))

    def test_2_a_list_that_counts_lots_twice(self):
        """Z-1707-2012: 596 lines published as 596 lots; three stand twice."""
        doubles = ["84-008-BN", "98-033-9D", "09-007-9D"]
        others = [f"{number // 100}-{number:03}-BB" for number in range(590)]
        recall = self._scope(
            kind="list", codes_text="\n".join([*doubles, *others, *doubles])
        )
        line = recall.scope_line_ids
        self.assertEqual(len(line.code_ids), 596)
        doubled = line.code_ids.filtered(lambda row: row.result == "double")
        self.assertEqual(doubled.mapped("text"), doubles)
        self.assertIn("3 stood there before", line.codes_found)

    def test_3_twelve_digits_are_no_identifier(self):
        """Z-1271-2022: shown as it is, with the check digit it would have."""
        [row] = self._scope(
            kind="list", codes_text="061058603532"
        ).scope_line_ids.code_ids
        self.assertEqual((row.text, row.result), ("061058603532", "unknown"))
        self.assertIn("00061058603537", row.note)

    def test_4_ranges_only_where_they_can_be_counted(self):
        """07110002 thru 07110009 can; 4013JAAA to 4013JABG count letters."""
        self._lots(self.ip200, "07110001", "07110002", "07110009", "7110005")
        within = self._scope(
            kind="range",
            product_id=self.ip200.id,
            serial_from="07110002",
            serial_to="07110009",
        )
        self.assertEqual(set(self._found(within)), {"07110002", "07110009"})
        for first, last in (
            ("4013JAAA", "4013JABG"),
            ("00-5001-038", "00-5001-072-00"),
            ("8110001", "08110008"),
        ):
            with self.subTest(first), self.assertRaisesRegex(ValidationError, "Paste"):
                self._scope(
                    kind="range",
                    product_id=self.ip200.id,
                    serial_from=first,
                    serial_to=last,
                )
        [row] = self._scope(
            kind="list", codes_text="07110002 thru 07110009"
        ).scope_line_ids.code_ids
        self.assertIn("A range", row.note)

    def test_5_one_catalogue_number_for_two_sizes(self):
        """NR072K is T1 and T1+: the lot and the DI say which, no description does."""
        other = self.make_device(
            "Tibia plateau T1+", 13440, tracking="lot", catalog_number="NR072K"
        )
        self.bp7_device.catalog_number = "NR072K"
        self._lots(self.bp7, "007A1037")
        plus = self._lots(other.product_id, "007A1038")
        recall = self._recall(plus, reason_text="010-55-030: the size is 25, not 30.")
        self.assertEqual(self._found(recall), {"007A1038": "certain"})

    def test_6_all_lots_want_a_date_until_which_they_are_bad(self):
        """“None apply.”, or a part number alone, would hold good lots made later."""
        old = self._lots(self.ip200, "SN1", udi_manufacture_date="2026-08-01")
        self._lots(self.ip200, "SN2", udi_manufacture_date="2026-10-01")
        with self.assertRaises(ValidationError):
            self._label(date_to=False)
        recall = self._label(date_to="2026-08-31")
        self.assertEqual(set(self._found(recall)), set(old.mapped("name")))

    def _label(self, product=None, **values):
        device = (product or self.ip200).udi_device_id
        return self._scope(
            **{"kind": "di", "di_id": device.primary_di_id.id, "date_kind": "made"}
            | values
        )

    def test_7_an_expiry_of_a_month_lasts_to_its_end(self):
        """February 2015: good on the 28th, expired on 1 March; the code stays."""
        lot = self._lots(self.bp7, "40041", udi_expiration_date="2015-02-28")
        self.assertTrue(lot.udi_expired)
        recall = self._label(self.bp7, date_kind="expires", date_to="2015-02-28")
        self.assertEqual(self._found(recall), {"40041": "certain"})
        self.assertIn("150228", lot.udi_text)

    def test_8_countries_are_those_of_our_own_deliveries(self):
        """“Worldwide” was two countries."""
        pumps = self._serials(2)
        self._receive(pumps)
        self._deliver(pumps[0], self.anna)
        self._deliver(pumps[1], self.medica)
        recall = self._recall(*pumps)
        recall.action_compute_scope()
        figures = recall._status_figures()
        self.assertEqual(set(figures["countries"]), {"DE", "ES"})

    def test_9_quantities_are_numbers_with_one_unit(self):
        """2,284 cases (137,040 pieces): what stock counts is told, in its unit."""
        cell = self._lots(self.bp7, "214117")
        self._receive(cell, 2284)
        self._deliver(cell, self.anna, 1200)
        recall = self._recall(cell)
        recall.action_compute_scope()
        self.assertEqual(recall.quantity_total, 2284)
        self.assertEqual(recall.quantity_out, 1200)
        self.assertIn("1,200 out there at 1 customer", recall.summary)

    def test_10_the_class_may_come_long_after_the_start(self):
        """Z-2241-2014: classified 98 days later, ended four days after that."""
        pumps = self._serials(1)
        self._receive(pumps)
        self._deliver(pumps, self.anna)
        recall = self._started(self._recall(pumps))
        region = recall.region_ids[:1].with_user(self.manager)
        region.class_firm = "3"
        region.class_authority = "2"
        self.assertEqual((region.class_firm, region.class_authority), ("3", "2"))

    def test_12_one_event_many_numbers(self):
        """Z-2565-2019 … Z-2666-2019, and a year of two digits: Z-1004-04."""
        pumps = self._serials(1)
        self._receive(pumps)
        self._deliver(pumps, self.anna)
        recall = self._recall(pumps)
        recall.action_compute_scope()
        region = recall.region_ids[:1]
        numbers = ["Z-1004-04", *(f"Z-{each}-2019" for each in range(2565, 2605))]
        self.env["udi.recall.number"].with_user(self.manager).create(
            [{"region_id": region.id, "name": name} for name in numbers]
        )
        for name in ("Z-1004-04", "Z-2600-2019"):
            found = self.env["udi.recall"].search(
                [("region_ids.number_ids.name", "=", name)]
            )
            self.assertEqual(found, recall)
        report = recall.with_user(self.manager)._freeze_report("final")
        said = {part.code: part for part in report._parts()}["17"].rows
        self.assertIn("Z-1004-04", said[0][5])
