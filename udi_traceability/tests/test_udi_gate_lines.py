from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import gtin
from .gate_case import SoldCase


@tagged("post_install", "-at_install")
class TestGateLines(SoldCase):
    """What a device has many of: texts, sizes, countries, substances, identifiers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.box = cls.sold.package_di_ids
        cls.mm = cls.env["udi.code"].search(
            [("code_list", "=", "size_unit"), ("code", "=", "mm")], limit=1
        )
        cls.length = cls.env["udi.code"].search(
            [("code_list", "=", "size_type")], limit=1
        )

    def test_lines_are_judged_by_their_list(self):
        size = {"size_type_id": self.length.id, "value": "90", "unit_id": self.mm.id}
        self.sold.size_ids = [Command.create(size)]
        with self.assertRefused():
            self.env["udi.device.size"].create({"device_id": self.sold.id, **size})
        with self.assertRefused():
            self.sold.size_ids.value = "95"
        with self.assertRefused():
            self.sold.size_ids.unlink()
        with self.assertRefused():
            self.sold.size_ids = [Command.clear()]
        self.sold.size_ids.sequence = 3
        self.assertEqual(self.sold.size_ids.value, "90")

    def test_texts(self):
        name = self.sold.trade_name_ids
        name.value = "Eins"
        self.assertIn("the law asks a new UDI-DI", self.changes()[:1].reason)
        description = {"kind": "description", "language": "EN", "value": "A pump"}
        self.sold.description_ids = [Command.create(description)]
        self.sold.description_ids.value = "A good pump"
        self.assertIn("FDA: tell FDA", self.changes()[:1].reason)
        family = self.env["udi.basic.udi"].create({"code": "9506000XDW"})
        family.medical_purpose_ids = [
            Command.create({"kind": "medical_purpose", "value": "To heal"})
        ]

    def test_texts_of_a_line(self):
        kind = self.env["udi.code"].search([("code_list", "=", "size_type")], limit=1)
        self.sold.size_ids = [
            Command.create(
                {
                    "size_type_id": kind.id,
                    "precision": "text",
                    "text": "Small",
                    "type_description_ids": [
                        Command.create(
                            {"kind": "size_type_other", "language": "EN", "value": "S"}
                        )
                    ],
                }
            )
        ]
        with self.assertRefused():
            self.sold.size_ids.type_description_ids.value = "L"

    def test_countries_are_for_their_own_regulator(self):
        germany, usa = self.env.ref("base.de"), self.env.ref("base.us")
        self.sold.market_ids = [Command.create({"country_id": germany.id})]
        self.sold.market_ids = [Command.create({"country_id": usa.id})]
        self.assertNotIn("FDA", self.changes()[:1].reason)
        self.sold.market_ids.filtered(
            lambda line: line.country_id == usa
        ).date_end = self.today
        self.assertIn("FDA: tell FDA within 10", self.changes()[:1].reason)

    def test_substances(self):
        cmr = {"kind": "cmr", "cmr_category": "1a"}
        self.sold.substance_ids = [Command.create(cmr)]
        self.sold.substance_ids = [Command.create({"kind": "endocrine"})]
        self.assertIn("the law asks", self.changes()[:1].reason)
        self.sold.substance_ids = [Command.create({"kind": "medicinal", "inn": "X"})]
        self.assertNotIn("the law asks", self.changes()[:1].reason)

    def test_a_package_is_added_not_changed(self):
        case = {
            "device_id": self.sold.id,
            "code": gtin(40001, 2),
            "role": "package",
            "contains_di_id": self.box.id,
            "contains_qty": 12,
        }
        self.env["udi.di"].create(case)
        with self.assertRefused("package with an identifier of its own"):
            self.box.contains_qty = 12
        with self.assertRefused():
            self.box.unlink()
        with self.assertRefused():
            self.box.role = "secondary"

    def test_the_identifier_itself(self):
        primary = self.sold.primary_di_id
        for values in ({"code": gtin(40009)}, {"role": "secondary"}):
            with self.assertRefused():
                primary.write(values)
        with self.assertRefused():
            primary.device_id = self.glove
        with self.assertRefused():
            self.box.unlink()
        primary.code = primary.code[-13:] if primary.code[0] == "0" else primary.code
        self.sold._write_judged(
            {"di_ids": [Command.update(primary.id, {"gtin_format": "13"})]},
            "Printed so",
        )

    def test_a_line_does_not_slip_in_from_a_draft(self):
        draft = self.make_device("Draft", 40010, active=False)
        spare = self.env["udi.di"].create(
            {"device_id": draft.id, "code": gtin(40011), "role": "secondary"}
        )
        self.env["udi.di"].create(
            {"device_id": self.sold.id, "code": gtin(40012), "role": "secondary"}
        )
        with self.assertRaisesRegex(UserError, "say why"):
            spare.device_id = self.sold
