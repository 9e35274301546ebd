from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PUMP_GTIN
from .incoming_case import IncomingCase


@tagged("post_install", "-at_install")
class TestIncomingAnswer(IncomingCase):
    def _begin(self, notice):
        action = notice.action_answer()
        answers = self.env[action["res_model"]].with_user(self.manager)
        return answers.browse(action["res_id"])

    def _fill(self, answer, **values):
        answer.write(
            {"read_understood": True, "adverse_events": "no", **values},
        )
        answer.action_ids.done = "yes"
        return answer

    def test_the_answer_is_filled_from_stock(self):
        notice = self._bring()
        answer = self._begin(notice)
        self.assertEqual(answer.affected, "yes")
        lines = answer.line_ids.grouped("number")
        self.assertEqual(lines[3].quantity_held, 15.0)
        self.assertEqual(lines[3].quantity_passed_on, 5.0)
        self.assertEqual(lines[3].quantity_on_hand, 15.0)
        self.assertEqual(lines[3].quantity_open, 0.0)
        self.assertEqual(lines[4].quantity_open, 1.0)
        self.assertIn(
            f"SN9999 · {PUMP_GTIN}: they sent 1; this explains 0", answer.open_text
        )
        self.assertEqual(
            answer.action_ids.mapped("text"),
            ["Stop using the pumps.", "Set them apart."],
        )

    def test_how_many_were_here_when_it_came_is_kept(self):
        notice = self._bring()
        self._deliver(self.cell, self.anna, 10)
        answer = self._begin(notice)
        line = answer.line_ids.filtered(lambda line: line.number == 3)
        self.assertEqual((line.quantity_on_hand, line.quantity_held), (15.0, 5.0))
        self.assertEqual(line.quantity_passed_on, 15.0)

    def test_what_our_customers_say_goes_into_a_later_answer(self):
        notice = self._bring()
        recall = self.env["udi.recall"].browse(notice.action_notify()["res_id"])
        recall.write({"unaffected_reason": "Other lots.", "physical_return": "yes"})
        self._started(recall)
        nord = self._consignee(recall, self.nord).sudo()
        line = nord.line_ids.filtered(lambda row: row.lot_id == self.cell)
        line.write({"answer_used": 3, "answer_held": 1})
        nord.answer_state = "short"
        answer = self._begin(notice)
        cells = answer.line_ids.filtered(lambda row: row.number == 3)
        self.assertEqual(
            cells.customers, {"asked": 5, "used": 3, "held": 1, "no_word": 1}
        )
        self.assertEqual(
            cells.customers_text, "of 5: 1 set apart, 3 used, 1 no word yet"
        )
        self.assertIn("C-778", answer.customers_text)
        self.assertEqual(cells.quantity_open, 0, "they are in what was passed on")
        with self.assertRaises(UserError):
            cells.customers = {}
        self._fill(answer).action_give()
        content, _files = self._files(answer)
        self.assertEqual(content["lines"][2]["customers"]["used"], 3)

    def test_given_with_files_and_a_mail_to_read_first(self):
        notice = self._bring()
        answer = self._begin(notice)
        with self.assertRaisesRegex(UserError, "Read and understood"):
            answer.action_give()
        self._fill(answer, function="Safety officer")
        mails = self.env["mail.mail"].search_count([])
        action = answer.action_give()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertEqual(action["res_model"], "mail.compose.message")
        context = action["context"]
        self.assertEqual(context["default_partner_ids"], self.maker.ids)
        self.assertIn("FSCA-26-11/7", context["default_subject"])
        self.assertEqual((answer.state, answer.number), ("given", 1))
        self.assertEqual(notice.state, "answered")
        content, files = self._files(answer)
        self.assertEqual(content["notice_id"], "FSCA-26-11/7")
        self.assertEqual(content["notice_version"], 1)
        self.assertEqual(content["affected"], "yes")
        self.assertEqual([line["line"] for line in content["lines"]], [1, 2, 3, 4, 5])
        self.assertEqual(content["lines"][2]["qty_quarantined"], 15)
        self.assertEqual(content["passed_on"], [])
        self.assertEqual(content["by"]["title"], "Safety officer")
        self.assertTrue(files.keys() & {"pdf", "html"})
        self.assertEqual(files["json"].res_model, "udi.recall.incoming")
        self.assertFalse(notice.activity_ids)
        composer = self.env["mail.compose.message"].with_user(self.manager)
        mail = composer.with_context(**context).create({})
        self.assertIn("Meridian", mail.partner_ids.name)
        self.assertIn("C-778", mail.body)

    def test_the_maker_may_get_our_customers(self):
        answer = self._fill(self._begin(self._bring()), who_tells="maker")
        answer.action_give()
        content, _files = self._files(answer)
        self.assertEqual(
            sorted((row["name"], row["qty"]) for row in content["passed_on"]),
            [("St Anna Hospital", 1), ("University Hospital Nord", 5)],
        )

    def test_an_answer_that_was_given_stays(self):
        notice = self._bring()
        answer = self._fill(self._begin(notice))
        answer.action_give()
        for record, values in (
            (answer, {"affected": "none_found"}),
            (answer.line_ids[0], {"quantity_held": 9}),
            (answer.action_ids[0], {"done": "no"}),
        ):
            with self.assertRaises(UserError):
                record.write(values)
        with self.assertRaises(UserError):
            answer.action_give()
        with self.assertRaises(UserError):
            answer.sudo().unlink()
        second = self._fill(self._begin(notice))
        second.action_give()
        self.assertEqual(second.number, 2)

    def test_what_must_be_said(self):
        answer = self._fill(self._begin(self._bring()), adverse_events="yes")
        with self.assertRaisesRegex(UserError, "What happened"):
            answer.action_give()
        answer.adverse_text = "A nurse had to change the pump."
        answer.action_ids[0].done = "no"
        with self.assertRaisesRegex(UserError, "Say why"):
            answer.action_give()
        answer.action_ids[0].done = False
        with self.assertRaisesRegex(UserError, "Instruction 1"):
            answer.action_give()

    def test_nothing_ever_came(self):
        notice = self._bring(self._json(lines=self._lines()[3:]))
        self.assertEqual(self._begin(notice).affected, "not_received")
        self.assertFalse(notice.can_notify)

    def test_without_an_address_the_files_are_there(self):
        notice = self._bring()
        notice.maker_id = False
        action = self._fill(self._begin(notice)).action_give()
        self.assertEqual(action["res_model"], "udi.recall.incoming")

    def test_who_may_not(self):
        notice = self._bring()
        answer = self._begin(notice)
        for user in (self.reader, self.worker):
            with self.assertRaises(AccessError):
                answer.with_user(user).action_give()
            with self.assertRaises(AccessError):
                answer.with_user(user).affected = "yes"
        with self.assertRaises(UserError):
            answer.state = "given"
        with self.assertRaises(UserError):
            answer.line_ids[0].quantity_asked = 0
        with self.assertRaises(UserError):
            answer.action_ids[0].text = "Nothing"
        with self.assertRaises(UserError):
            answer.create({"incoming_id": notice.id})
