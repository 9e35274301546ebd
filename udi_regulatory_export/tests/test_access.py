from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import tagged

from .common import REGULATORS, ExportCase
from .test_udi_schema import GOOD, packed

DETAILS = tuple(f"udi.registration.{regulator}" for regulator in REGULATORS)
EVIDENCE = ("udi.submission", "udi.submission.line", "udi.submission.file")


@tagged("post_install", "-at_install")
class TestAccess(ExportCase):
    """Who may not, by the screen or by a remote call."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device()
        cls.registrations = cls._register(cls.device)
        cls.eudamed = cls.registrations.filtered(lambda r: r.regulator == "eudamed")
        cls.submission = cls.env["udi.submission"]._build(cls.eudamed)
        cls.portal = cls.make_user_portal()

    @classmethod
    def make_user_portal(cls):
        user = cls.make_user("udi_portal")
        user.group_ids = cls.env.ref("base.group_portal")
        return user

    def test_a_reader_changes_nothing(self):
        registration = self.eudamed.with_user(self.reader)
        detail = registration._detail()
        for step in (
            lambda: registration.write({"publish_date": "2026-01-01"}),
            lambda: registration.action_check(),
            lambda: detail.write({"reprocessed": "yes"}),
            lambda: detail.write({"state": "registered"}),
            lambda: detail.action_check(),
            lambda: registration.unlink(),
            lambda: registration.device_id._register_at(["gudid"]),
            lambda: registration.env["udi.submission"]._build(registration),
            lambda: self.submission.with_user(self.reader).action_uploaded(),
            lambda: self.submission.with_user(self.reader).action_again(),
            lambda: self.submission.with_user(self.reader).action_go_on(),
            lambda: self.submission.with_user(self.reader).unlink(),
        ):
            with self.assertRaises(AccessError):
                step()

    def test_a_reader_moves_no_state(self):
        self.eudamed.state = "submitted"
        for step in ("action_accepted", "action_rejected"):
            with self.subTest(step), self.assertRaises(AccessError):
                getattr(self.eudamed.with_user(self.reader), step)()
        self.eudamed.state = "registered"
        with self.assertRaises(AccessError):
            self.eudamed.with_user(self.reader).action_withdraw()

    def test_an_employee_sees_the_device_without_its_registrations(self):
        self.env.invalidate_all()
        device = self.device.with_user(self.employee)
        self.assertTrue(device.name)
        for name in ("registration_ids", "eudamed_state", "registration_finding_rows"):
            with self.subTest(name), self.assertRaises(AccessError):
                device.read([name])
        action = device.action_open_registrations()
        with self.assertRaises(AccessError):
            device.env[action["res_model"]].search(action["domain"])
        arch = device.get_view(view_type="form")["arch"]
        self.assertIn("brand_name", arch)
        self.assertNotIn("registration_ids", arch)

    def test_nobody_makes_or_changes_evidence_by_hand(self):
        for user in (self.officer, self.manager):
            for model in EVIDENCE:
                record = self.env[model].with_user(user).search([], limit=1)
                self.assertTrue(record)
                with self.assertRaises(AccessError):
                    record.write({"create_date": "2000-01-01"})
                with self.assertRaises(AccessError):
                    record.copy()
            attachment = self.submission.file_ids.attachment_id.with_user(user)
            with self.assertRaises(AccessError):
                attachment.raw = b"changed"
            with self.assertRaises(AccessError):
                attachment.unlink()

    def test_an_officer_does_all_that_an_officer_does(self):
        device = self._device(2, basic_udi_id=self._family("9506000IP300ME").id)
        device = device.with_user(self.officer)
        registration = device._register_at(["eudamed"])
        registration._detail().write(self._answers()["eudamed"])
        submission = registration.env["udi.submission"]._build(registration)
        self.assertEqual(submission.built_by_id, self.officer)
        submission.action_uploaded()
        self.assertEqual(submission.uploaded_by_id, self.officer)
        registration.action_accepted()
        self.assertEqual(registration.state, "registered")

    def test_a_reader_reads_all_that_was_built(self):
        submission = self.submission.with_user(self.reader)
        self.assertTrue(submission.file_ids.text)
        self.assertTrue(submission.line_ids.registration_id.display_name)
        self.assertFalse(submission.line_ids.finding_rows)
        self.assertTrue(submission.schema_text)
        self.assertTrue(submission.action_download()["url"])

    def test_a_reader_may_note_but_not_change(self):
        submission = self.submission.with_user(self.reader)
        submission.message_post(body="Seen")
        self.assertIn("Seen", submission.message_ids[0].body)

    def test_schemas_are_the_managers(self):
        values = {
            "regulator": "eudamed",
            "version": "3.0.30",
            "package": packed({"service/Message.xsd": GOOD}),
        }
        with self.assertRaises(AccessError):
            self.env["udi.schema"].with_user(self.officer).create(values)
        schema = self.env["udi.schema"].with_user(self.manager).create(values)
        self.assertTrue(schema.sha256)
        submission = self.eudamed.with_user(self.officer)
        built = submission.env["udi.submission"]._build(submission)
        self.assertEqual(built.schema_id, schema)

    def test_helpers_are_no_remote_methods(self):
        """What only this addon calls cannot be called from outside."""
        private = {
            "udi.registration": (
                "_check _examine _examine_batch _finding_sentences _details _detail "
                "_formats _leave _plan _accepted_record _look_for_changes "
                "_differences _cron_lateness _cron_look_for_changes"
            ),
            "udi.device": "_register_at _device_record _device_records _generic_names",
            "udi.submission": (
                "_build _begin _running _envelope _do_part _work_off _wake "
                "_cron_build _look_at _write_files _finish _refused _open _read_answer"
            ),
            "udi.submission.line": "_take_in _accepted _refused _move_on",
            "udi.submission.file": "_add _values",
            "udi.schema": "_content _xml_schema _for",
            "udi.registration.eudamed": "_block _proposal _note_upload _note_accepted",
        }
        for model, names in private.items():
            for name in names.split():
                with self.subTest(f"{model}.{name}"):
                    self.assertTrue(callable(getattr(self.env[model], name)))
                    with self.assertRaises(AccessError):
                        get_public_method(self.env[model], name)

    def test_public_methods_are_those_on_purpose(self):
        """A new method without an underscore must be added here, and tested."""
        base = {
            "action_accepted",
            "action_build",
            "action_check",
            "action_compare",
            "action_open",
            "action_open_device",
            "action_open_submissions",
            "action_rejected",
            "action_withdraw",
        }
        purposely = {
            "udi.registration": base,
            **dict.fromkeys(DETAILS, base - {"action_open"}),
            "udi.submission": {
                "action_again",
                "action_download",
                "action_download_swissdamed",
                "action_go_on",
                "action_read_answer",
                "action_refresh",
                "action_uploaded",
            },
            "udi.submission.answer": {"action_download"},
            "udi.submission.line": set(),
            "udi.submission.read": {"action_read"},
            "udi.submission.file": {"action_download"},
            "udi.schema": set(),
            "udi.submission.build": {
                "action_build",
                "action_open_further",
                "action_open_new",
                "action_open_updates",
                "action_preview",
            },
            "udi.device.register": {"action_register"},
        }
        overridden = {"create", "write", "unlink", "get_formview_action"}
        for model, names in purposely.items():
            own = {
                name
                for cls in type(self.env[model]).__mro__
                if cls.__module__.startswith("odoo.addons.udi_regulatory_export")
                for name, value in vars(cls).items()
                if callable(value) and not name.startswith("_")
            }
            with self.subTest(model):
                self.assertEqual(own - overridden, names)
