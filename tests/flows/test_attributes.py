"""Every attribute that the design names is a field, where and as it says."""

import csv

from odoo.tests import TransactionCase, tagged

from tests.core import shared_data

# Odoo keeps an address in several fields
ADDRESS = ("street", "street2", "zip", "city", "country_id")
SPREAD = {("res.partner", "address"): ADDRESS}


def attributes():
    """The rows that a device, a family, a lot or a contact holds.

    What only one regulator keeps is tested with its registration.
    """
    with shared_data.path("design/attributes.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if not row["model"].startswith("udi.registration")]


def kind_of(row):
    """(type of the field, model it leads to) as the design writes them."""
    words = row["type"].replace(",", " ").split()
    leads = words[0].startswith(("Many2", "One2"))
    return words[0].lower(), words[1] if leads else None


@tagged("post_install", "-at_install")
class TestAttributes(TransactionCase):
    def test_every_attribute_is_a_field_of_its_kind(self):
        for row in attributes():
            model, attribute = row["model"], row["attribute"]
            for name in SPREAD.get((model, attribute), (attribute,)):
                with self.subTest(model=model, field=name):
                    field = self.env[model]._fields[name]
                    if name == attribute:
                        found = field.type, field.comodel_name
                        self.assertEqual(found, kind_of(row))

    def test_a_yes_or_no_may_stay_unanswered(self):
        rows = [row for row in attributes() if "yes_no" in row["type"]]
        self.assertGreater(len(rows), 20)
        for row in rows:
            model, name = row["model"], row["attribute"]
            with self.subTest(model=model, field=name):
                field = self.env[model]._fields[name]
                answers = dict(field._description_selection(self.env))
                self.assertEqual(set(answers), {"yes", "no"})
                self.assertFalse(field.required)
                self.assertFalse(self.env[model].default_get([name]))
