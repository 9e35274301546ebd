from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestToursIdentifiers(UdiCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.make_user("tour_officer", "udi_traceability.group_udi_officer")

    def test_identifiers_for_a_hundred_products(self):
        """Click budget 10: 100 products with three pack levels in 4 clicks."""
        self.env["udi.gtin.prefix"].create({"name": "9506001", "sequence": 0})
        units = self.env["uom.uom"].create(
            [
                {
                    "name": f"Pack of {factor}",
                    "relative_factor": factor,
                    "relative_uom_id": self.env.ref("uom.product_uom_unit").id,
                }
                for factor in (10, 120, 480)
            ]
        )
        products = self.env["product.product"].create(
            [
                {
                    "name": f"Item {number}",
                    "type": "consu",
                    "tracking": "lot",
                    "uom_ids": [Command.set(units.ids)],
                }
                for number in range(100)
            ]
        )
        devices = self.env["udi.device"].create(
            [
                {"product_id": product.id, "model_number": product.name}
                for product in products
            ]
        )
        self.start_tour("/odoo/udi-trace", "udi_gtin_allocate", login="tour_officer")
        self.assertEqual(len(devices.di_ids), 400)
        self.assertEqual(
            sorted(devices[-1].di_ids.mapped("unit_qty")), [1, 10, 120, 480]
        )

    def test_the_package_tree(self):
        device = self.make_device("Draft", 10005, active=False)
        box = device.package_di_ids
        box.contains_qty = 100
        self.env["udi.di"].create(
            {
                "device_id": device.id,
                "code": gtin(10005, 2),
                "role": "package",
                "contains_di_id": box.id,
                "contains_qty": 1000,
            }
        )
        self.start_tour(
            f"/odoo/udi-devices/{device.id}", "udi_package_tree", login="tour_officer"
        )
        self.assertEqual(max(device.di_ids.mapped("unit_qty")), 4000)

    def test_a_wrong_check_digit(self):
        device = self.env["udi.device"].create({"model_number": "NEW"})
        self.start_tour(
            f"/odoo/udi-devices/{device.id}", "udi_check_digit", login="tour_officer"
        )
        self.assertEqual(device.primary_di_id.code, gtin(20001))
