from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import UdiCase, gtin


@tagged("post_install", "-at_install")
class TestPackageTree(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.glove = cls.make_device("Tree", 10006, active=False)
        cls.case = cls.glove.package_di_ids
        cls.case.write({"package_level_name": "Box", "contains_qty": 100})

    def around(self, di, quantity, indicator, **values):
        return self.env["udi.di"].create(
            {
                "device_id": di.device_id.id,
                "code": gtin(10006, indicator),
                "role": "package",
                "contains_di_id": di.id,
                "contains_qty": quantity,
                **values,
            }
        )

    def rows(self):
        return [
            (row["code"], row["depth"], row["quantity"], row["units"])
            for row in self.glove.package_tree["rows"]
        ]

    def said(self, di):
        row = next(r for r in self.glove.package_tree["rows"] if r["id"] == di.id)
        return row["findings"]

    def test_levels_and_branches_are_drawn(self):
        pallet = self.around(self.case, 12, 2)
        self.around(self.glove.primary_di_id, 20, 3)
        self.assertEqual(
            self.rows(),
            [
                (gtin(10006), 0, 0, 1),
                (gtin(10006, 1), 1, 100, 100),
                (pallet.code, 2, 12, 1200),
                (gtin(10006, 3), 1, 20, 20),
            ],
        )

    def test_a_cumulative_quantity_is_found_and_put_right_by_one_click(self):
        middle = self.around(self.case, 1000, 2)
        outer = self.around(middle, 6000, 3)
        (finding,) = self.said(middle)
        self.assertEqual(finding["use"], 10)
        self.assertIn("1,000 looks cumulative", finding["what"])
        self.assertIn("10 × Box", finding["why"])
        (middle + outer).action_take_quantity()
        self.assertEqual((middle.contains_qty, outer.contains_qty), (10, 6))
        self.assertFalse(self.said(middle) + self.said(outer))
        with self.assertRaisesRegex(UserError, "nothing is proposed"):
            middle.action_take_quantity()

    def test_a_person_says_that_it_is_right_until_it_changes(self):
        middle = self.around(self.case, 200, 2)
        self.assertTrue(self.said(middle))
        middle.action_confirm_quantity()
        self.assertFalse(self.said(middle))
        middle.contains_qty = 300
        self.assertTrue(self.said(middle))

    def test_a_package_around_one_is_told(self):
        (finding,) = self.said(self.around(self.case, 1, 2))
        self.assertEqual(finding["severity"], "info")
        self.assertIn("one Box", finding["what"])

    def test_a_unit_that_changed_its_size_is_told(self):
        box = self.env["uom.uom"].create(
            {
                "name": "Hundred",
                "relative_factor": 100,
                "relative_uom_id": self.env.ref("uom.product_uom_unit").id,
            }
        )
        self.case.uom_id = box
        self.assertFalse(self.said(self.case))
        box.relative_factor = 50
        self.env.invalidate_all()
        (finding,) = self.said(self.case)
        self.assertIn("holds 50", finding["what"])

    def test_a_second_agency_shows_only_under_packages(self):
        second = self.env["udi.di"].create(
            {
                "device_id": self.glove.id,
                "code": "A123BJC5D6E71",
                "issuing_agency": "hibcc",
                "role": "secondary",
            }
        )
        self.assertNotIn(second.code, [row[0] for row in self.rows()])
        self.around(second, 5, 4)
        self.assertIn(second.code, [row[0] for row in self.rows()])

    def test_an_ended_package_is_marked(self):
        self.case.discontinue_date = self.today
        self.assertEqual(self.case.distribution_status, "ended")
        self.assertTrue(self.glove.package_tree["rows"][1]["ended"])
        self.case.discontinue_date = self.in_days(1)
        self.assertEqual(self.case.distribution_status, "in_distribution")

    def test_the_tree_follows_a_form_that_is_not_saved(self):
        draft = self.env["udi.device"].new(origin=self.glove)
        draft.di_ids.filtered("contains_di_id").contains_qty = 30
        self.assertEqual(draft.package_tree["rows"][1]["quantity"], 30)
        draft.di_ids += self.env["udi.di"].new(
            {
                "code": gtin(10006, 2),
                "role": "package",
                "contains_di_id": self.case.id,
                "contains_qty": 4,
            }
        )
        self.assertFalse(draft.has_proposed_code)
        drawn = draft.package_tree["rows"]
        self.assertEqual((drawn[2]["units"], drawn[2]["id"]), (120, False))

    def test_a_package_around_a_level_knows_what_it_holds(self):
        action = self.case.action_add_package()
        form = Form(
            self.env["udi.di"].with_context(**action["context"]),
            self.env.ref("udi_traceability.udi_di_view_form_package"),
        )
        form.code = gtin(10006, 5)
        form.contains_qty = 3
        self.assertEqual(form.save().unit_qty, 300)

    def test_a_typed_code_shows_its_form_and_its_right_digit(self):
        form = Form(self.env["udi.di"].with_context(default_device_id=self.glove.id))
        form.role = "secondary"
        form.code = gtin(33001)[1:-1] + "x"
        self.assertFalse(form.proposed_code)
        right = gtin(33001)
        wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
        form.code = wrong[1:]
        self.assertEqual(form.code, wrong)
        self.assertEqual(form.gtin_format, "13")
        self.assertEqual(form.proposed_code, right)
        form.code = form.proposed_code
        self.assertFalse(form.proposed_code)
        form.code = "+A123BJC5D6E71G"
        self.assertEqual((form.code, form.issuing_agency), ("A123BJC5D6E71", "hibcc"))
        self.assertEqual(form.save().issuing_agency, "hibcc")
