from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..models.udi_device_sentences import SENTENCES
from ..tools import consistency
from .common import UdiCase, gtin

FAMILY = "950600013435XXF"


@tagged("post_install", "-at_install")
class TestDeviceFindings(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls.make_device("Catheter", 40001, active=False)

    def needs(self, device=None):
        return [row["need"] for row in (device or self.device).missing_rows]

    def test_who_needs_it_follows_from_class_and_market(self):
        self.assertEqual(self.needs(), ["label"])
        self.device.risk_class_us = "2"
        self.assertEqual(self.needs(), ["label", "us"])
        self.device.market_ids = [
            Command.create({"country_id": self.env.ref(f"base.{country}").id})
            for country in ("de", "cn", "ch")
        ]
        self.assertEqual(self.needs(), ["label", "us", "eu", "cn"])
        self.assertTrue(self.device.missing_eu and self.device.missing_cn)
        found = self.env["udi.device"].search([("missing_cn", ">", 0)])
        self.assertIn(self.device, found)
        self.assertNotIn(self.pump, found)

    def test_a_chip_leads_to_the_fields(self):
        row = self.device.missing_rows[0]
        self.assertIn("sterile", [field["name"] for field in row["fields"]])
        self.device.di_ids.unlink()
        fields = {f["label"]: f["name"] for f in self.device.missing_rows[0]["fields"]}
        self.assertEqual(fields["Primary DI"], "di_ids")

    def test_one_answer_missing_for_three_counts_once(self):
        self.device.write({"risk_class_us": "2", "risk_class_cn": "2"})
        before = self.device.missing_count
        self.device.sterile = "no"
        self.assertEqual(self.device.missing_count, before - 1)

    def test_contradictions_are_counted_and_said(self):
        self.assertFalse(self.device.finding_rows)
        method = self.env.ref(
            "udi_traceability.udi_code_sterilization_method_ethylene_oxide"
        )
        self.device.write(
            {
                "single_use": "yes",
                "max_reuses": 4,
                "sterile": "no",
                "sterile_method_id": method.id,
                "legislation_eu": "mdr",
                "risk_class_eu": "d",
            }
        )
        self.assertEqual(self.device.contradiction_count, 3)
        rows = {row["code"]: row for row in self.device.finding_rows}
        self.assertIn("Choose I, IIa", rows["class_of_other_law"]["sentence"])
        self.assertIn("Class D", rows["class_of_other_law"]["sentence"])
        self.assertEqual(rows["reuses_of_single_use"]["field"], "max_reuses")
        self.device.max_reuses = 0
        self.assertEqual(self.device.contradiction_count, 2)

    def test_lines_contradict_too(self):
        code = "udi_traceability.udi_code_"
        self.device.storage_ids = [
            Command.create(
                {
                    "kind_id": self.env.ref(f"{code}storage_kind_humidity").id,
                    "unit_id": self.env.ref(f"{code}storage_unit_cel").id,
                }
            )
        ]
        (row,) = self.device.finding_rows
        self.assertEqual(row["code"], "unit_of_other_kind")
        self.assertIn("Cel", row["sentence"])

    def test_every_code_has_a_sentence(self):
        with open(consistency.__file__, encoding="utf-8") as source:
            text = source.read()
        for code in SENTENCES:
            self.assertIn(f'yield "{code}"', text)
        self.assertEqual(text.count('yield "'), len(SENTENCES))

    def test_a_family_agrees_or_stops(self):
        family = self.env["udi.basic.udi"].create({"code": FAMILY})
        agent = self.env["res.partner"].create({"name": "Agent"})
        first = self.device
        first.write(
            {
                "basic_udi_id": family.id,
                "legislation_eu": "mdr",
                "risk_class_eu": "iia",
                "implantable": "no",
                "is_kit": "no",
                "authorised_representative_id": agent.id,
            }
        )
        second = first.copy({"model_number": "Second", "is_kit": "yes"})
        self.assertFalse(family.disagreement, "a kit counts for IVD only")
        second.write(
            {
                "di_ids": [Command.create({"code": gtin(40002)})],
                "product_id": self.make_product("Second").id,
                "risk_class_eu": "iib",
                "authorised_representative_id": self.maker.id,
            }
        )
        self.assertEqual(
            family.disagreement, "risk_class_eu,authorised_representative_id"
        )
        sentence = family.finding_rows[0]["sentence"]
        self.assertIn("EU class differs", sentence)
        self.assertIn("IIa (", sentence)
        self.assertIn("IIb (", sentence)
        self.assertEqual(
            [row["code"] for row in first.finding_rows], ["family_disagrees"] * 2
        )
        found = self.env["udi.device"].search(
            [("basic_udi_id.disagreement", "!=", False)]
        )
        self.assertEqual(found, first | second)
        with self.assertRaisesRegex(UserError, "Make them equal"):
            second.action_activate()
        second.write({"risk_class_eu": "iia", "authorised_representative_id": agent.id})
        second.action_activate()
        self.assertFalse(family.disagreement)

    def test_who_did_not_answer_does_not_disagree(self):
        family = self.env["udi.basic.udi"].create({"code": FAMILY})
        self.device.write({"basic_udi_id": family.id, "risk_class_eu": "iia"})
        second = self.device.copy({"risk_class_eu": False})
        self.assertEqual(second.basic_udi_id, family)
        self.assertFalse(family.disagreement)
        second.write({"risk_class_eu": "a", "legislation_eu": "ivdr", "is_kit": "yes"})
        self.device.is_kit = "no"
        self.assertEqual(family.disagreement, "risk_class_eu,is_kit")

    def test_withdrawn_devices_keep_their_answers(self):
        family = self.env["udi.basic.udi"].create({"code": FAMILY})
        self.device.write({"basic_udi_id": family.id, "risk_class_eu": "iia"})
        self.device.action_activate()
        other = self.device.copy({"product_id": False, "risk_class_eu": "iib"})
        self.assertTrue(family.disagreement)
        self.device._withdraw("Replaced")
        self.assertFalse(family.disagreement)
        self.assertFalse(self.device.finding_rows)
        self.assertEqual(other.basic_udi_id, family)

    def test_the_form_shows_it_while_typing(self):
        form = Form(self.env["udi.device"])
        before = form.missing_rows[0]["fields"]
        form.model_number = "Typed"
        self.assertEqual(len(form.missing_rows[0]["fields"]), len(before) - 1)
