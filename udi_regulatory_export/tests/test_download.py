import io
import zipfile
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from ..controllers import udi_regulatory_export as download
from .common import ExportCase


@tagged("post_install", "-at_install")
class TestDownload(ExportCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registrations = cls._register(cls._device())

    def _built(self, regulator):
        registration = self._one(self.registrations, regulator)
        return self.env["udi.submission"]._build(registration)

    def _get(self, submission):
        return self.url_open(submission.action_download()["url"])

    def test_one_file_as_it_is(self):
        submission = self._built("eudamed")
        self.authenticate("udi_reader", "udi_reader")
        answer = self._get(submission)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.content, submission.file_ids.attachment_id.raw)
        self.assertIn(submission.file_ids.name, answer.headers["Content-Disposition"])

    def test_several_files_in_one_archive(self):
        submission = self._built("nmpa")
        self.authenticate("udi_reader", "udi_reader")
        answer = self._get(submission)
        self.assertIn(".zip", answer.headers["Content-Disposition"])
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            packed = {name: archive.read(name) for name in archive.namelist()}
        kept = {file.name: file.attachment_id.raw for file in submission.file_ids}
        self.assertEqual(packed, kept)
        self.assertEqual(self._get(submission).content, answer.content)

    def test_the_list_lies_beside_the_files(self):
        second = self._register(self._device(2), "eudamed")
        both = self._one(self.registrations, "eudamed") | second
        submission = self.env["udi.submission"]._build(both)
        self.authenticate("udi_reader", "udi_reader")
        with zipfile.ZipFile(io.BytesIO(self._get(submission).content)) as archive:
            names = archive.namelist()
            listed = archive.read("MANIFEST.csv").decode()
        self.assertEqual(names, ["MANIFEST.csv", *submission.file_ids.mapped("name")])
        for file in submission.file_ids:
            self.assertIn(f"{file.name},1,{file.size},{file.sha256}", listed)

    def test_one_file_at_a_time_is_in_memory(self):
        self.env["ir.config_parameter"].set_param("ir_attachment.location", "db")
        submission = self._built("nmpa")
        kept = submission.file_ids.attachment_id
        self.env.flush_all()
        self.env.invalidate_all()
        held = kept._fields["db_datas"]._get_cache(self.env)
        put, most = download._put, []

        def watched(archive, name, content):
            most.append(len(held))
            put(archive, name, content)

        with patch.object(download, "_put", watched), io.BytesIO() as target:
            download._zip(submission.file_ids, target, "")
        self.assertEqual(most, [1] * len(kept))
        self.assertGreater(len(kept), 1)

    def test_what_swissdamed_takes(self):
        """Its upload takes new devices, and no other message."""
        second = self._register(self._device(2), "eudamed")
        both = self._one(self.registrations, "eudamed") | second
        submission = self.env["udi.submission"]._build(both)
        first, _further = submission.file_ids
        self.assertIn("in this batch: 1", submission.swissdamed_text)
        self.authenticate("udi_reader", "udi_reader")
        answer = self.url_open(submission.action_download_swissdamed()["url"])
        self.assertEqual(answer.content, first.attachment_id.raw)
        self.assertIn(first.name, answer.headers["Content-Disposition"])
        other = self._built("nmpa")
        self.assertFalse(other.swissdamed_text)

    def test_who_may_not(self):
        submission = self._built("eudamed")
        self.authenticate("udi_employee", "udi_employee")
        self.assertEqual(self._get(submission).status_code, 404)

    def test_a_number_tells_nothing(self):
        """A batch of another company and one that never was answer alike."""
        submission = self._built("eudamed")
        other = self.env["res.company"].create({"name": "Other"})
        submission.sudo().company_id = other
        self.authenticate("udi_officer", "udi_officer")
        foreign = self._get(submission)
        missing = self.url_open("/udi/submission/999999/download")
        self.assertEqual((foreign.status_code, missing.status_code), (404, 404))

    def test_without_login(self):
        submission = self._built("eudamed")
        self.authenticate(None, None)
        answer = self.url_open(
            submission.action_download()["url"], allow_redirects=False
        )
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/web/login", answer.headers["Location"])
