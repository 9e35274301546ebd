from odoo.tests import tagged

from .answer_case import AnswerCase


@tagged("post_install", "-at_install")
class TestRecallOnward(AnswerCase):
    """Who got units from our customer is told and asked like our own customers."""

    def _taker(self, name="Praxis Dr Kim", quantity=2, **values):
        line = next(iter(self._address(self.medica)._asked()))
        return {"name": name, "line": line, "quantity": quantity, **values}

    def _passed(self):
        return self._lines(self.medica, passed_on=2)

    def _pass_on(self, *takers, held=4, passed_on=2):
        lines = self._lines(self.medica, held=held, passed_on=passed_on)
        return self._answer(self.medica, lines, onward=list(takers))

    def test_they_become_consignees_of_the_customer(self):
        reply = self._pass_on(self._taker(email="kim@praxis.example", city="Sevilla"))
        child = reply.onward_ids.child_id
        parent = self._consignee(self.recall, self.medica)
        self.assertEqual(child.parent_id, parent)
        self.assertEqual(child.partner_id.email, "kim@praxis.example")
        self.assertEqual(child.country_id, self.env.ref("base.es"), "as the customer")
        self.assertEqual(child.region, "EU")
        self.assertEqual(child.quantity, 2)
        self.assertEqual(child.round_id, self.recall.round_id)
        self.assertEqual(child.addressee_ids.kind, "ship_to")
        self.assertTrue(child.addressee_ids.must_answer)
        self.assertEqual(parent.answer_state, "complete")
        self.assertEqual(child.answer_state, "none")

    def test_they_answer_on_a_page_of_their_own(self):
        child = self._pass_on(
            self._taker(email="kim@praxis.example")
        ).onward_ids.child_id
        address = child.addressee_ids
        self.assertEqual(list(address._asked().values()), [2])
        lines = {str(line): {"used": 2} for line in address._asked()}
        address._begin("link")._give(
            {
                "read_understood": True,
                "affected": "yes",
                "name": "Dr Kim",
                "lines": lines,
                "actions": {"1": {"done": "yes"}, "2": {"done": "yes"}},
            },
            "link",
        )
        self.assertEqual(child.answer_state, "complete")
        parent = child.parent_id
        self.assertEqual(
            parent.line_ids.answer_used, 0, "not mixed into the customer's"
        )

    def test_not_said_to_whom_stays_open(self):
        reply = self._pass_on()
        self.assertEqual(reply.result, "partial")
        self.assertIn("not said to whom", reply.finding)

    def test_who_was_named_for_what_was_not_passed_on_is_let_go(self):
        reply = self._pass_on(self._taker(email="no mail"), held=6, passed_on=0)
        self.assertFalse(reply.onward_ids)
        self.assertEqual(reply.result, "complete")

    def test_more_named_than_passed_on_contradicts(self):
        reply = self._pass_on(self._taker(quantity=3))
        self.assertEqual(reply.result, "contradictory")

    def test_the_same_taker_twice_is_one_consignee(self):
        mail = "kim@praxis.example"
        reply = self._pass_on(
            self._taker(quantity=1, email=mail),
            self._taker("Kim", 1, email=mail.upper()),
        )
        self.assertEqual(len(reply.onward_ids.child_id), 1)
        self.assertEqual(reply.onward_ids.child_id.quantity, 2)

    def test_a_new_answer_counts_anew(self):
        mail = {"email": "kim@praxis.example"}
        child = self._pass_on(self._taker(**mail)).onward_ids.child_id
        again = self._pass_on(
            self._taker(quantity=3, **mail), held=3, passed_on=3
        ).onward_ids.child_id
        self.assertEqual(again, child)
        self.assertEqual(child.quantity, 3)
        self._pass_on(held=6, passed_on=0)
        self.assertEqual(child.quantity, 0)
        self.assertTrue(child.exists(), "they were told")

    def test_without_mail_a_second_answer_finds_them_by_name(self):
        child = self._pass_on(self._taker("Ward 9")).onward_ids.child_id
        again = self._pass_on(self._taker("ward 9 ")).onward_ids.child_id
        self.assertEqual(again, child)

    def test_our_own_customer_is_asked_for_more(self):
        nord = self._consignee(self.recall, self.nord)
        before = self._address(self.nord)._notice()
        reply = self._pass_on(self._taker(email=self.nord.email))
        self.assertEqual(reply.onward_ids.child_id, nord)
        self.assertFalse(nord.parent_id)
        self.assertEqual(nord.quantity, 4)
        line = nord.line_ids.filtered(lambda row: row.lot_id == self.cell)
        self.assertEqual((line.quantity, line.quantity_passed_in), (2, 2))
        self.assertEqual(line.ship_to_id, self.nord)
        self.assertIn(line.id, self._address(self.nord)._asked())
        notice = self._address(self.nord)._notice()
        self.assertEqual((notice.kind, notice.version), ("correction", 2))
        self.assertEqual(notice.supersedes_id, before)

    def test_who_is_named_is_written_to(self):
        child = self._pass_on(
            self._taker(email="kim@praxis.example")
        ).onward_ids.child_id
        notice = child.message_ids
        self.assertEqual((notice.kind, notice.email), ("notice", "kim@praxis.example"))
        self.assertIn("C-778", notice.preview)

    def test_naming_oneself_is_refused(self):
        draft = self._address(self.medica)._begin("link")
        rows = [self._taker(email=self.medica.email)]
        (field, text), *_rest = draft._onward_problems(
            {"affected": "yes", "onward": rows, "lines": self._passed()}
        )
        self.assertEqual(field, "onward")
        self.assertIn("yourself", text)

    def test_what_is_missing_of_a_taker(self):
        draft = self._address(self.medica)._begin("link")
        for change, word in (
            ({"name": ""}, "name is missing"),
            ({"line": None}, "which lot"),
            ({"quantity": 0}, "how many"),
            ({"email": "no mail"}, "no e-mail"),
        ):
            row = self._taker() | change
            values = {"affected": "yes", "onward": [row], "lines": self._passed()}
            self.assertIn(word, draft._onward_problems(values)[0][1])

    def test_what_they_have_is_not_counted_twice(self):
        """Our own shipments stay the truth of how much is out there."""
        before = self.recall.quantity_unknown, self.recall.quantity_out
        self._pass_on(self._taker())
        self.env.invalidate_all()
        after = self.recall.quantity_unknown, self.recall.quantity_out
        self.assertEqual(after, before)
