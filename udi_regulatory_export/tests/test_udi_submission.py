import json
from hashlib import sha256

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ExportCase

M = "{https://ec.europa.eu/tools/eudamed/dtx/servicemodel/Message/v1}"


@tagged("post_install", "-at_install")
class TestUdiSubmission(ExportCase):
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

    def test_one_batch_per_regulator(self):
        built = self._by_regulator(self._build(self.registrations))
        self.assertEqual(set(built), {"gudid", "eudamed", "nmpa"})
        for submission in built.values():
            self.assertEqual(submission.registrant_id, self.maker)
            self.assertEqual(submission.state, "built")
            self.assertEqual(submission.device_count, 1)
            self.assertEqual(submission.left_out_count, 0)
            self.assertEqual(submission.company_id, self.company)
            self.assertEqual(submission.built_by_id, self.env.user)
        self.assertEqual(len(built["eudamed"].file_ids), 1)

    def test_one_batch_per_registrant(self):
        other = self._partner("Other", udi_duns="987654321")
        second = self._register(self._device(2, manufacturer_id=other.id), "gudid")
        gudid = self._one(self.registrations, "gudid")
        built = self._build(gudid | second)
        self.assertEqual(len(built), 2)
        self.assertEqual(built.registrant_id, self.maker | other)

    def test_what_eudamed_gets(self):
        submission = self._build(self.eudamed)
        file = submission.file_ids
        tree = etree.fromstring(file.attachment_id.raw)
        self.assertEqual(tree.tag, f"{M}Push")
        self.assertEqual(tree.get("version"), "3.0.30")
        sender = tree.find(f"{M}sender")
        self.assertIn("DE-MF-000012345", "".join(sender.itertext()))
        self.assertFalse(file.is_draft)
        self.assertTrue(file.name.startswith("EUDAMED_DE-MF-000012345_DEVICE.POST_"))
        self.assertEqual(submission.schema_version, "3.0.30")

    def test_what_nmpa_gets(self):
        submission = self._build(self._one(self.registrations, "nmpa"))
        (declared,) = submission.file_ids.filtered(lambda f: f.name.endswith(".json"))
        (item,) = json.loads(declared.attachment_id.raw)["dataSet"]
        self.assertEqual(item["ZXXSDYCPBS"], self.device.primary_di_id.code)
        self.assertEqual(item["uploadType"], "add")
        self.assertEqual(declared.media_type, "application/json")

    def test_hash_and_size_are_those_of_the_file(self):
        for file in self._build(self.registrations).file_ids:
            content = file.attachment_id.raw
            self.assertEqual(file.sha256, sha256(content).hexdigest())
            self.assertEqual(file.size, len(content))
            self.assertEqual(file.text.encode(), content)
            in_form = file.with_context(bin_size=True)
            in_form.invalidate_recordset()
            self.assertEqual(in_form.text.encode(), content)

    def test_an_unverified_file_says_draft_in_its_name(self):
        submission = self._build(self._one(self.registrations, "gudid"))
        self.assertTrue(submission.is_draft)
        self.assertTrue(submission.file_ids.name.startswith("DRAFT_"))
        self.assertIn("not verified", submission.file_ids.draft_text)
        self.assertIn("not verified", submission.draft_text)

    def test_a_draft_cannot_be_uploaded(self):
        submission = self._build(self._one(self.registrations, "gudid"))
        with self.assertRaisesRegex(UserError, "not for sending"):
            submission.action_uploaded()
        self.assertEqual(submission.state, "built")

    def test_an_error_stops_its_device_alone(self):
        family = self._family("9506000IP300ME")
        broken = self._register(
            self._device(2, basic_udi_id=family.id, latex=False), "eudamed"
        )
        submission = self._build(self.eudamed | broken)
        self.assertEqual(submission.device_count, 1)
        self.assertEqual(submission.left_out_count, 1)
        self.assertEqual(submission.file_ids.registration_id, self.eudamed)
        left_out = submission.line_ids.filtered(lambda li: li.status == "left_out")
        self.assertEqual(left_out.registration_id, broken)
        self.assertEqual(
            left_out.summary, "“Natural rubber latex” is empty. Fill it in."
        )
        self.assertEqual(broken.state, "preparing")
        self.assertEqual(broken.error_count, 1)

    def test_nothing_fit_gives_no_batch(self):
        self.device.latex = False
        self.assertFalse(self._build(self.eudamed))
        self.assertEqual(self.eudamed.state, "preparing")

    def test_building_checks_first(self):
        self.device.latex = False
        self.assertEqual(self.eudamed.error_count, 0)
        self._build(self.registrations)
        self.assertEqual(self.eudamed.error_count, 1)

    def test_a_second_device_of_a_new_family_follows_it(self):
        """The first brings the family, the other goes under it, in this order."""
        second = self._register(self._device(2), "eudamed")
        submission = self._build(self.eudamed | second)
        self.assertEqual(
            submission.line_ids.sorted("id").mapped("message"),
            ["device_post", "udi_di_post"],
        )
        self.assertRecordValues(
            submission.file_ids,
            [
                {"sequence": 1, "message": "device_post", "entity_count": 1},
                {"sequence": 2, "message": "udi_di_post", "entity_count": 1},
            ],
        )
        services = [row.split(",")[1] for row in submission.manifest.splitlines()]
        self.assertEqual(services, ["service", "DEVICE.POST", "UDI_DI.POST"])

    def test_same_input_same_bytes(self):
        for submission in self._build(self.registrations):
            form = self.env["udi.registration"]._formats()[submission.regulator]
            registration = submission.line_ids.registration_id
            record = self.device._device_record(registration)
            if submission.regulator == "eudamed":
                entries = [form.Entry(record=record)]
                envelope = submission._envelope()
                again = form.build_files(entries, "DEVICE.POST", envelope)
            else:
                again = form.build(record, submission._envelope(registration))
            self.assertEqual(
                [file.content for file in again],
                [file.attachment_id.raw for file in submission.file_ids],
            )

    def test_every_message_has_its_own_id(self):
        registration = self._one(self.registrations, "gudid")
        batches = self._build(registration) | self._build(registration)
        ids = {batch._envelope(registration).message_id for batch in batches}
        ids |= {batch._envelope().message_id for batch in batches}
        self.assertEqual(len(ids), 4)

    def test_uploading(self):
        submission = self._build(self.eudamed)
        submission.action_uploaded()
        self.assertEqual(submission.state, "uploaded")
        self.assertEqual(submission.uploaded_by_id, self.env.user)
        self.assertTrue(submission.uploaded_on)
        self.assertEqual(self.eudamed.state, "submitted")
        self.assertEqual(self.family.registry_state, "submitted")
        detail = self.eudamed._detail()
        self.assertIn(submission.name, detail.message_ids[0].body)

    def test_uploading_leaves_out_what_stayed_out(self):
        family = self._family("9506000IP300ME")
        broken = self._register(
            self._device(2, basic_udi_id=family.id, latex=False), "eudamed"
        )
        self._build(self.eudamed | broken).action_uploaded()
        self.assertEqual(broken.state, "preparing")
        self.assertFalse(family.registry_state)

    def test_uploading_twice_is_refused(self):
        submission = self._build(self.eudamed)
        submission.action_uploaded()
        with self.assertRaisesRegex(UserError, "was uploaded on"):
            submission.action_uploaded()

    def test_a_sent_device_is_not_sent_again_as_new(self):
        self._build(self.eudamed).action_uploaded()
        self.assertFalse(self._build(self.eudamed))
        self.eudamed.action_accepted()
        self.assertFalse(self._build(self.eudamed))
        self.assertEqual(self.eudamed.state, "registered")

    def test_what_was_rejected_can_be_sent_again(self):
        self._build(self.eudamed).action_uploaded()
        self.eudamed.action_rejected()
        again = self._build(self.eudamed)
        again.action_uploaded()
        self.assertEqual(self.eudamed.state, "submitted")

    def test_the_document_number_moves_with_every_upload(self):
        detail = self._one(self.registrations, "gudid")._detail()
        submission = self._build(detail.registration_id)
        self.assertEqual(detail.spl_version, 0)
        submission.file_ids.sudo().is_draft = False
        submission.action_uploaded()
        self.assertEqual(detail.spl_version, 1)
        root = etree.fromstring(submission.file_ids.attachment_id.raw)
        self.assertEqual(root.find("{*}versionNumber").get("value"), "1")
        self.assertEqual(root.find("{*}setId").get("root"), detail.spl_set_id)

    def test_an_uploaded_batch_stays(self):
        submission = self._build(self.eudamed)
        submission.action_uploaded()
        with self.assertRaisesRegex(UserError, "stays as evidence"):
            submission.unlink()

    def test_a_batch_not_uploaded_goes_with_its_files(self):
        submission = self._build(self.eudamed)
        attachments = submission.file_ids.attachment_id
        submission.with_user(self.officer).unlink()
        self.assertFalse(attachments.exists())

    def test_batches_are_numbered(self):
        first, second = self._build(self.eudamed), self._build(self.eudamed)
        self.assertRegex(first.name, r"^SUB/\d{4}/\d{5}$")
        self.assertNotEqual(first.name, second.name)

    def test_the_search_finds_a_batch_by_device_and_hash(self):
        submission = self._build(self.eudamed)
        Submission = self.env["udi.submission"]
        by_device = [("line_ids.registration_id.device_id", "ilike", "IP-1")]
        by_hash = [("file_ids.sha256", "=", submission.file_ids.sha256)]
        for domain in (by_device, by_hash):
            self.assertEqual(Submission.search(domain), submission)
        self.assertEqual(self.eudamed.submission_count, 1)
        action = self.eudamed.action_open_submissions()
        self.assertEqual(Submission.search(action["domain"]), submission)
