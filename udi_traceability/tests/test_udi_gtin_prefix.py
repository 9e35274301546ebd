from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ..tools.gtin_range import gtin as numbered
from .allocate_case import PREFIX, AllocateCase


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
