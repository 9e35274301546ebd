from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..tools.check_digit import gtin_is_valid
from ..tools.gtin_range import gtin as numbered
from .allocate_case import PREFIX, UNIT, AllocateCase
from .common import gtin


@tagged("post_install", "-at_install")
class TestAllocate(AllocateCase):
    def test_products_become_devices_with_their_packages(self):
        products = self.make_products(3)
        wizard = self.wizard(products)
        self.assertEqual((wizard.code_count, wizard.problem_count), (12, 0))
        allocation = self.given(wizard.action_give())
        self.assertEqual((allocation.device_count, allocation.di_count), (3, 12))
        device = products[1].udi_device_ids
        self.assertEqual((device.state, device.model_number), ("draft", "I1"))
        self.assertTrue(device.pi_lot)
        self.assertEqual(device.primary_di_id.code, numbered(PREFIX, 1))
        self.assertEqual(device.primary_di_id.gtin_format, "13")
        packs = device.package_di_ids.sorted("unit_qty")
        self.assertEqual(packs.mapped("unit_qty"), [10, 120, 480])
        self.assertEqual(packs.mapped("contains_qty"), [10, 12, 4])
        self.assertEqual(packs.uom_id, self.units)
        self.assertEqual(
            packs.mapped("code"), [numbered(PREFIX, 1, level) for level in (1, 2, 3)]
        )
        self.assertTrue(all(map(gtin_is_valid, packs.mapped("code"))))
        self.assertEqual(self.prefix.item_next, 3)

    def test_devices_that_lack_a_di_come_by_themselves(self):
        lacking = self.env["udi.device"].create({"model_number": "LACK"})
        wizard = self.env["udi.gtin.allocate"].with_user(self.officer).create({})
        self.assertIn(lacking, wizard.line_ids.device_id)
        self.assertNotIn(self.pump, wizard.line_ids.device_id)
        action = lacking.action_give_identifiers()
        chosen = (
            self.env["udi.gtin.allocate"].with_context(**action["context"]).create({})
        )
        self.assertEqual(chosen.line_ids.device_id, lacking)
        everything = self.env["udi.device"].action_give_identifiers()
        self.assertNotIn("active_ids", everything["context"])

    def test_what_has_a_di_is_left_out_and_told(self):
        product = self.make_products(1)
        wizard = self.wizard(product | self.pump.product_id)
        self.assertEqual(wizard.line_ids.product_id, product)
        self.assertIn("1 of those chosen", wizard.notice)
        wizard = self.wizard(self.pump.product_id.product_tmpl_id)
        self.assertFalse(wizard.line_ids)
        with self.assertRaisesRegex(UserError, "nothing to give"):
            wizard.action_give()

    def test_levels_for_products_without_packagings(self):
        products = self.make_products(1, packed=False)
        form = Form(
            self.env["udi.gtin.allocate"].with_context(
                active_model="product.product", active_ids=products.ids
            )
        )
        self.assertEqual(form.code_count, 1)
        form.qty_1 = 5
        form.qty_2 = 4
        self.assertEqual(form.code_count, 3)
        self.given(form.save().action_give())
        packs = products.udi_device_ids.package_di_ids.sorted("unit_qty")
        self.assertEqual(packs.mapped("unit_qty"), [5, 20])
        self.assertEqual(packs.mapped("package_level_name"), ["Box", "Case"])
        more = self.wizard(self.make_products(1, packed=False), self.env.user)
        self.assertEqual((more.qty_1, more.line_ids.qty_2), (5, 4))

    def test_a_gtin_that_the_product_has_stays(self):
        product = self.make_products(1)
        product.barcode = gtin(34001)
        wizard = self.wizard(product)
        self.assertEqual(wizard.line_ids.code_0, gtin(34001))
        self.assertEqual(wizard.line_ids.code_1, gtin(34001, 1))
        wizard.action_give()
        self.assertEqual(product.udi_device_ids.primary_di_id.code, gtin(34001))
        self.assertEqual(len(product.udi_device_ids.di_ids), 4)
        self.assertEqual(self.prefix.item_next, 0)

    def test_lines_are_judged_while_they_are_edited(self):
        wizard = self.wizard(self.make_products(2))
        first, second = wizard.line_ids
        right = numbered(PREFIX, 70)
        wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
        for values, words in (
            ({"code_0": wrong}, f"use {right}"),
            ({"code_0": "12345"}, "8 to 14 digits"),
            ({"code_0": second.code_0}, "stands here twice"),
            ({"code_0": gtin(10001)}, "is given already"),
            ({"code_0": right, "qty_1": 0}, "how many"),
            ({"qty_1": 10, "code_1": False}, "level below is empty"),
        ):
            first.write(values)
            self.assertIn(words, first.problem)
            with self.assertRaises(UserError) as caught:
                wizard.action_give()
            self.assertIn("Item 0", str(caught.exception))
        with Form(wizard) as form, form.line_ids.edit(0) as line:
            line.code_0 = f"(01){right}"
            self.assertEqual(line.code_0, right)

    def test_a_changed_quantity_drops_the_unit_of_stock(self):
        products = self.make_products(1)
        wizard = self.wizard(products)
        wizard.line_ids.qty_2 = 6
        wizard.action_give()
        packs = products.udi_device_ids.package_di_ids.sorted("unit_qty")
        self.assertEqual(packs.mapped("unit_qty"), [10, 60, 240])
        self.assertEqual(packs.uom_id, self.units[0])

    def test_numbers_that_went_meanwhile_are_shown_anew(self):
        wizard = self.wizard(self.make_products(2, packed=False))
        self.make_product("Quick", barcode=numbered(PREFIX, 0))
        action = wizard.action_give()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (wizard._name, wizard.id)
        )
        self.assertIn("gave 1 of these numbers", wizard.notice)
        self.assertEqual(
            set(wizard.line_ids.mapped("code_0")),
            {numbered(PREFIX, 1), numbered(PREFIX, 2)},
        )
        self.assertEqual(wizard.action_give()["res_model"], "udi.gtin.allocation")

    def test_too_few_numbers(self):
        self.prefix.item_next = 999
        wizard = self.wizard(self.make_products(2, packed=False))
        self.assertEqual(
            wizard.line_ids.mapped("code_0"), [numbered(PREFIX, 999), False]
        )
        with self.assertRaisesRegex(UserError, "ask GS1 for one"):
            self.prefix._coming_items(2)

    def test_without_a_prefix_numbers_are_typed(self):
        self.prefix.unlink()
        self.env["udi.gtin.prefix"].search([]).active = False
        wizard = self.wizard(self.make_products(1))
        self.assertFalse(wizard.prefix_id)
        wizard.line_ids.code_0 = gtin(34002)
        self.assertEqual(self.given(wizard.action_give()).di_ids.code, gtin(34002))

    def test_a_hundred_cost_no_query_each(self):
        few, many = self.make_products(2), self.make_products(100)
        self.wizard(few).action_give()
        self.env.flush_all()
        before = self.cr.sql_log_count
        self.wizard(many).action_give()
        self.env.flush_all()
        self.assertLess(self.cr.sql_log_count - before, 400)

    def test_the_next_package_has_the_next_indicator(self):
        products = self.make_products(1)
        self.wizard(products).action_give()
        device = products.udi_device_ids
        action = device.package_di_ids[0].action_add_package()
        code = action["context"]["default_code"]
        self.assertEqual(code, numbered(PREFIX, 0, 4))
        foreign = self.glove.primary_di_id.action_add_package()
        self.assertFalse(foreign["context"]["default_code"])


