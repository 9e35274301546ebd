from odoo.tests import tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestProduct(UdiCase):
    def test_the_button_opens_the_device(self):
        template = self.pump.product_id.product_tmpl_id
        self.assertEqual(template.udi_device_count, 1)
        action = template.action_open_udi_devices()
        self.assertEqual(action["res_id"], self.pump.id)
        self.assertEqual(action["views"], [(False, "form")])

    def test_several_versions_are_a_list(self):
        self.pump._withdraw("Ended")
        second = self.make_device(
            "Pump 2", 90001, product=self.pump.product_id, pi_serial=True
        )
        action = self.pump.product_id.action_open_udi_devices()
        devices = self.env["udi.device"].search(action["domain"])
        self.assertEqual(devices, self.pump | second)

    def test_a_product_without_device_starts_one(self):
        product = self.make_product("Mask")
        action = product.action_open_udi_devices()
        self.assertFalse(action["res_id"])
        self.assertEqual(action["context"], {"default_product_id": product.id})

    def test_the_active_device_is_the_one(self):
        product = self.pump.product_id
        self.assertEqual(product.udi_device_id, self.pump)
        self.pump._withdraw("Ended")
        self.assertFalse(product.udi_device_id)

    def test_codes_certificates_and_families_name_themselves(self):
        code = self.env["udi.code"].create(
            {"code_list": "emdn", "code": "Z12030301", "name": "INFUSION PUMPS"}
        )
        self.assertEqual(code.display_name, "Z12030301 INFUSION PUMPS")
        found = self.env["udi.code"].name_search("infusion pumps")
        self.assertIn(code.id, [entry_id for entry_id, _name in found])
        matrix = self.env.ref("udi_traceability.udi_code_carrier_matrix")
        self.assertEqual(matrix.display_name, matrix.name)
        certificate = self.env["udi.certificate"].create(
            {"kind": "us_pma", "number": "P260001", "revision": "S012"}
        )
        self.assertEqual(certificate.display_name, "P260001 012")
        family = self.env["udi.basic.udi"].create(
            {"code": "950600013435XXF", "model": "IP"}
        )
        self.assertEqual(family.display_name, "950600013435XXF (IP)")

    def test_a_device_is_found_by_its_identifiers(self):
        found = self.env["udi.device"].name_search(gtin(10001))
        self.assertEqual([device_id for device_id, _name in found], [self.pump.id])
        self.pump.catalog_number = "CAT-77"
        found = self.env["udi.device"].name_search("CAT-77")
        self.assertEqual([device_id for device_id, _name in found], [self.pump.id])
