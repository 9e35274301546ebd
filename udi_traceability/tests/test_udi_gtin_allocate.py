from base64 import b64encode

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..tools.check_digit import gtin_is_valid
from ..tools.gtin_range import gtin as numbered
from .common import UdiCase, gtin
from .two_connections import TwoConnections

PREFIX = "950600088"
UNIT, BOX = "MA.156.M0.123456.01234565", "MA.156.M0.123456.11234564"


class AllocateCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_user("al_officer", "udi_traceability.group_udi_officer")
        cls.prefix = cls.env["udi.gtin.prefix"].create({"name": PREFIX, "sequence": 0})
        unit = cls.env.ref("uom.product_uom_unit")
        cls.units = cls.env["uom.uom"]
        for name, factor in (("Box", 10), ("Case", 120), ("Pallet", 480)):
            cls.units |= cls.env["uom.uom"].create(
                {
                    "name": f"{name} of {factor}",
                    "relative_factor": factor,
                    "relative_uom_id": unit.id,
                }
            )

    @classmethod
    def make_products(cls, count, packed=True):
        packings = [Command.set(cls.units.ids)] if packed else []
        return cls.env["product.product"].create(
            [
                {
                    "name": f"Item {number}",
                    "default_code": f"I{number}",
                    "type": "consu",
                    "is_storable": True,
                    "tracking": "lot",
                    "uom_ids": packings,
                }
                for number in range(count)
            ]
        )

    def wizard(self, records, user=None, **values):
        return (
            self.env["udi.gtin.allocate"]
            .with_user(user or self.officer)
            .with_context(active_model=records._name, active_ids=records.ids)
            .create(values)
        )

    def given(self, action):
        return self.env["udi.gtin.allocation"].browse(action["res_id"])


