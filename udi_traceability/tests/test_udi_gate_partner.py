from unittest.mock import patch

from odoo.tests import tagged

from .gate_case import FamilyCase


@tagged("post_install", "-at_install")
class TestPartner(FamilyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.maker.write({"city": "Old Town", "phone": "1"})

    def test_told_where_a_rule_says_so(self):
        maker = self.maker.with_user(self.employee)
        maker.write({"name": "Maker AG", "city": "New Town", "udi_duns": "123456789"})
        told = self.told(self.one)
        self.assertIn("Maker → Maker AG", told)
        self.assertIn("FDA: tell FDA within 10 business days", told)
        self.assertIn("Old Town → New Town", told)
        self.assertIn("EU: tell EUDAMED within 30 days", told)
        self.assertIn("not verified: ask whether", told)
        self.assertIn("Maker AG", self.two.message_ids[:1].body)
        self.maker.udi_name_zh = "子午线"
        self.assertIn("China: change application", self.told(self.two))

    def test_a_representative_is_one_of_the_eu(self):
        self.make_device(
            "Represented",
            45040,
            legislation_eu="mdr",
            risk_class_us="2",
            authorised_representative_id=self.clinic.id,
        )
        device = self.env["udi.device"].search([("brand_name", "=", "Represented")])
        self.clinic.name = "Clinic AG"
        self.assertIn("Clinic AG", self.told(device))
        self.assertNotIn("tell FDA", self.told(device))
        self.assertNotIn("Clinic AG", self.told(self.one))

    def test_what_is_not_told_leaves_no_trace(self):
        before = self.told(self.one)
        self.maker.write({"name": "Maker", "city": "Old Town", "comment": "Kind"})
        self.maker.udi_gln = "9506000134352"
        self.pump.manufacturer_id = self.clinic
        self.clinic.name = "Clinic without regulators"
        self.assertEqual(self.told(self.one), before)

    def test_one_query_more_for_others(self):
        contacts = self.env["res.partner"].create([{"name": f"C{n}"} for n in range(9)])
        contacts.write({"name": "Warm", "comment": "Warm"})
        for values, more in (({"comment": "%s"}, 0), ({"name": "%s"}, 1)):

            def write(word, values=values):
                contacts.write({name: text % word for name, text in values.items()})

            ours = self.cost(lambda: write("one"))
            with patch.object(type(contacts), "_udi_named_by", lambda self: None):
                without = self.cost(lambda: write("two"))
            self.assertLessEqual(ours, without + more)

    def test_queries_do_not_grow_with_devices(self):
        few = self.env["res.partner"].create({"name": "Few"})
        lone = self.make_device(
            "Lone", 45050, legislation_eu="mdr", manufacturer_id=few.id
        )
        for number in range(45060, 45070):
            self.make_device(f"D{number}", number, legislation_eu="mdr")
        first = self.cost(lambda: few.write({"phone": "22"}))
        many = self.cost(lambda: self.maker.write({"phone": "22"}))
        self.assertIn("22", self.told(lone))
        self.assertLessEqual(many, first + 6)
