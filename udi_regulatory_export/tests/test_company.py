from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestCompany(ExportCase):
    """What belongs to one company is not there for another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["res.company"].create({"name": "Other company"})
        cls.other.udi_eudamed_version_playground = "3.0.32"
        cls.env.user.company_ids += cls.other
        family = cls._family("9506000IP300ME", company_id=cls.other.id)
        cls.foreign = cls._device(2, company_id=cls.other.id, basic_udi_id=family.id)
        cls.registrations = cls._register(cls.foreign)
        cls.eudamed = cls.registrations.filtered(lambda r: r.regulator == "eudamed")
        cls.submission = cls.env["udi.submission"]._build(cls.eudamed)
        cls.shared = cls._device(3)
        cls.shared_registration = cls._register(cls.shared, "eudamed")

    def test_the_company_is_that_of_the_device(self):
        self.assertEqual(self.registrations.company_id, self.other)
        self.assertEqual(self.submission.company_id, self.other)
        self.assertEqual(self.submission.line_ids.company_id, self.other)
        self.assertEqual(self.submission.file_ids.company_id, self.other)
        self.assertFalse(self.shared_registration.company_id)

    def test_another_companys_records_are_not_there(self):
        records = [
            self.registrations,
            *self.registrations._details(),
            self.submission,
            self.submission.line_ids,
            self.submission.file_ids,
        ]
        for record in records:
            seen = record.with_user(self.officer)
            with self.subTest(record._name):
                self.assertFalse(seen.search([("id", "in", record.ids)]))
                with self.assertRaises(AccessError):
                    seen.read(["create_date"])

    def test_another_companys_file_cannot_be_read(self):
        attachment = self.submission.file_ids.attachment_id.with_user(self.officer)
        with self.assertRaises(AccessError):
            attachment.read(["raw"])

    def test_another_companys_device_cannot_be_built(self):
        foreign = self.eudamed.with_user(self.officer)
        with self.assertRaises(AccessError):
            foreign.env["udi.submission"]._build(foreign)
        with self.assertRaises(AccessError):
            self.submission.with_user(self.officer).action_uploaded()

    def test_an_officer_of_both_sees_both(self):
        self.officer.company_ids += self.other
        both = self.company + self.other
        seen = self.registrations.with_user(self.officer).with_context(
            allowed_company_ids=both.ids
        )
        self.assertEqual(len(seen.search([("id", "in", seen.ids)])), 3)

    def test_a_device_of_all_companies_is_everybodys(self):
        seen = self.shared_registration.with_user(self.officer)
        self.assertTrue(seen.search([("id", "=", seen.id)]))
        built = seen.env["udi.submission"]._build(seen)
        self.assertEqual(built.company_id, self.company)

    def test_each_company_has_its_environment(self):
        self.assertEqual(self.submission.schema_version, "3.0.32")
        own = self.env["udi.submission"]._build(self.shared_registration)
        self.assertEqual(own.schema_version, "3.0.30")

    def test_the_settings_are_the_companys(self):
        settings = self.env["res.config.settings"].create(
            {
                "udi_eudamed_environment": "playground",
                "udi_eudamed_version_playground": "3.0.33",
                "udi_nmpa_upload_type": "new",
            }
        )
        settings.execute()
        self.assertRecordValues(
            self.company | self.other,
            [
                {"udi_eudamed_version": "3.0.33", "udi_nmpa_upload_type": "new"},
                {"udi_eudamed_version": "3.0.32", "udi_nmpa_upload_type": False},
            ],
        )

    def test_batches_are_not_mixed_between_companies(self):
        built = self.env["udi.submission"]._build(
            self.eudamed | self.shared_registration
        )
        self.assertEqual(len(built), 2)
        self.assertEqual(built.company_id, self.company | self.other)

    def test_a_registrant_of_another_company_is_refused(self):
        partner = self._partner("Elsewhere", company_id=self.company.id)
        with self.assertRaises(UserError):
            self.eudamed.registrant_id = partner
