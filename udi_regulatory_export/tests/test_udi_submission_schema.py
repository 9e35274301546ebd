from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ExportCase
from .test_udi_schema import packed

M = "{https://ec.europa.eu/tools/eudamed/dtx/servicemodel/Message/v1}"


@tagged("post_install", "-at_install")
class TestUdiSubmissionSchema(ExportCase):
    """What was built is checked with the official schema, if one is there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.registrations = cls._register(cls.device)
        cls.eudamed = cls.registrations.filtered(lambda r: r.regulator == "eudamed")

    def _build(self, registrations):
        return self.env["udi.submission"]._build(registrations)

    def _by_regulator(self, submissions):
        return {submission.regulator: submission for submission in submissions}

    def test_without_a_schema_it_says_so(self):
        built = self._by_regulator(self._build(self.registrations))
        none = "Not checked against a schema: none uploaded."
        self.assertEqual(built["eudamed"].schema_text, none)
        self.assertEqual(built["gudid"].schema_text, none)
        self.assertEqual(
            built["nmpa"].schema_text,
            "Not checked against a schema: NMPA UDID publishes none.",
        )

    def _schema(self, version, root="Push"):
        """A schema that accepts any content below one root element."""
        schema = (
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" '
            f'targetNamespace="{M[1:-1]}"><xs:element name="{root}"><xs:complexType>'
            '<xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/>'
            '</xs:sequence><xs:anyAttribute processContents="skip"/>'
            "</xs:complexType></xs:element></xs:schema>"
        )
        return self.env["udi.schema"].create(
            {
                "regulator": "eudamed",
                "version": version,
                "package": packed({"service/Message.xsd": schema}),
            }
        )

    def test_checked_with_the_schema_of_its_version(self):
        self._schema("3.0.32", root="Other")
        schema = self._schema("3.0.30")
        submission = self._build(self.eudamed)
        self.assertEqual(submission.schema_id, schema)
        self.assertEqual(
            submission.schema_text, "Checked with EUDAMED 3.0.30: no violation."
        )
        self.assertFalse(submission.is_draft)

    def test_a_schema_of_another_version_is_not_used(self):
        self._schema("3.0.32", root="Other")
        submission = self._build(self.eudamed)
        self.assertFalse(submission.schema_id)
        self.assertFalse(submission.is_draft)

    def test_what_the_schema_refuses_is_a_draft(self):
        self._schema("3.0.30", root="Other")
        submission = self._build(self.eudamed)
        file = submission.file_ids
        self.assertTrue(submission.is_draft)
        self.assertTrue(file.name.startswith("DRAFT_EUDAMED"))
        self.assertEqual(file.draft_reason, "schema")
        self.assertIn("line 2", file.violations)
        self.assertEqual(
            submission.schema_text, "1 files are not as the schema wants them."
        )
        with self.assertRaisesRegex(UserError, "not for sending"):
            submission.action_uploaded()

    def test_a_schema_stops_only_what_it_does_not_take(self):
        self._schema("3.0.30")
        second = self._register(self._device(2), "eudamed")
        third = self._register(self._device(3), "eudamed")
        code = second.di_id.code.encode()

        def said(_self, _schema, built):
            return ("line 7: too long",) if code in built.content else ()

        with patch.object(type(self.env["udi.submission"]), "_violations", said):
            submission = self._build(self.eudamed | second | third)
        self.assertEqual(submission.device_count, 2)
        (line,) = submission.line_ids.filtered(lambda li: li.status == "left_out")
        self.assertEqual(line.registration_id, second)
        self.assertIn("line 7: too long", line.summary)

    def test_another_device_brings_the_family(self):
        """The one that would have brought it stays out: the next one does."""
        self._schema("3.0.30")
        family = self._family("9506000IP300ME")
        other = self._register(self._device(4, basic_udi_id=family.id), "eudamed")
        second = self._register(self._device(2), "eudamed")
        code = self.eudamed.di_id.code.encode()

        def said(_self, _schema, built):
            return ("line 7: too long",) if code in built.content else ()

        with patch.object(type(self.env["udi.submission"]), "_violations", said):
            submission = self._build(self.eudamed | second | other)
        message_of = {line.registration_id: line for line in submission.line_ids}
        self.assertEqual(message_of[self.eudamed].status, "left_out")
        self.assertEqual(message_of[second].message, "device_post")
        self.assertEqual(message_of[second].status, "built")
        self.assertEqual(submission.done_count, 3)
