from odoo.exceptions import UserError
from odoo.tests import tagged

from .answer_case import AnswerCase


@tagged("post_install", "-at_install")
class TestRecallAnswer(AnswerCase):
    """What an answer does to the customer, and which of several counts."""

    def test_one_answer_is_due_from_each_delivery_address(self):
        self.assertEqual(self._state(self.anna), "none")
        self._answer(self.anna, self._lines(self.anna, held=1))
        self.assertEqual(self._state(self.anna), "partial")
        self._answer(self.ward, affected="none")
        self.assertEqual(self._state(self.anna), "complete")

    def test_the_sums_stand_on_the_lines(self):
        lines = self._lines(self.medica, held=3, used=1, lost=2)
        reply = self._answer(self.medica, lines)
        self.assertEqual(reply.result, "complete")
        line = self._consignee(self.recall, self.medica).line_ids
        self.assertEqual(
            (line.answer_held, line.answer_used, line.answer_lost), (3, 1, 2)
        )
        self.assertEqual(reply.line_ids.quantity_asked, 6)
        self.assertEqual(reply.line_ids.quantity_on_hand, 3)
        self.assertIn("2 not found", reply.finding)

    def test_too_few_is_short_and_too_many_contradicts(self):
        self._answer(self.medica, self._lines(self.medica, held=5))
        self.assertEqual(self._state(self.medica), "short")
        reply = self._answer(self.medica, self._lines(self.medica, held=7))
        self.assertEqual(self._state(self.medica), "contradictory")
        self.assertIn("C-778: asked 6, answered 7", reply.finding)

    def test_never_came_contradicts_our_papers(self):
        self._answer(self.nord, affected="not_received")
        self.assertEqual(self._state(self.nord), "contradictory")

    def test_an_instruction_without_an_answer_leaves_it_open(self):
        self._answer(self.nord, self._lines(self.nord, held=1), actions={})
        self.assertEqual(self._state(self.nord), "partial")

    def test_each_version_is_kept(self):
        first = self._answer(self.nord, affected="none")
        second = self._answer(self.nord, self._lines(self.nord, held=1))
        self.assertEqual((first.state, second.state), ("superseded", "given"))
        self.assertEqual((first.version, second.version), (1, 2))
        self.assertEqual(self._state(self.nord), "complete")
        self.assertEqual(first.affected, "none")

    def test_given_is_given(self):
        reply = self._answer(self.nord, affected="none")
        at = reply.answered_at
        reply._give({"name": "Other"}, "link")
        self.assertEqual((reply.name, reply.answered_at), ("Sister Ruth", at))

    def test_read_and_understood_counts_from_the_tick_on(self):
        address = self._address(self.nord)
        draft = address._begin("link")
        draft._keep({"read_understood": True})
        self.assertEqual(self._state(self.nord), "understood")
        at = draft.understood_at
        draft._keep({"affected": "yes", "lines": self._lines(self.nord, held=1)})
        self.assertEqual(draft.understood_at, at)
        self.assertEqual(address._begin("portal"), draft)
        self.assertEqual(self._state(self.nord), "understood")

    def test_what_we_type_in_leaves_what_they_began(self):
        draft = self._address(self.nord)._begin("link")
        draft._keep({"read_understood": True, "affected": "yes"})
        typed = self._answer(self.nord, affected="none", channel="typed")
        self.assertEqual(draft.state, "draft")
        self.assertEqual(typed.typed_by_id, self.env.user)
        values = {**draft.typed, "name": "Ruth", "lines": {}}
        draft._give(values, "link")
        self.assertGreater(draft.version, typed.version)
        self.assertEqual(typed.state, "superseded")

    def test_the_recall_contact_may_answer_for_all(self):
        consignee = self._consignee(self.recall, self.anna)
        contact = self.env["res.partner"].create(
            {"name": "Safety officer", "parent_id": self.anna.id}
        )
        address = consignee.addressee_ids.create(
            {
                "consignee_id": consignee.id,
                "partner_id": contact.id,
                "kind": "contact",
            }
        )
        self.assertEqual(sum(address._asked().values()), 6)
        lines = {str(line): {"held": 1} for line in address._asked()}
        address._begin("link")._give(
            {
                "read_understood": True,
                "affected": "yes",
                "name": "Officer",
                "lines": lines,
                "actions": {"1": {"done": "yes"}, "2": {"done": "yes"}},
            },
            "link",
        )
        self.assertEqual(consignee.answer_state, "complete")
        self._answer(self.ward, self._lines(self.ward, used=1))
        self.assertEqual(consignee.answer_state, "complete")
        used = consignee.line_ids.filtered("answer_used")
        self.assertEqual(used.ship_to_id, self.ward)

    def test_more_was_shipped_since(self):
        self._answer(self.medica, self._lines(self.medica, held=6))
        line = self._consignee(self.recall, self.medica).line_ids
        line.quantity = 8
        self._consignee(self.recall, self.medica)._roll_up()
        self.assertEqual(self._state(self.medica), "short")

    def test_a_corrected_notice_leaves_the_other_answers_standing(self):
        self._answer(self.nord, self._lines(self.nord, held=1))
        consignee = self._consignee(self.recall, self.nord)
        self.pumps[6].write(
            {"udi_expiration_date": "2028-01-31", "udi_edit_reason": "Misread label"}
        )
        self.assertGreater(self.recall._prepare_notices(), 0)
        address = self._address(self.nord)
        self.assertEqual(address._notice_version(), 2)
        changed = consignee.line_ids.filtered(lambda row: row.lot_id == self.pumps[6])
        self.assertEqual(address._changed_since(1), set(changed.ids))
        self.assertEqual(consignee.answer_state, "partial")
        self.assertEqual(sum(consignee.line_ids.mapped("answer_held")), 2, "as said")
        self._answer(self.nord, self._lines(self.nord, held=1))
        self.assertEqual(consignee.answer_state, "complete")

    def test_what_is_missing_is_said_with_the_remedy(self):
        draft = self._address(self.nord)._begin("link")
        problems = dict(draft._problems({}))
        self.assertEqual(set(problems), {"read_understood", "affected", "name"})
        with self.assertRaisesRegex(UserError, "Your name is needed"):
            draft._give({"read_understood": True, "affected": "none"}, "link")
        self.assertEqual(draft.state, "draft")

    def test_no_patient_comes_in(self):
        draft = self._address(self.nord)._begin("link")
        for values in (
            {"remarks": "Mrs K., DOB 12.03.1961"},
            {"lines": {"1": {"note": "MRN 12345678"}}},
            {"actions": {"1": {"why": "born 1961-03-12"}}},
        ):
            found = dict(draft._patient_problems(values))
            self.assertIn("looks like a patient's data", " ".join(found.values()))

    def test_what_needs_a_person_becomes_a_task(self):
        before = self.recall.activity_ids
        self._answer(self.nord, self._lines(self.nord, held=1))
        self.assertEqual(self.recall.activity_ids, before)
        self._answer(
            self.medica,
            self._lines(self.medica, held=5),
            adverse_events="yes",
            adverse_text="A <b>burn</b>.",
            return_label=True,
        )
        task = self.recall.activity_ids - before
        self.assertEqual(task.user_id, self.recall.responsible_id)
        self.assertIn("1 not accounted", task.note)
        self.assertIn("hurt", task.note)
        self.assertIn("return label", task.note)

    def test_gone_needs_evidence_and_an_answer_takes_it_back(self):
        consignee = self._consignee(self.recall, self.nord)
        file = self.env["ir.attachment"].create({"name": "register.pdf", "raw": b"x"})
        consignee.with_user(self.manager)._gone("Struck off on 3 Nov", file)
        self.assertEqual(consignee.answer_state, "gone")
        self.assertEqual(consignee.gone_note, "Struck off on 3 Nov")
        self.assertEqual(file.res_model, consignee._name)
        consignee._roll_up()
        self.assertEqual(consignee.answer_state, "gone")
        self._answer(self.nord, affected="none")
        self.assertEqual(consignee.answer_state, "none_found")

    def test_files_are_what_people_can_open_safely(self):
        draft = self._address(self.nord)._begin("link")
        pdf = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
        page = b"<html><script>alert(1)</script></html>"
        self.assertFalse(draft._file_problems([("a.exe", pdf)]))
        for name, content in (("a.pdf", page), ("a.png", b"MZ"), ("b", b"0" * 11**7)):
            with self.subTest(name=name):
                self.assertTrue(draft._file_problems([(name, content)]))
        self.assertTrue(draft._file_problems([("a.pdf", pdf)] * 9))
        draft._add_files([("../../a.exe", pdf)])
        self.assertEqual(draft.attachment_ids.mimetype, "application/pdf")
        self.assertEqual(draft.attachment_ids.name, "..-..-a.pdf")

    def test_the_reply_for_machines(self):
        reply = self._answer(self.medica, self._lines(self.medica, held=6))
        values = reply._values()
        self.assertEqual(values["notice_id"], self.recall.name)
        self.assertEqual(values["lines"][0]["qty_quarantined"], 6)
        self.assertEqual(values["actions"][0], {"no": 1, "done": "yes", "why": ""})
        self.assertEqual(len(reply.digest), 64)
