"""Whatever is found leads to a field that a person sees on the page it opens."""

import re
from dataclasses import fields

from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.udi_traceability.tests.common import gtin
from odoo.addons.udi_traceability.tools.basic_udi import complete

from ..formats import details, family, parts, record, registrations
from ..formats.findings import CODES, ERROR, Finding
from ..models import finding_rows
from ..models.finding_sentences import SENTENCES
from .laws import LawsCase
from .laws_data import CLASSES, LAWS

NAME = re.compile(r'<field[^>]*\bname="(\w+)"')
MODULES = (details, family, parts, record, registrations)
# Nobody is sent there: the day of the record, and what follows from another field
NOT_A_PLACE = {"as_of", "related_type"}


def kinds():
    """Every class of the frozen record, from the code."""
    return {
        each
        for module in MODULES
        for each in vars(module).values()
        if isinstance(each, type) and hasattr(each, "model")
    }


@tagged("post_install", "-at_install")
class TestFindingPlaces(LawsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.full = {law: cls._full(law, number) for number, law in enumerate(LAWS, 200)}

    def _assert_shown(self, row, forms):
        if row.get("action"):
            return
        target = self.env[row["res_model"]].browse(row["res_id"])
        self.assertTrue(target.exists())
        action = target.get_formview_action()
        self.assertEqual(action["res_model"], row["res_model"])
        form = forms[target] = forms.get(target) or Form(target)
        names = form._view["modifiers"]
        self.assertIn(row["field"], names, row["sentence"])
        self.assertFalse(form._get_modifier(row["field"], "invisible"), row)

    def _assert_all_shown(self, registration):
        """Each place once: forms are slow."""
        seen, forms = set(), {}
        for row in registration.finding_rows:
            place = (row["res_model"], row["field"])
            if place not in seen:
                seen.add(place)
                with self.subTest(f"{row['code']} {place}"):
                    self._assert_shown(row, forms)
        return seen

    def test_every_code_has_a_sentence_and_every_sentence_a_code(self):
        own = {"family_disagrees", "no_schema_version", "family_in_batch"}
        own |= {"number_twin", "name_twin", "counterpart_taken"}
        said = {key.partition(" ")[0] for key in SENTENCES}
        self.assertEqual(said, set(CODES) | own)

    def test_every_field_of_the_record_is_on_the_form(self):
        detail_of = {
            "udi.registration.gudid": "gudid",
            "udi.registration.nmpa": "nmpa",
        }
        device = self.full["mdr"].device_id
        others = self._register(device, "gudid", "nmpa")
        for kind in kinds():
            regulator = detail_of.get(kind.model, "eudamed")
            found = (self.full["mdr"] | others).filtered(
                lambda r, of=regulator: r.regulator == of
            )
            for each in fields(kind):
                place = record._odoo_fields(kind)[each.name]
                if each.name in NOT_A_PLACE:
                    continue
                ref = "CW001" if kind.model == "udi.code" else self.maker.name
                finding = Finding(code="required", severity=ERROR, field=place, ref=ref)
                (row,) = finding_rows.rows(found._detail(), [finding])
                arch = self.env[row["res_model"]].get_view(view_type="form")["arch"]
                with self.subTest(place):
                    if not row.get("action"):
                        self.assertIn(row["field"], NAME.findall(arch))

    def test_a_code_leads_to_where_it_was_chosen(self):
        detail = self.full["mdr"]._detail()
        emdn = self.codes["emdn"].code
        for code, place in (
            ("CW001", (detail.device_id, "warning_ids")),
            (emdn, (detail, "emdn_ids")),
            ("gone", (detail.device_id, "")),
        ):
            finding = Finding(
                code="inactive_code", severity=ERROR, field="udi.code.active", ref=code
            )
            (row,) = finding_rows.rows(detail, [finding])
            target = self.env[row["res_model"]].browse(row["res_id"])
            self.assertEqual((target, row["field"]), place)

    def test_what_is_missing_is_seen(self):
        for number, law in enumerate(LAWS):
            code = complete("GS1", f"9506000EMPTY{number}")
            family = self.env["udi.basic.udi"].create({"code": code})
            device = self.env["udi.device"].create(
                {
                    "legislation_eu": law,
                    "risk_class_eu": CLASSES[law],
                    "basic_udi_id": family.id,
                    "manufacturer_id": self.maker.id,
                    "di_ids": [
                        Command.create({"code": gtin(600 + number), "role": "primary"})
                    ],
                }
            )
            registration = device._register_at(["eudamed"])
            with self.subTest(law):
                self.assertGreater(len(self._assert_all_shown(registration)), 5)

    def test_what_another_law_would_say_is_seen(self):
        """A person who chose the wrong law sees what follows from it."""
        for law, registration in self.full.items():
            for other in set(LAWS) - {law}:
                registration.device_id.write(
                    {"legislation_eu": other, "risk_class_eu": CLASSES[other]}
                )
                registration._check()
                with self.subTest(f"{law} as {other}"):
                    self.assertTrue(self._assert_all_shown(registration))
