from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import UdiCase


@tagged("post_install", "-at_install")
class TestCompare(UdiCase):
    def table(self, devices):
        action = devices.action_compare()
        page = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(page.display_name, "Comparison")
        return page.table

    def test_two_versions(self):
        self.pump.description_ids = [
            Command.create({"kind": "description", "language": "EN", "value": "A pump"})
        ]
        action = self.pump.action_new_version()
        new = self.env["udi.device"].browse(action["res_id"])
        new.write({"brand_name": "Pump Q", "sterile": "yes"})
        table = self.table(new)
        self.assertEqual(
            [column["res_id"] for column in table["columns"]], [self.pump.id, new.id]
        )
        self.assertEqual(table, self.table(self.pump))
        self.assertEqual(table, self.table(new | self.pump))
        differs = {r["label"]: r["values"] for r in table["rows"] if r["differs"]}
        self.assertEqual(
            set(differs), {"Brand name", "Packaged sterile", "Identifiers"}
        )
        self.assertEqual(differs["Brand name"], ["Pump P", "Pump Q"])
        self.assertIn("Package", differs["Identifiers"][0])
        same = {r["label"]: r["values"] for r in table["rows"] if not r["differs"]}
        self.assertEqual(same["Descriptions"], ["EN: A pump"] * 2)

    def test_countries_with_their_days(self):
        self.pump.market_ids = [
            Command.create(
                {"country_id": self.env.ref("base.de").id, "date_start": self.today}
            )
        ]
        text = self.pump._compare_text("market_ids")
        self.assertIn(str(self.today), text)
        self.glove.market_ids = [
            Command.create({"country_id": self.env.ref("base.fr").id})
        ]
        self.assertEqual(self.glove._compare_text("market_ids"), "France")

    def test_not_more_than_two(self):
        third = self.make_device("Third", 43001, active=False)
        with self.assertRaisesRegex(UserError, "Choose two"):
            (self.pump | self.glove | third).action_compare()
