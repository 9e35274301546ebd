from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from ..formats.findings import CODES, DRAFT, ERROR, WARNING, Finding
from ..models import finding_rows
from ..models.finding_sentences import SENTENCES
from .common import ExportCase

FORBIDDEN = ("invalid", "illegal", "fatal", "mismatch", "exception", "please note")


def finding(code, field, severity=ERROR, **more):
    return Finding(code=code, severity=severity, field=field, **more)


@tagged("post_install", "-at_install")
class TestFindings(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.registrations = cls._register(cls.device)
        cls.eudamed = cls.registrations.filtered(lambda r: r.regulator == "eudamed")

    def _row(self, *args, registration=None, **kwargs):
        (row,) = finding_rows.rows(
            (registration or self.eudamed)._detail(), [finding(*args, **kwargs)]
        )
        return row

    def _target(self, field, ref=""):
        row = self._row("required", field, ref=ref)
        return self.env[row["res_model"]].browse(row["res_id"])

    def test_every_code_has_a_sentence(self):
        self.assertFalse(set(CODES) - set(SENTENCES))

    def test_every_sentence_can_be_said(self):
        for key in SENTENCES:
            code, _space, field = key.partition(" ")
            row = self._row(
                code, field or "udi.device.latex", value="100 %", expected="5 % (five)"
            )
            with self.subTest(key):
                self.assertNotIn("%(", row["sentence"])
                self.assertRegex(row["sentence"], r"[.?]$")
                for word in FORBIDDEN:
                    self.assertNotIn(word, row["sentence"].lower())

    def test_a_sentence_names_field_value_and_remedy(self):
        row = self._row(
            "bad_check_digit",
            "udi.basic.udi.code",
            value="9506000IP200TU",
            expected="9506000IP200M9",
        )
        self.assertEqual(
            row["sentence"],
            "Basic UDI-DI “9506000IP200TU” has a wrong check digit. Use "
            "9506000IP200M9, or check the other characters.",
        )

    def test_keys_of_a_selection_are_told_by_their_labels(self):
        row = self._row(
            "not_allowed",
            "udi.device.risk_class_eu",
            value="list_a",
            expected="i, iia, iib, iii",
        )
        self.assertIn("“IVDD list A”", row["sentence"])
        self.assertIn("I, IIa, IIb, III", row["sentence"])

    def test_the_words_follow_the_readers_language(self):
        field = self.env["ir.model.fields"]._get("udi.device", "latex")
        field.with_context(lang="zh_CN").field_description = "天然乳胶"
        registration = self.eudamed.with_context(lang="zh_CN")
        row = self._row("required", "udi.device.latex", registration=registration)
        self.assertIn("天然乳胶", row["sentence"])

    def test_a_field_that_is_gone_is_named_as_it_was(self):
        row = self._row("required", "udi.gone.some_field")
        self.assertIn("some_field", row["sentence"])
        self.assertEqual(row["res_model"], "udi.device")

    def test_a_code_that_nobody_knows_breaks_nothing(self):
        row = self._row("long_gone", "udi.device.latex")
        self.assertEqual(
            row["sentence"], "“Natural rubber latex” needs a look (long_gone)."
        )

    def test_another_addon_can_say_more(self):
        Registration = self.registry["udi.registration"]
        more = SENTENCES | {"new_code": "Look at %(field)s."}
        with patch.object(Registration, "_finding_sentences", lambda self: more):
            row = self._row("new_code", "udi.device.latex")
        self.assertEqual(row["sentence"], "Look at Natural rubber latex.")

    def test_what_a_row_opens(self):
        detail = self.eudamed._detail()
        for field in ("udi.registration.di_id", "udi.registration.eudamed.emdn_ids"):
            self.assertEqual(self._target(field), detail)
        self.assertEqual(self._target("udi.basic.udi.animal_tissues"), self.family)
        for field in ("udi.device.latex", "udi.di.code", "udi.text.value"):
            self.assertEqual(self._target(field), self.device)
        self.assertEqual(
            self._target("res.partner.udi_srn_mf", ref=self.maker.name), self.maker
        )
        self.assertEqual(
            self._target("res.partner.udi_srn_mf", ref="Gone"), self.device
        )
        self.assertEqual(
            self._target("udi.certificate.number", ref="国械注进20263140123"),
            self.certificate_cn,
        )

    def test_settings_are_opened_by_whoever_may(self):
        place = "res.company.udi_eudamed_version"
        row = self._row("no_schema_version", place)
        self.assertFalse(row["res_model"])
        self.assertTrue(self.env.ref(row["action"]))
        officers = self.eudamed.with_user(self.officer)
        row = self._row("no_schema_version", place, registration=officers)
        self.assertFalse(row["action"])
        self.assertIn("An administrator", row["sentence"])

    def test_without_a_family_the_device_is_opened(self):
        self.device.basic_udi_id = False
        self.assertEqual(self._target("udi.basic.udi.code"), self.device)

    def test_worst_first(self):
        rows = finding_rows.rows(
            self.eudamed._detail(),
            [
                finding("quantity_one", "udi.di.contains_qty", WARNING),
                finding("unpublished", "udi.registration.nmpa.upload_type", DRAFT),
                finding("required", "udi.device.latex"),
            ],
        )
        severities = [row["severity"] for row in rows]
        self.assertEqual(severities, [ERROR, DRAFT, WARNING])

    def test_what_is_unverified_is_one_row(self):
        rows = finding_rows.rows(
            self.eudamed._detail(),
            [
                finding("unverified", "udi.device.latex", DRAFT),
                finding("required", "udi.device.model_number"),
                finding("unverified", "udi.device.mri_safety", DRAFT),
                finding("quantity_one", "udi.di.contains_qty", WARNING),
            ],
        )
        self.assertEqual([r["severity"] for r in rows], [ERROR, DRAFT, WARNING])
        self.assertIn("Natural rubber latex, MRI safety", rows[1]["sentence"])

    def test_findings_survive_storage(self):
        found = (
            finding(
                "too_long", "udi.text.value", value="x" * 10, expected="5", ref="EN"
            ),
            finding("quantity_one", "udi.di.contains_qty", WARNING),
        )
        self.eudamed.findings = finding_rows.stored(found)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(finding_rows.loaded(self.eudamed.findings), found)

    def test_summary(self):
        rows = [{"sentence": "One."}, {"sentence": "Two."}, {"sentence": "Three."}]
        self.assertEqual(finding_rows.summary(self.env, []), "")
        self.assertEqual(finding_rows.summary(self.env, rows[:1]), "One.")
        self.assertEqual(finding_rows.summary(self.env, rows), "One. And 2 more.")

    def test_an_empty_device_has_findings_everywhere_and_breaks_nothing(self):
        device = self.env["udi.device"].create({})
        for registration in device._register_at(("gudid", "eudamed", "nmpa")):
            self.assertEqual(registration.state, "preparing")
            self.assertTrue(registration.finding_rows)
            self.assertEqual(registration.check_result, "error")

    def test_the_device_shows_the_rows_of_all_its_registrations(self):
        self.device.latex = False
        self.registrations._check()
        rows = self.device.registration_finding_rows
        latex = [row for row in rows if row["field"] == "latex"]
        self.assertEqual(
            [row["group"] for row in latex],
            ["PumpOne IP-1 at EUDAMED", "PumpOne IP-1 at FDA GUDID"],
        )

    def test_no_schema_version_stops_eudamed_alone(self):
        self.company.udi_eudamed_version_production = False
        self.registrations._check()
        self.assertEqual(self.eudamed.findings[0]["code"], "no_schema_version")
        others = self.registrations - self.eudamed
        self.assertEqual(set(others.mapped("error_count")), {0})

    def test_the_version_of_the_chosen_environment_counts(self):
        self.company.udi_eudamed_environment = "playground"
        self.eudamed._check()
        self.assertEqual(self.eudamed.error_count, 1)
        self.company.udi_eudamed_version_playground = "3.0.32"
        self.eudamed._check()
        self.assertEqual(self.eudamed.error_count, 0)

    def test_the_kind_of_upload_opens_the_registration(self):
        self.company.udi_nmpa_upload_type = False
        nmpa = self._one(self.registrations, "nmpa")
        nmpa._check()
        (row,) = [r for r in nmpa.finding_rows if r["field"] == "upload_type"]
        self.assertEqual(row["severity"], DRAFT)
        self.assertEqual(row["res_id"], nmpa._detail().id)

    def test_two_devices_of_a_new_family_go_together(self):
        second = self._register(self._device(2), "eudamed")
        examined = (self.eudamed | second)._examine_batch()
        self.assertTrue(all(one.fit for one in examined.values()))

    def test_a_legacy_family_has_one_device(self):
        second = self._register(self._device(2), "eudamed")
        devices = self.device | second.device_id
        devices.legislation_eu = "mdd"
        details = (self.eudamed | second)._details()[0]
        found = details._batch_findings()
        self.assertEqual([f.code for f in found[second]], ["family_in_batch"])
        self.assertNotIn(self.eudamed, found)

    def test_one_that_is_not_fit_does_not_keep_its_family(self):
        second = self._register(self._device(2), "eudamed")
        self.device.latex = False
        examined = (self.eudamed | second)._examine_batch()
        self.assertFalse(examined[self.eudamed].fit)
        self.assertTrue(examined[second].fit)

    def test_devices_of_two_families_go_together(self):
        family = self._family("9506000IP300ME")
        second = self._register(self._device(2, basic_udi_id=family.id), "eudamed")
        examined = (self.eudamed | second)._examine_batch()
        self.assertTrue(all(one.fit for one in examined.values()))

    def test_another_addon_can_add_a_format(self):
        self.assertEqual(
            set(self.env["udi.registration"]._formats()), {"gudid", "eudamed", "nmpa"}
        )

    def test_lines_of_the_device_are_found_by_their_ref(self):
        self.env["udi.di"].create(
            {
                "device_id": self.device.id,
                "code": "19506000000012",
                "role": "package",
                "contains_di_id": self.device.primary_di_id.id,
                "contains_qty": 1,
            }
        )
        self.eudamed._check()
        (row,) = self.eudamed.finding_rows
        self.assertEqual((row["code"], row["ref"]), ("quantity_one", "19506000000012"))

    def test_the_family_is_judged_with_the_device(self):
        self.family.animal_tissues = False
        self.device.write({"certificate_ids": [Command.clear()]})
        self.registrations._check()
        self.assertEqual(
            [(f["field"], f["code"]) for f in self.eudamed.findings],
            [("udi.basic.udi.animal_tissues", "required")],
        )
        nmpa = self._one(self.registrations, "nmpa")
        self.assertEqual(nmpa.findings[0]["code"], "certificate_number")
