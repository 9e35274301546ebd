from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestDiBarcode(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        unit = cls.env.ref("uom.product_uom_unit")
        cls.box, cls.crate = cls.env["uom.uom"].create(
            [
                {
                    "name": f"Box of {number}",
                    "relative_factor": number,
                    "relative_uom_id": unit.id,
                }
                for number in (10, 120)
            ]
        )
        cls.product = cls.glove.product_id
        cls.case = cls.glove.package_di_ids

    def packaging(self, barcode, uom=None, product=None):
        product = product or self.product
        return self.env["product.uom"].create(
            {
                "product_id": product.id,
                "uom_id": (uom or self.box).id,
                "barcode": barcode,
            }
        )

    def barcodes(self, product=None):
        rows = (product or self.product).product_uom_ids
        return {(row.barcode, row.uom_id) for row in rows}

    def make_draft(self, number, **product):
        product = self.make_product(f"New {number}", **product)
        return self.env["udi.device"].create(
            {"model_number": f"N{number}", "product_id": product.id}
        )

    # DI → Odoo

    def test_a_unit_on_a_package_is_a_bar_code_in_odoo(self):
        self.case.uom_id = self.box
        self.assertEqual(self.barcodes(), {(gtin(10002, 1), self.box)})
        self.assertEqual(self.product.uom_ids, self.box)

    def test_a_draft_writes_nothing_before_it_is_active(self):
        draft = self.make_device("Draft", 32001, active=False)
        draft.package_di_ids.uom_id = self.box
        self.assertFalse(draft.product_id.product_uom_ids)
        draft.action_activate()
        self.assertEqual(self.barcodes(draft.product_id), {(gtin(32001, 1), self.box)})
        self.assertEqual(draft.product_id.barcode, gtin(32001))

    def test_another_unit_moves_the_bar_code(self):
        self.case.uom_id = self.box
        ten = self.box.copy({"name": "Ten"})
        self.case.uom_id = ten
        self.assertEqual(self.barcodes(), {(gtin(10002, 1), ten)})

    def test_a_deleted_package_takes_its_bar_code_along(self):
        self.case.uom_id = self.box
        # the change rules may let it go, or not: here it is about what follows
        with patch.object(self.registry["udi.device"], "_gate_pass"):
            self.case.unlink()
        self.assertFalse(self.product.product_uom_ids)

    def test_the_unit_must_hold_what_the_levels_say(self):
        with self.assertRaisesRegex(ValidationError, "holds 120 × Units?, this pack"):
            self.case.uom_id = self.crate
        litre = self.env.ref("uom.product_uom_litre")
        with self.assertRaisesRegex(ValidationError, "has nothing to do with"):
            self.case.uom_id = litre

    def test_a_changed_level_below_is_judged_above(self):
        draft = self.make_device("Draft", 32016, active=False)
        case = draft.package_di_ids
        pallet = self.env["udi.di"].create(
            {
                "device_id": draft.id,
                "code": gtin(32016, 2),
                "role": "package",
                "contains_di_id": case.id,
                "contains_qty": 12,
                "uom_id": self.crate.id,
            }
        )
        self.assertEqual(pallet.unit_qty, 120)
        with self.assertRaisesRegex(ValidationError, pallet.code):
            case.contains_qty = 20

    def test_the_primary_may_be_a_pack_of_the_stock_unit(self):
        draft = self.make_draft(32002)
        base = self.env["udi.di"].create(
            {"device_id": draft.id, "code": gtin(32002), "uom_id": self.box.id}
        )
        case = self.env["udi.di"].create(
            {
                "device_id": draft.id,
                "code": gtin(32002, 1),
                "role": "package",
                "contains_di_id": base.id,
                "contains_qty": 12,
                "uom_id": self.crate.id,
            }
        )
        self.assertEqual(case.unit_qty, 12)

    def test_the_next_version_takes_over_the_bar_code(self):
        product = self.pump.product_id
        self.assertEqual(product.barcode, gtin(10001))
        self.pump._withdraw("ended")
        self.make_device("Pump 2", 32003, "serial", product=product)
        self.assertEqual(product.barcode, gtin(32003))

    def test_a_taken_bar_code_is_taken_in_every_spelling(self):
        self.make_product("Other", barcode=gtin(32004)[1:])
        device = self.make_device("Mask", 32004)
        self.assertFalse(device.product_id.barcode)

    # Odoo → DI

    def test_the_bar_code_of_a_device_in_use_stays(self):
        for value in (gtin(32005), False):
            with self.assertRaises(ValidationError) as caught:
                self.product.barcode = value
            self.assertIn("start a new version", str(caught.exception))
        self.product.barcode = gtin(10002)[1:]
        self.assertEqual(self.product.barcode, gtin(10002)[1:])

    def test_a_bar_code_of_one_s_own_may_change(self):
        product = self.make_product("Own", barcode="OWN-1")
        self.make_device("Own", 32006, product=product)
        product.barcode = "OWN-2"
        self.assertEqual(product.barcode, "OWN-2")

    def test_a_bar_code_becomes_the_di_of_a_draft(self):
        draft = self.make_draft(32007, barcode=gtin(32007)[1:])
        self.assertEqual(draft.primary_di_id.code, gtin(32007))
        self.assertEqual(draft.primary_di_id.gtin_format, "13")
        draft.product_id.barcode = gtin(32008)
        self.assertEqual(draft.primary_di_id.code, gtin(32008))
        draft.product_id.barcode = "no number"
        self.assertEqual(draft.primary_di_id.code, gtin(32008))

    def test_a_bar_code_given_later_becomes_the_di_too(self):
        draft = self.make_draft(32009)
        self.assertFalse(draft.primary_di_id)
        draft.product_id.barcode = gtin(32009)
        self.assertEqual(draft.primary_di_id.code, gtin(32009))

    def test_a_product_chosen_later_brings_its_bar_code(self):
        draft = self.env["udi.device"].create({"model_number": "Later"})
        draft.product_id = self.make_product("Later", barcode=gtin(32010))
        self.assertEqual(draft.primary_di_id.code, gtin(32010))

    def test_a_number_that_was_given_before_is_not_taken(self):
        self.glove._withdraw("ended")
        new = self.glove.copy({"product_id": self.product.id})
        self.assertFalse(new.di_ids)

    def test_no_product_takes_the_di_of_another_s_device(self):
        with self.assertRaisesRegex(ValidationError, "DI of another device"):
            self.make_product("Thief", barcode=gtin(10001)[1:])
        with self.assertRaisesRegex(ValidationError, "DI of another device"):
            self.packaging(gtin(10001, 1))

    def test_a_packaging_ties_its_unit_to_the_package(self):
        self.packaging(gtin(10002, 1))
        self.assertEqual(self.case.uom_id, self.box)

    def test_a_packaging_of_the_wrong_size_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "Choose another unit"):
            self.packaging(gtin(10002, 1), self.crate)

    def test_a_packaging_becomes_a_package_of_a_draft(self):
        draft = self.make_draft(32011, barcode=gtin(32011))
        nested = self.env["uom.uom"].create(
            {
                "name": "Crate of 12 boxes",
                "relative_factor": 12,
                "relative_uom_id": self.box.id,
            }
        )
        self.packaging(gtin(32011, 1), product=draft.product_id)
        self.packaging(gtin(32011, 2), nested, draft.product_id)
        box, crate = draft.package_di_ids.sorted("unit_qty")
        self.assertEqual((box.contains_qty, box.unit_qty), (10, 10))
        self.assertEqual(box.package_level_name, "Box of 10")
        self.assertEqual((crate.contains_di_id, crate.contains_qty), (box, 12))
        self.assertEqual(crate.unit_qty, 120)

    def test_a_packaging_with_another_number_renames_in_a_draft_only(self):
        draft = self.make_draft(32012, barcode=gtin(32012))
        row = self.packaging(gtin(32012, 1), product=draft.product_id)
        row.barcode = gtin(32012, 3)
        self.assertEqual(draft.package_di_ids.code, gtin(32012, 3))
        row = self.packaging(gtin(10002, 1))
        with self.assertRaisesRegex(ValidationError, "stays its bar code"):
            row.barcode = gtin(10002, 4)

    def test_a_packaging_with_another_unit_is_followed(self):
        row = self.packaging(gtin(10002, 1))
        ten = self.box.copy({"name": "Ten"})
        row.uom_id = ten
        self.assertEqual(self.case.uom_id, ten)

    def test_a_deleted_packaging_leaves_the_di(self):
        self.packaging(gtin(10002, 1)).unlink()
        self.assertTrue(self.case.exists())
        self.assertFalse(self.case.uom_id)

    def test_what_does_not_come_out_even_is_left_to_people(self):
        draft = self.make_draft(32013, barcode=gtin(32013))
        litre = self.env.ref("uom.product_uom_litre")
        half = self.env["uom.uom"].create(
            {
                "name": "Two and a half",
                "relative_factor": 2.5,
                "relative_uom_id": self.env.ref("uom.product_uom_unit").id,
            }
        )
        for number, uom in ((1, litre), (2, half)):
            self.packaging(gtin(32013, number), uom, draft.product_id)
        self.assertFalse(draft.package_di_ids)
        self.assertEqual(len(draft.package_tree["loose"]), 2)

    def test_who_may_not_edit_devices_leaves_a_finding(self):
        clerk = self.make_user("bc_clerk", "product.group_product_manager")
        draft = self.make_draft(32014, barcode=gtin(32014))
        product = draft.product_id
        product.with_user(clerk).write(
            {
                "product_uom_ids": [
                    Command.create({"uom_id": self.box.id, "barcode": gtin(32014, 1)})
                ]
            }
        )
        self.assertFalse(draft.package_di_ids)
        self.assertEqual(draft.package_tree["loose"][0]["barcode"], gtin(32014, 1))
        draft.action_add_packagings()
        self.assertEqual(draft.package_di_ids.code, gtin(32014, 1))
        self.assertFalse(draft.package_tree["loose"])
        product.with_user(clerk).barcode = gtin(32015)
        self.assertEqual(draft.primary_di_id.code, gtin(32014))
