from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin

from ..formats.snapshot import to_json
from .accepted import accept
from .common import ExportCase


@tagged("post_install", "-at_install")
class TestUdiRegistrationDifference(ExportCase):
    """Our record beside what was accepted and what is published."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.eudamed = cls._register(cls.device, "eudamed")

    def _table(self):
        self.eudamed.invalidate_recordset(["difference"])
        return self.eudamed.difference

    def _row(self, label):
        return next(row for row in self._table()["rows"] if row["label"] == label)

    def test_without_a_state_to_compare_with_there_is_nothing(self):
        self.assertEqual(self._table(), {"columns": [], "rows": []})

    def test_what_is_the_same(self):
        accept(self.eudamed)
        table = self._table()
        titles = [column["title"] for column in table["columns"]]
        self.assertEqual(titles, ["Ours", "Accepted last"])
        self.assertFalse([row for row in table["rows"] if row["differs"]])
        self.assertEqual(self._row("EU class")["values"], ["IIb", "IIb"])
        self.assertEqual(self._row("Packaged sterile")["values"], ["No", "No"])

    def test_which_message_carries_a_change(self):
        accept(self.eudamed)
        self.device.information_url = "https://example.com/new"
        self.assertEqual(
            self._row("Further information"),
            {
                "label": "Further information",
                "group": "carried by UDI_DI.PATCH",
                "values": ["https://example.com/new", ""],
                "differs": True,
            },
        )

    def test_what_cannot_change_names_the_way_out(self):
        accept(self.eudamed)
        self.device.catalog_number = "CAT-OTHER"
        row = self._row("Catalogue number")
        self.assertEqual(row["values"], ["CAT-OTHER", "CAT-1"])
        self.assertIn("new UDI-DI", row["group"])
        self.device.risk_class_eu = "iia"
        self.assertIn("new Basic UDI-DI", self._row("EU class")["group"])

    def test_the_published_record_is_the_third_column(self):
        accept(self.eudamed)
        self.device.information_url = "https://example.com/published"
        record = self.device._device_record(self.eudamed)
        self.eudamed.write(
            {
                "published_snapshot": to_json(record),
                "published_on": "2026-11-20 10:00:00",
            }
        )
        self.device.information_url = "https://example.com/ours"
        table = self._table()
        self.assertEqual(table["columns"][2]["title"], "Published")
        self.assertEqual(table["columns"][2]["note"], "2026-11-20")
        self.assertEqual(
            self._row("Further information")["values"],
            ["https://example.com/ours", "", "https://example.com/published"],
        )

    def test_it_reads_in_chinese(self):
        accept(self.eudamed)
        chinese = self.eudamed.with_context(lang="zh_CN")
        self.assertEqual(len(chinese.difference["rows"]), len(self._table()["rows"]))

    def test_two_names_in_one_language(self):
        names = [
            (0, 0, {"kind": "trade_name", "language": "EN", "value": value})
            for value in ("One", "Two")
        ]
        self.device.trade_name_ids = names
        accept(self.eudamed)
        labels = [row["label"] for row in self._table()["rows"]]
        self.assertIn("Trade names, EN", labels)
        self.assertIn("Trade names, EN (2)", labels)

    def test_a_pack_is_named_by_its_code(self):
        self.env["udi.di"].create(
            {
                "device_id": self.device.id,
                "code": gtin(90),
                "role": "package",
                "contains_di_id": self.device.primary_di_id.id,
                "contains_qty": 10,
            }
        )
        accept(self.eudamed)
        row = self._row(f"Times, {gtin(90)}")
        self.assertEqual(row["values"], ["10", "10"])

    def test_who_takes_whole_records_is_compared_too(self):
        for regulator in ("gudid", "nmpa"):
            with self.subTest(regulator=regulator):
                self._whole(self._register(self.device, regulator))

    def _whole(self, registration):
        registration = self._one(registration, registration.regulator)
        accept(registration, "whole")
        self.assertFalse([r for r in registration.difference["rows"] if r["differs"]])
        self.device.catalog_number = f"CAT-{registration.regulator}"
        registration.invalidate_recordset(["difference"])
        (row,) = (row for row in registration.difference["rows"] if row["differs"])
        self.assertEqual(row["label"], "Catalogue number")
        self.assertEqual(row["group"], "goes with the next whole record")
        registration._look_for_changes()
        self.assertTrue(registration.is_changed)

    def test_identifiers_have_names(self):
        self.env["udi.di"].create(
            {"device_id": self.device.id, "code": gtin(91), "role": "unit_of_use"}
        )
        self.device.device_count = 5
        accept(self.eudamed)
        self.assertEqual(self._row("Unit of use DI")["values"], [gtin(91)] * 2)