@tagged("post_install", "-at_install")
class TestPrefix(AllocateCase):
    def test_what_is_used_and_left(self):
        self.assertEqual(self.prefix.capacity, 1000)
        self.assertEqual(self.prefix.next_gtin, numbered(PREFIX, 0))
        draft = self.make_device("D", 1, active=False)
        self.env["udi.di"].create(
            {"device_id": draft.id, "code": numbered(PREFIX, 0, 3), "role": "secondary"}
        )
        self.make_product("No device", barcode=numbered(PREFIX, 1)[1:])
        self.env.invalidate_all()
        self.assertEqual((self.prefix.used_count, self.prefix.left_count), (2, 998))
        self.assertEqual(self.prefix.next_gtin, numbered(PREFIX, 2))
        self.prefix.item_next = 500
        self.assertEqual(self.prefix.use_text, "500 of 1,000 used · 500 left")
        self.assertEqual(self.prefix.used_share, 50)

    def test_a_prefix_is_nobody_else_s(self):
        for name in (PREFIX[:-2], PREFIX + "1"):
            with self.assertRaisesRegex(ValidationError, "numbers in common"):
                self.env["udi.gtin.prefix"].create({"name": name})

    def test_the_next_number_is_one_of_the_prefix(self):
        with self.assertRaisesRegex(ValidationError, "ends at 999"):
            self.prefix.item_next = 1001

    def test_a_prefix_while_it_is_typed(self):
        form = Form(self.env["udi.gtin.prefix"])
        form.name = "95"
        self.assertFalse(form.next_gtin)
        form.name = "95060007777"
        self.assertEqual((form.warn_left, form.next_gtin), (1, "09506000777702"))

    def test_a_prefix_of_twelve_digits_is_one_number(self):
        one = self.env["udi.gtin.prefix"].create({"name": "950600066666"})
        self.assertEqual((one.capacity, one.left_count), (1, 1))
        self.make_product("The one", barcode=one.next_gtin)
        self.env.invalidate_all()
        self.assertEqual((one.left_count, one.next_gtin), (0, False))
        self.assertTrue(one.near_end)

    def test_people_are_told_once_near_the_end(self):
        manager = self.make_user("al_manager", "udi_traceability.group_udi_manager")
        self.prefix.item_next = 897
        self.assertFalse(self.prefix.near_end)
        for _time in range(3):
            self.wizard(self.make_products(2, packed=False)).action_give()
        self.assertTrue(self.prefix.near_end)
        told = self.prefix.activity_ids.filtered(
            lambda activity: activity.user_id == manager
        )
        self.assertEqual(len(told), 1)
        self.assertIn("near its end", told.summary)


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
class TestMa(AllocateCase):
    def bring(self, **values):
        wizard = self.env["udi.ma.code.import"].with_user(self.officer).create(values)
        return wizard.action_import()["params"]

    def test_the_issuer_s_list_comes_in_once(self):
        said = self.bring(text=f"{UNIT}\tPump\n{BOX}\nMA.156.M1.1")
        self.assertIn("2 codes are new, 0 were known", said["message"])
        self.assertIn("1 cannot be read (line: text): 3: MA.156.M1.1", said["message"])
        said = self.bring(file=b64encode(f"{UNIT};输液泵".encode("gb18030")))
        self.assertIn("0 codes are new, 1 were known", said["message"])
        entry = self.env["udi.ma.code"].search([("code", "=", UNIT)])
        self.assertEqual((entry.note, entry.is_taken), ("Pump", False))

    def test_what_is_no_list_is_refused(self):
        for values, words in (
            ({"text": "nothing"}, "no MA code"),
            ({"file": b64encode(b"\xff\xfe\x00\x81")}, "is no text"),
            ({"file": b64encode(b"x" * 10_000_001)}, "larger than 10 MB"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self.bring(**values)

    def test_codes_are_taken_from_the_list_only(self):
        self.bring(text=f"{BOX}\n{UNIT}")
        products = self.make_products(2)
        wizard = self.wizard(products, issuing_agency="ma")
        wizard._propose()
        self.assertEqual(
            [(line.code_0, line.code_1) for line in wizard.line_ids],
            [(UNIT, BOX), (False, False)],
        )
        wizard.line_ids[1].code_0 = "MA.156.M0.123456.09999990"
        self.assertIn("not on the issuer's list", wizard.line_ids[1].problem)
        wizard.line_ids[1].code_0 = False
        allocation = self.given(wizard.action_give())
        self.assertEqual(set(allocation.di_ids.mapped("code")), {UNIT, BOX})
        self.assertFalse(allocation.prefix_id)
        Code = self.env["udi.ma.code"]
        self.assertEqual(len(Code.search([("is_taken", "=", True)])), 2)
        self.assertFalse(Code.search([("is_taken", "=", False)]))
        allocation.action_undo()
        self.assertEqual(len(Code.search([("is_taken", "=", False)])), 2)


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


@tagged("post_install", "-at_install")
class TestTwoGivers(TwoConnections):
    def setUp(self):
        super().setUp()
        with self.connection() as env:
            self.prefix_id = env["udi.gtin.prefix"].create({"name": "950600077"}).id
            self.ids = (
                env["udi.device"]
                .create([{"model_number": f"Two {number}"} for number in range(4)])
                .ids
            )
        self.forget(self.clean)

    def clean(self, env):
        env["udi.device"].browse(self.ids).unlink()
        env.cr.execute(
            "DELETE FROM udi_gtin_allocation WHERE prefix_id = %s", (self.prefix_id,)
        )
        env["udi.gtin.prefix"].browse(self.prefix_id).unlink()

    def give(self, *numbers):
        def run(env):
            wizard = (
                env["udi.gtin.allocate"]
                .with_context(
                    active_model="udi.device",
                    active_ids=[self.ids[number] for number in numbers],
                )
                .create({"prefix_id": self.prefix_id})
            )
            wizard._propose()
            action = wizard.action_give()
            return action["res_model"], wizard.line_ids.mapped("code_0")

        return run

    @mute_logger("odoo.sql_db")
    def test_two_people_never_give_one_number(self):
        one, other = self.meanwhile(self.give(0, 1), self.give(2, 3))
        self.assertEqual(one[0], "udi.gtin.allocation")
        self.assertEqual(other[0], "udi.gtin.allocation")
        self.assertFalse(set(one[1]) & set(other[1]))
        with self.connection() as env:
            codes = env["udi.device"].browse(self.ids).di_ids.mapped("code")
            self.assertEqual(len(set(codes)), 4)
            prefix = env["udi.gtin.prefix"].browse(self.prefix_id)
            self.assertEqual(prefix.item_next, 4)