@tagged("post_install", "-at_install")
class TestUndo(AllocateCase):
    def give(self, count=2):
        self.products = self.make_products(count)
        action = self.wizard(self.products).action_give()
        return self.given(action).with_user(self.officer)

    def test_taken_back_the_numbers_are_free_again(self):
        allocation = self.give()
        self.assertFalse(allocation.blocked_by)
        allocation.action_undo()
        allocation.action_undo()
        self.assertEqual((allocation.state, len(allocation.di_ids)), ("undone", 0))
        self.assertTrue(self.products.udi_device_ids)
        self.assertEqual(self.prefix.item_next, 0)
        self.assertEqual(self.prefix.left_count, 1000)
        again = self.wizard(self.products)
        self.assertEqual(again.line_ids[0].code_0, numbered(PREFIX, 0))

    def test_not_after_somebody_saw_one(self):
        allocation = self.give()
        device = self.products[0].udi_device_ids
        around = self.env["udi.di"].create(
            {
                "device_id": device.id,
                "code": gtin(34003),
                "role": "package",
                "contains_di_id": device.primary_di_id.id,
                "contains_qty": 7,
            }
        )
        self.assertIn("1 packages around", allocation.blocked_by)
        around.unlink()
        device.action_activate()
        self.make_lot(device, "L1")
        self.env["udi.event"]._record(
            [{"kind": "printed", "di_code": device.primary_di_id.code}] * 2
        )
        allocation.invalidate_recordset()
        self.assertEqual(allocation.blocked_by, "1 printed, 1 devices in use, 1 lots")
        with self.assertRaisesRegex(UserError, "No longer undoable: 1 printed"):
            allocation.action_undo()

    def test_the_record_stays(self):
        allocation = self.give()
        with self.assertRaisesRegex(UserError, "on record"):
            allocation.sudo().unlink()

    def test_the_prefix_shows_what_was_given(self):
        allocation = self.give()
        action = self.prefix.action_open_allocations()
        found = self.env["udi.gtin.allocation"].search(action["domain"])
        self.assertEqual(found, allocation.sudo(False))


@tagged("post_install", "-at_install")
class TestWhoMayNot(AllocateCase):
    @mute_logger("odoo.addons.base.models.ir_model")
    def test_only_officers_give(self):
        worker = self.make_user("al_worker", "udi_traceability.group_udi_user")
        with self.assertRaises(AccessError):
            self.wizard(self.make_products(1), worker)
        allocation = self.given(self.wizard(self.make_products(1)).action_give())
        with self.assertRaises(AccessError):
            allocation.with_user(worker).action_undo()
        with self.assertRaises(AccessError):
            allocation.with_user(self.officer).write({"state": "undone"})
        with self.assertRaises(AccessError):
            self.prefix.with_user(self.officer).write({"item_next": 5})

    def test_nobody_gives_from_another_s_page(self):
        wizard = self.wizard(self.make_products(1))
        other = self.make_user("al_other", "udi_traceability.group_udi_officer")
        with self.assertRaises(AccessError):
            wizard.with_user(other).action_give()

    def test_another_company_s_are_not_there(self):
        stranger = self.env["res.company"].create({"name": "Stranger"})
        self.bring = self.env["udi.ma.code"].create(
            {"code": UNIT, "company_id": stranger.id}
        )
        found = self.env["udi.ma.code"].with_user(self.officer).search([])
        self.assertNotIn(self.bring, found)
