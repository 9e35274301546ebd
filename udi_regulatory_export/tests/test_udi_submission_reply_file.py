"""The answer is about the file, or is no answer at all."""

from base64 import b64encode

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .answers import AnsweredCase, answer, entity

BOMB = (
    b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (after, b"&%c;" % before * 10)
        for before, after in zip(b"bcdefghi", b"cdefghij", strict=True)
    )
    + b"]><a>&j;</a>"
)
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
    b"PK\x03\x04" + b"\x00" * 50: "ZIP",
    b"%PDF-1.7\n%\xe2\xe3": "PDF",
    b"code;state\n09506000000015;SUCCESS\n": "is not XML",
    b"<!DOCTYPE html><html><body>Please log in</body></html>": "document type",
    b"<html><body>Please log in</body></html>": "no answer of EUDAMED",
    b'<document xmlns="urn:hl7-org:v3"><id/></document>': "no answer of EUDAMED",
    b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-</a>': "UTF-7",
    b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe4</a>': "no answer of EUDAMED",
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>': "document",
    BOMB: "document type",
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

    def test_a_file_of_60_megabytes_is_refused_before_it_is_read(self):
        content = "A" * (60 * 1024 * 1024)
        with self.assertRaisesRegex(UserError, "larger than 10 MB"):
            self._wizard(content, self.officer).action_read()
        self.assertFalse(self.batch.answer_ids)

    def test_our_own_file_is_no_answer(self):
        own = self.batch.file_ids[0].attachment_id.raw
        with self.assertRaisesRegex(UserError, "was built here"):
            self.batch._read_answer("own.xml", own)

    def test_an_answer_of_many_devices_is_read_quickly(self):
        """As long as an answer may be: what is not ours is counted, not looked up."""
        others = (entity(f"0501234{number:07d}") for number in range(9_000))
        content = answer(entity(self.one.di_id.code), *others)
        with self.assertQueryCount(200):
            kept = self.batch._read_answer("a.xml", content)
        self.assertEqual((kept.accepted_count, kept.unknown_count), (1, 9_000))

    def test_other_encodings_are_read_and_said(self):
        for number, (encoding, one) in enumerate(
            (("utf-16", self.one), ("iso-8859-1", self.two))
        ):
            text = answer(entity(one.di_id.code), number=f"Gerät {number}").decode()
            text = text.replace("UTF-8", encoding)
            kept = self.batch._read_answer("a.xml", text.encode(encoding))
            with self.subTest(encoding):
                self.assertEqual(one.state, "registered")
                self.assertEqual(kept.correlation, f"Gerät {number}")
                self.assertTrue(kept.mended)

    def test_words_of_a_stranger_stay_words(self):
        """Markup in an answer reaches nobody's page as markup."""
        words = "&lt;img src=x onerror=alert(1)&gt; FLD-UDID-30"
        code = self.one.di_id.code
        self.batch._read_answer(
            "<b>a.xml", answer(entity(code, "BAD_REQUEST", ("E", words)))
        )
        line = self._line(self.batch, self.one)
        self.assertIn("<img src=x", line.answer_words)
        bodies = " ".join(map(str, self.one._detail().message_ids.mapped("body")))
        self.assertNotIn("<img", bodies)

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
        (row,) = self.batch.refused_rows
        self.assertEqual(row["group"], one.name)
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
