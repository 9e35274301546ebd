from odoo.exceptions import UserError
from odoo.tests import tagged

from ..formats.snapshot import from_json
from .answers import AnsweredCase, answer, entity, refusal

SERVER = ("M-50000", "AR SRN unknown")


@tagged("post_install", "-at_install")
class TestUdiSubmissionReply(AnsweredCase):
    """An answer moves what it accepts, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.one, cls.two, cls.three = map(cls._ready, (1, 2, 3))
        cls.all = cls.one | cls.two | cls.three
        cls.batch = cls._sent(cls.all)
        cls.dis = [r.di_id.code for r in (cls.one, cls.two, cls.three)]

    def _read(self, *entities, **values):
        return self.batch._read_answer("answer.xml", answer(*entities, **values))

    def _partly(self, **values):
        first, second, third = self.dis
        told = (entity(first), entity(second), refusal(third))
        return self._read(*told, **values)

    def test_partly_in_both_shapes(self):
        for response in ("", "PROCESSED_WITH_ERRORS"):
            with self.subTest(response), self.env.cr.savepoint() as savepoint:
                self._partly(response=response)
                self._assert_partly()
                savepoint.rollback()
            self.env.invalidate_all()

    def _assert_partly(self):
        self.assertEqual(self.batch.state, "answered")
        self.assertEqual(
            self.batch.answer_ids.result_text,
            "2 accepted, 1 refused. Versions of the 2 moved on; the 1 keep theirs.",
        )
        self.assertIn("2 accepted, 1 refused.", self.batch.result_text)
        self.assertEqual(self.all.mapped("version"), [1, 1, 0])
        states = ["registered", "registered", "rejected"]
        self.assertEqual(self.all.mapped("state"), states)
        self.assertFalse(self.three.accepted_id)
        families = self.all.device_id.basic_udi_id
        self.assertEqual(families.mapped("registry_state"), states[:2] + [False])
        self.assertEqual(families.mapped("version"), [1, 1, 0])

    def test_what_is_kept_is_what_was_sent(self):
        self.one.device_id.brand_name = "Renamed meanwhile"
        self._partly()
        row = self.one.accepted_id
        self.assertEqual(row.submission_line_id, self._line(self.batch, self.one))
        record = from_json(row.snapshot)
        self.assertEqual(record.brand_name, "PumpOne")
        self.assertEqual(record.eudamed.version, 1)
        self.assertEqual((row.number, row.message), (1, "device_post"))
        self.assertTrue(self.one.is_changed)
        self.assertFalse(self.two.is_changed)

    def test_the_regulators_words_and_ours(self):
        self._partly()
        line = self._line(self.batch, self.three)
        self.assertEqual(line.status, "refused")
        self.assertIn("E-I-40000: BR-UDID-676", line.answer_words)
        (row,) = line.answer_finding_rows
        self.assertEqual(row["field"], "implantable")
        self.assertEqual(row["res_model"], "udi.device")
        self.assertEqual(row["res_id"], self.three.device_id.id)
        self.assertIn("E-I-40000", row["sentence"])
        self.assertIn("business rule", line.answer_text)
        self.assertEqual(line.summary, line.answer_text)
        self.assertEqual(self.batch.refused_rows, [row])

    def test_send_again_only_what_failed(self):
        self._partly()
        self.assertEqual(self.batch.again_count, 1)
        action = self.batch.action_again()
        again = self.env["udi.submission"].browse(action["res_id"])
        self.assertEqual(again.line_ids.registration_id, self.three)
        self.assertEqual(self.batch.state, "done")
        self._remember(again)
        again.action_uploaded()
        again._read_answer("again.xml", answer(entity(self.dis[2])))
        self.assertEqual(self.three.state, "registered")
        self.assertEqual(again.state, "done")
        self.assertFalse(again.again_count)
        with self.assertRaisesRegex(UserError, "left to send again"):
            self.batch.action_again()

    def test_what_cannot_go_again_is_said(self):
        self._partly()
        self.three.device_id.latex = False
        with self.assertRaisesRegex(UserError, "can go yet"):
            self.batch.action_again()
        self.assertFalse(self.batch.again_ids)

    def test_the_same_file_twice(self):
        self._partly()
        with self.assertRaisesRegex(UserError, "was read on .* Nothing changed"):
            self._partly()
        self.assertEqual(len(self.batch.answer_ids), 1)

    def test_the_same_answer_in_other_bytes(self):
        self._partly()
        again = self._partly(number="APP-DTX-2")
        self.assertEqual(self.all.mapped("version"), [1, 1, 0])
        self.assertEqual(len(self.one.version_ids), 1)
        self.assertTrue(again)

    def test_refused_first_and_taken_later(self):
        """EUDAMED failed, and the same file was uploaded again."""
        self._read(*(entity(code, "SERVER_ERROR") for code in self.dis))
        self.assertEqual(set(self.all.mapped("state")), {"rejected"})
        self._read(*map(entity, self.dis))
        self.assertEqual(set(self.all.mapped("state")), {"registered"})
        self.assertEqual(self.batch.state, "done")
        self.assertFalse(self.batch.again_count)

    def test_what_was_taken_is_not_refused_by_a_later_answer(self):
        self._partly()
        self._read(refusal(self.dis[0], ("X", "already exists")))
        self.assertEqual(self.one.state, "registered")
        self.assertEqual(self._line(self.batch, self.one).status, "accepted")

    def test_devices_that_are_not_ours(self):
        kept = self._read(entity(self.dis[0]), entity("05012345678900"))
        self.assertEqual(kept.unknown_count, 1)
        self.assertEqual(kept.accepted_count, 1)
        self.assertIn("1 in the answer are of no device", kept.result_text)
        self.assertEqual(self.two.state, "submitted")
        self.assertEqual(self.batch.state, "answered")

    def test_an_answer_of_another_batch(self):
        other = self._sent(self._ready(4))
        code = other.line_ids.entity_code
        with self.assertRaisesRegex(UserError, other.name):
            self._read(entity(code))
        with self.assertRaisesRegex(UserError, "05012345678900"):
            self._read(entity("05012345678900"))
        self.assertFalse(self.batch.answer_ids)
        self.assertEqual(other.state, "uploaded")

    def test_named_by_family_or_without_leading_zeros(self):
        family = self.one.device_id.basic_udi_id.code
        self._read(entity(family), entity(self.dis[1].lstrip("0")))
        self.assertEqual(self.one.state, "registered")
        self.assertEqual(self.two.state, "registered")

    def test_an_answer_before_anybody_said_it_was_uploaded(self):
        batch = self.env["udi.submission"]._build(self._ready(4))
        self._remember(batch)
        batch._read_answer("a.xml", answer(entity(batch.line_ids.entity_code)))
        self.assertTrue(batch.uploaded_on)
        self.assertEqual(batch.state, "done")

    def test_a_message_that_says_nothing_of_a_device_leaves_it(self):
        self._read(entity(self.dis[0], "PROCESSED_WITH_ERRORS"))
        self.assertEqual(self.one.state, "submitted")
        self.assertEqual(self.batch.state, "answered")

    def test_where_the_answer_is_kept(self):
        kept = self._partly()
        self.assertEqual(kept.user_id, self.env.user)
        self.assertEqual(kept.correlation, "APP-DTX-1")
        self.assertIn(b"Acknowledgement", kept.attachment_id.raw)
        notes = self.three._detail().message_ids.mapped("body")
        self.assertIn("refused", notes[0])
        self.assertIn(str(kept.attachment_id.id), kept.action_download()["url"])
