from datetime import date, datetime

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.common import gtin

from ..formats import record as values
from .full_device import FullDeviceCase


def words(kind, *texts):
    return [
        Command.create({"kind": kind, "language": language, "value": value})
        for language, value in texts
    ]


def english(*texts):
    return tuple(values.TextRecord(language="EN", value=text) for text in texts)


@tagged("post_install", "-at_install")
class TestDeviceRecordLines(FullDeviceCase):
    """What stands below a device, its family and its registration, line by line."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.eudamed = cls.registrations.filtered(lambda r: r.regulator == "eudamed")
        cls.detail = cls.eudamed._detail()

    @classmethod
    def _code(cls, name):
        return cls.env.ref(f"udi_traceability.udi_code_{name}")

    def _read(self):
        return self._record("eudamed")

    def test_sizes(self):
        self.device.size_ids = [
            Command.create(
                {
                    "size_type_id": self._code("size_type_cst999").id,
                    "precision": "range",
                    "value_min": "90.0",
                    "value_max": "100",
                    "unit_id": self._code("size_unit_gauge").id,
                    "type_description_ids": words("size_type_other", ("EN", "Depth")),
                    "unit_description_ids": words("size_unit_other", ("EN", "Turns")),
                }
            ),
            Command.create(
                {
                    "size_type_id": self._code("size_type_cst19").id,
                    "precision": "text",
                    "text": "long",
                }
            ),
        ]
        other, length = self._read().sizes
        self.assertEqual(other.size_type.eudamed_code, "CST999")
        self.assertEqual(other.unit.eudamed_code, "MU999")
        self.assertEqual((other.precision, other.value), ("range", ""))
        self.assertEqual((other.value_min, other.value_max), ("90.0", "100"))
        self.assertEqual(other.type_descriptions, english("Depth"))
        self.assertEqual(other.unit_descriptions, english("Turns"))
        self.assertIsNone(length.unit)
        self.assertEqual(length.text, "long")

    def test_storage(self):
        celsius = self._code("storage_unit_cel")
        self.device.storage_ids = [
            Command.create(
                {
                    "kind_id": self._code("storage_kind_temperature").id,
                    "stage": "handling",
                    "low": "-20",
                    "high": "8.50",
                    "unit_id": celsius.id,
                    "text_ids": words("storage_comment", ("EN", "Upright")),
                }
            )
        ]
        celsius.with_context(lang="zh_CN").name = "摄氏度"
        (line,) = self._read().storage
        self.assertEqual((line.stage, line.low, line.high), ("handling", "-20", "8.50"))
        self.assertEqual(line.kind.eudamed_code, "SHC008")
        self.assertEqual(line.texts, english("Upright"))
        chinese = self.device.with_context(lang="zh_CN")
        self.assertEqual(chinese._device_record(self.eudamed).storage, (line,))

    def test_an_archived_code_is_told_as_such(self):
        closed = self.env["udi.code"].create(
            {"code_list": "warning", "code": "CW500", "name": "Old", "active": False}
        )
        self.device.warning_ids = [
            Command.create(
                {
                    "code_id": closed.id,
                    "text_ids": words("warning_comment", ("EN", "Careful")),
                }
            )
        ]
        self.assertEqual(
            self._read().warnings,
            (
                values.WarningRecord(
                    code=values.CodeRecord(code="CW500", name="Old", active=False),
                    texts=english("Careful"),
                ),
            ),
        )

    def test_substances(self):
        self.device.substance_ids = [
            Command.create(
                {
                    "kind": "cmr",
                    "cmr_category": "1b",
                    "cas_number": "117-81-7",
                    "ec_number": "204-211-0",
                    "name_ids": words("substance_name", ("EN", "DEHP")),
                }
            ),
            Command.create({"kind": "medicinal", "inn": "heparin"}),
        ]
        self.assertEqual(
            self._read().substances,
            (
                values.SubstanceRecord(
                    kind="cmr",
                    cmr_category="1b",
                    cas_number="117-81-7",
                    ec_number="204-211-0",
                    names=english("DEHP"),
                ),
                values.SubstanceRecord(kind="medicinal", inn="heparin"),
            ),
        )

    def test_the_family(self):
        family = self.device.basic_udi_id
        family.write(
            {
                "reagent": "yes",
                "self_testing": "no",
                "medical_purpose_ids": words("medical_purpose", ("EN", "Pumping")),
                "clinical_investigation_ids": [
                    Command.create(
                        {
                            "reference": "CIV-1",
                            "non_eu_country_ids": [
                                Command.set(self.env.ref("base.us").ids),
                                Command.link(self.env.ref("base.ch").id),
                            ],
                        }
                    )
                ],
            }
        )
        family.sudo().write({"version": 4})
        self.env["udi.basic.udi.comment"].create(
            {
                "basic_udi_id": family.id,
                "text": "Look",
                "owner_code": "IE-AR-000000123",
                "date": "2026-01-02 03:04:05",
            }
        )
        basic = self._read().basic_udi
        answered = (basic.reagent, basic.self_testing, basic.instrument)
        self.assertEqual(answered, (True, False, None))
        self.assertEqual(basic.medical_purposes, english("Pumping"))
        self.assertEqual(basic.version, 4)
        self.assertEqual(
            basic.clinical_investigations,
            (
                values.ClinicalInvestigationRecord(
                    reference="CIV-1", non_eu_countries=("CH", "US")
                ),
            ),
        )
        self.assertEqual(
            basic.comments,
            (
                values.CommentRecord(
                    text="Look",
                    date=datetime(2026, 1, 2, 3, 4, 5),
                    owner_code="IE-AR-000000123",
                ),
            ),
        )

    def test_what_the_notified_body_decides_is_apart_from_what_we_declare(self):
        paper = self.device.basic_udi_id.certificate_ids
        declared = self._read().basic_udi.certificates
        self.assertFalse(self._read().basic_udi.registered_certificates)
        paper.write({"status": "issued", "decision_date": "2026-02-01"})
        basic = self._read().basic_udi
        self.assertEqual(basic.certificates, declared)
        (registered,) = basic.registered_certificates
        self.assertEqual(registered.status, "issued")
        self.assertEqual(registered.decision_date, date(2026, 2, 1))

    def test_only_the_same_version_had_a_previous_di(self):
        before = self._device(30)
        self.device.previous_device_id = before
        self.device.previous_reason = "new_version"
        self.assertIsNone(self._read().previous_di)
        self.device.previous_reason = "di_replaced"
        self.assertEqual(self._read().previous_di.code, gtin(30))

    def test_the_counterpart_under_the_directive(self):
        legacy = self._device(31, legislation_eu="mdd")
        self.detail.related_device_id = legacy
        self.assertEqual(self._read().eudamed.related_di.code, gtin(31))
        known = legacy._register_at(["eudamed"])._detail()
        known.write({"di_id": False, "eudamed_id": "D-LEGACY"})
        self.detail.invalidate_recordset(["related_registration_id"])
        self.assertEqual(
            self._read().eudamed.related_di,
            values.DiRecord(code="D-LEGACY", issuing_agency="eudamed"),
        )

    def test_the_original_manufacturer_with_its_address(self):
        self.detail.product_designer_id = self._partner(
            "Designer", street="Main 1", zip="1000", city="Bern", email="a@example.com"
        )
        self.assertEqual(
            self._read().eudamed.product_designer,
            values.PartyRecord(
                name="Designer",
                street="Main 1",
                zip="1000",
                city="Bern",
                email="a@example.com",
                country="DE",
            ),
        )

    def test_versions_answers_and_substatuses(self):
        self.detail.sudo().write(
            {
                "market_version": 2,
                "package_version": 3,
                "designer_version": 4,
                "new_device": "yes",
                "annex_xvi_applicable": "no",
                "registry_state": "registered",
                "substatus_ids": [
                    Command.create(
                        {
                            "code": "recalled",
                            "corrective_action": action,
                            "date_start": "2026-03-01",
                        }
                    )
                    for action in ("product_removal_full", "other")
                ],
            }
        )
        block = self._read().eudamed
        versions = (block.market_version, block.package_version, block.designer_version)
        self.assertEqual(versions, (2, 3, 4))
        self.assertEqual((block.new_device, block.annex_xvi_applicable), (True, False))
        self.assertEqual(block.registry_state, "registered")
        self.assertEqual(
            block.substatuses,
            (
                values.SubstatusRecord(
                    code="RECALLED",
                    corrective_actions=("PRODUCT_REMOVAL_FULL", "OTHER"),
                    date_start=date(2026, 3, 1),
                ),
            ),
        )

    def test_the_playground_knows_actors_by_other_numbers(self):
        self.maker.udi_srn_mf_playground = "DE-MF-000099999"
        self.assertEqual(self._read().eudamed.registrant.udi_srn_mf, "DE-MF-000012345")
        self.company.udi_eudamed_environment = "playground"
        self.assertEqual(self._read().eudamed.registrant.udi_srn_mf, "DE-MF-000099999")
        self.maker.udi_srn_mf_playground = False
        self.assertEqual(self._read().eudamed.registrant.udi_srn_mf, "DE-MF-000012345")

    def test_a_playground_number_has_the_form_of_the_others(self):
        with self.assertRaisesRegex(ValidationError, "DE-AR-000012345"):
            self.maker.udi_srn_ar_playground = "DE-MF-000012345"
