"""The answer is about the file, or is no answer at all."""

from base64 import b64encode

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .answers import AnsweredCase, answer, entity

WRONG_VERSION = ("E-I-40000", "The version of the message is not supported")
HOSTILE = {
    b"": "nothing in the file",
    b"no xml": "is not XML",
    b"<a>": "is not XML",
    b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>': "document type",
    b"<a/>": "no answer of EUDAMED",
    b"<x>" * 200 + b"</x>" * 200: "levels deep",
    b"<Push/>": "no answer of EUDAMED",
    b"\x00\x01\x02": "",
    b"PK\x03\x04" + b"\x00" * 50: "",
}


@tagged("post_install", "-at_install")
class TestUdiSubmissionReplyFile(AnsweredCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one, cls.two = map(cls._ready, (1, 2))
        cls.all = cls.one | cls.two
        cls.batch = cls._sent(cls.all)

    def _whole(self):
        return answer(entity("", "BAD_REQUEST", WRONG_VERSION))

    def _wizard(self, content, user=None, **values):
        Read = self.env["udi.submission.read"].with_user(user or self.env.user)
        return Read.create(
            {
                "submission_id": self.batch.id,
                "file": b64encode(content) if isinstance(content, bytes) else content,
                "file_name": "answer.xml",
                **values,
            }
        )

    def test_hostile_files(self):
        for content, words in HOSTILE.items():
            with self.subTest(content[:20]), self.assertRaisesRegex(UserError, words):
                self.batch._read_answer("answer.xml", content)
        self.assertFalse(self.batch.answer_ids)
        self.assertEqual(self.batch.state, "uploaded")

    def test_what_is_too_large_or_did_not_arrive(self):
        with self.assertRaisesRegex(UserError, "more than the"):
            self.batch._read_answer("a.xml", b"<a>" + b" " * 10 * 1024 * 1024)
        with self.assertRaisesRegex(UserError, "did not arrive whole"):
            self._wizard("no*base64").action_read()
        with self.assertRaisesRegex(UserError, "larger than 10 MB"):
            self._wizard("A" * 21 * 1024 * 1024).action_read()

    def test_a_file_error_is_told_from_a_data_error(self):
        one = self.batch.file_ids[0]
        kept = self.batch._read_answer("a.xml", self._whole(), one)
        self.assertTrue(kept.whole_file_refused)
        self.assertIn("The file itself was refused.", self.batch.result_text)
        self.assertIn("Your data were not looked at.", self.batch.result_text)
        self.assertIn("schema version", self.batch.result_text)
        self.assertIn("not supported", kept.words)
        lines = self.batch.line_ids.filtered(lambda line: line.file_id == one)
        self.assertEqual(set(lines.mapped("status")), {"refused"})
        self.assertEqual(set(self.all.mapped("version")), {0})

    def test_which_file_is_asked_where_the_answer_does_not_say(self):
        first = self.batch.file_ids[0]
        if len(self.batch.file_ids) == 1:
            self.batch.line_ids[1].sudo().file_id = first.sudo().copy()
        with self.assertRaisesRegex(UserError, "which of 2 files"):
            self.batch._read_answer("a.xml", self._whole())
        wizard = self._wizard(self._whole(), file_id=first.id)
        self.assertEqual(wizard.action_read()["res_id"], self.batch.id)
        statuses = sorted(self.batch.line_ids.mapped("status"))
        self.assertEqual(statuses, ["built", "refused"])

    def test_a_file_of_another_batch_is_refused(self):
        other = self._sent(self._ready(3))
        wizard = self._wizard(self._whole(), file_id=other.file_ids.id)
        with self.assertRaisesRegex(UserError, "no file of this batch"):
            wizard.action_read()

    def test_a_file_that_was_taken_whole(self):
        content = answer(entity("", "SUCCESS"), response="SUCCESS")
        for number, file in enumerate(self.batch.file_ids):
            self.batch._read_answer(f"{number}.xml", content + b"\n" * number, file)
        self.assertEqual(set(self.all.mapped("state")), {"registered"})
        self.assertEqual(self.batch.state, "done")

    def test_a_reader_and_a_stranger_may_not(self):
        content = answer(entity(self.one.di_id.code))
        batch = self.batch.with_user(self.reader)
        for step in (
            lambda: batch._read_answer("a.xml", content),
            batch.action_read_answer,
            batch.action_again,
            lambda: self._wizard(content, self.reader),
        ):
            with self.assertRaises(AccessError):
                step()
        self.assertFalse(self.batch.answer_ids)

    def test_an_officer_reads_it(self):
        content = answer(entity(self.one.di_id.code))
        self._wizard(content, self.officer).action_read()
        self.assertEqual(self.one.state, "registered")
        kept = self.batch.answer_ids.with_user(self.reader)
        self.assertIn("1 accepted", kept.result_text)
        with self.assertRaises(AccessError):
            kept.with_user(self.officer).write({"words": "other"})
        with self.assertRaises(AccessError):
            kept.with_user(self.officer).unlink()

    def test_another_companys_batch(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self.make_user(
            "udi_stranger",
            "udi_traceability.group_udi_officer",
            company_id=other.id,
            company_ids=other.ids,
        )
        with self.assertRaises(AccessError):
            self.batch.with_user(stranger)._read_answer(
                "a.xml", answer(entity(self.one.di_id.code))
            )

    def test_regulators_without_an_answer_file(self):
        device = self._device(9, basic_udi_id=self.family.id)
        registration = self._register(device, "nmpa")
        batch = self.env["udi.submission"]._build(registration)
        self.assertFalse(batch.takes_answer)
        with self.assertRaisesRegex(UserError, "Note its answer"):
            batch._read_answer("a.xml", b"<a/>")
