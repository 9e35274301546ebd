from datetime import datetime
from uuid import UUID

from lxml import etree

from odoo.tests import tagged

from odoo.addons.udi_traceability.tests.test_udi_import import SHARED, shared

from ..formats import FORMATS, xml
from ..formats.eudamed import MESSAGES, Entry, build_files
from ..formats.message import Envelope
from .laws import LawsCase
from .laws_data import LAWS, LEGACY

VERSIONS = {"3.0.25": "xsd-3.0.25", "3.0.30": "xsd-3.0.30-derived"}
# What each law's fullest device must have told
TOLD = {
    "mdr": "clinicalSize substance warning condition package nmdType"
    " productDesignerOrganisation clinicalInvestigationLink unitOfUseIdentifier"
    " IIb_implantable_exceptions",
    "ivdr": "warning condition package newDevice reagent unitOfUseIdentifier",
    "spp": "warning condition package medicinalPurpose",
    "mdd": "clinicalSize substance warning condition applicableLegislation",
    "aimdd": "clinicalSize substance warning condition applicableLegislation",
    "ivdd": "warning condition reagent marketInfo",
}


@tagged("post_install", "-at_install")
class TestLaws(LawsCase):
    """The fullest device of each law, from Odoo's records to a file EUDAMED takes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.full = {law: cls._full(law, number) for number, law in enumerate(LAWS, 200)}

    def _record(self, law):
        registration = self.full[law]
        return registration.device_id._device_record(registration)

    def _envelope(self, version="3.0.25"):
        return Envelope(
            message_id=UUID(int=1),
            created_at=datetime(2026, 11, 22),
            schema_version=version,
        )

    def test_nothing_stops_it(self):
        for law, registration in self.full.items():
            with self.subTest(law):
                errors = [
                    row["sentence"]
                    for row in registration.finding_rows or ()
                    if row["severity"] == "error"
                ]
                self.assertEqual(errors, [])
                self.assertEqual(registration.state, "ready")

    def test_every_part_is_told(self):
        for law, names in TOLD.items():
            (file,) = FORMATS["eudamed"].build(self._record(law), self._envelope())
            tree = etree.fromstring(file.content)
            for name in names.split():
                with self.subTest(f"{law} {name}"):
                    self.assertTrue(tree.findall(f".//{{*}}{name}"))

    def test_every_message_is_of_the_schema(self):
        for version, folder in VERSIONS.items():
            entry = f"eudamed/{folder}/service/Message.xsd"
            shared(self, entry)
            schema = xml.schema_from(SHARED / "regulatory" / entry)
            for law in LAWS:
                for name in self._messages(law):
                    with self.subTest(f"{version} {law} {name}"):
                        self._assert_valid(schema, law, name, version)

    def _messages(self, law):
        """Those that a device under this law has."""
        record = self._record(law)
        return [name for name, message in MESSAGES.items() if message.has(record)]

    def _assert_valid(self, schema, law, name, version):
        record = self._record(law)
        accepted = None if name.endswith("POST") else record
        entries = [Entry(record=record, accepted=accepted)]
        (file,) = build_files(entries, name, self._envelope(version))
        tree = etree.fromstring(file.content)
        self.assertEqual(tuple(xml.violations(tree, schema)), ())

    def test_a_pack_is_registered_by_its_producer(self):
        (file,) = FORMATS["eudamed"].build(self._record("spp"), self._envelope())
        self.assertIn(b"DE-PR-000012345", file.content)
        self.assertNotIn(b"DE-MF-", file.content)

    def test_countries_are_spelt_as_eudamed_does(self):
        (file,) = FORMATS["eudamed"].build(self._record("mdr"), self._envelope())
        tree = etree.fromstring(file.content)
        rows = tree.findall(".//{*}marketInfo/{*}country")
        self.assertEqual([each.text for each in rows], ["DE", "EL", "XI"])

    def test_a_legacy_device_has_no_packs_and_no_production_identifiers(self):
        for law in LEGACY:
            (file,) = FORMATS["eudamed"].build(self._record(law), self._envelope())
            with self.subTest(law):
                self.assertNotIn(b"packages", file.content)
                self.assertNotIn(b"productionIdentifier", file.content)

    def test_a_legacy_device_without_a_udi_di(self):
        registration = self.full["mdd"]
        record = self._record("mdd")
        detail = registration._detail()
        detail.write({"di_id": False, "eudamed_id": "D-BEMF000000106CR023335WE"})
        detail.device_id.basic_udi_id.code = "B-BEMF000000106CR023335WE"
        after = self._record("mdd")
        self.assertIsNone(after.eudamed.di)
        self.assertNotEqual(after, record)
        errors = [
            finding.code
            for finding in FORMATS["eudamed"].problems(after)
            if finding.severity == "error"
        ]
        self.assertEqual(errors, [])

    def test_a_counterpart_that_says_otherwise(self):
        """The link is made by EUDAMED only if both devices agree."""
        ours, legacy = self.full["mdr"], self.full["mdd"]
        ours._detail().related_device_id = legacy.device_id
        self.assertEqual(self._link_findings(ours), [])
        legacy._detail().reprocessed = "yes"
        self.assertEqual(
            self._link_findings(ours), ["udi.registration.eudamed.reprocessed"]
        )

    def test_a_counterpart_has_one(self):
        """BR-UDID-704, 714: who is linked is not offered, and refused if typed."""
        ours, legacy = self.full["mdr"]._detail(), self.full["mdd"].device_id
        offered = self.env["udi.device"].search(ours.counterpart_domain)
        self.assertIn(legacy, offered)
        self.assertNotIn(self.full["ivdd"].device_id, offered)
        ours.related_device_id = legacy
        self.assertIn(legacy, offered.search(ours.counterpart_domain))
        twin = ours.device_id.copy({"legislation_eu": "mdr"})
        second = twin._register_at(["eudamed"])._detail()
        self.assertNotIn(legacy, offered.search(second.counterpart_domain))
        self.assertEqual(ours._taken_findings(), {})
        second.related_device_id = legacy
        (finding,) = second._taken_findings().values()
        self.assertEqual(finding.code, "counterpart_taken")
        self.assertEqual(finding.expected, ours.device_id.name)

    def _link_findings(self, registration):
        registration._check()
        return [
            finding["field"]
            for finding in registration.findings or ()
            if finding["code"] == "link_differs"
        ]
