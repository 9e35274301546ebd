from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .effect_case import EffectCase

GOOD = {
    "means": "phone",
    "spoke_to": "Ms Braun, risk manager",
    "got_notice": "yes",
    "understood": "yes",
    "followed": "yes",
}


@tagged("post_install", "-at_install")
class TestRecallCheck(EffectCase):
    def _drawn(self, **values):
        self.managed.write(values)
        self.managed.action_draw_sample()
        return self.managed.check_ids

    def _check(self, partner):
        checks = self.managed.check_ids._latest()
        return checks.filtered(lambda check: check.consignee_id.partner_id == partner)

    def _many(self, count):
        """So many more consignees of this recall."""
        partners = self.env["res.partner"].create(
            [{"name": f"Clinic {number}"} for number in range(count)]
        )
        self.env["udi.recall.consignee"].sudo().create(
            [
                {
                    "recall_id": self.recall.id,
                    "partner_id": partner.id,
                    "round_id": self.recall.round_id.id,
                }
                for partner in partners
            ]
        )

    def test_level_a_asks_all_once(self):
        checks = self._drawn(check_level="A")
        self.assertEqual(len(checks), 3)
        self.assertEqual(self.recall.check_wanted, 0)
        self.managed.action_draw_sample()
        self.assertEqual(len(self.recall.check_ids), 3)

    def test_a_share_at_random_that_can_be_repeated(self):
        self._many(47)
        first = self._drawn(check_level="C")
        self.assertEqual(len(first), 5)
        self.assertTrue(self.recall.sample_seed)
        again = self.recall.sudo()
        chosen = first.consignee_id
        first.sudo().unlink()
        again.action_draw_sample()
        self.assertEqual(again.check_ids.consignee_id, chosen)

    def test_those_out_of_business_are_not_asked(self):
        self._consignee(self.recall.sudo(), self.anna).answer_state = "gone"
        checks = self._drawn(check_level="A")
        self.assertNotIn(self.anna, checks.consignee_id.partner_id)

    def test_level_e_asks_nobody(self):
        self.assertFalse(self._drawn(check_level="E"))

    def test_level_b_wants_a_share_and_a_reason(self):
        with self.assertRaisesRegex(UserError, "no fixed share"):
            self._drawn(check_level="B")
        with self.assertRaisesRegex(UserError, "needs a reason"):
            self._drawn(check_level="B", check_share=50)
        checks = self._drawn(
            check_level="B", check_share=50, check_reason="Few, large customers"
        )
        self.assertEqual(len(checks), 2)

    def test_effective(self):
        self._drawn(check_level="A")
        check = self._check(self.anna)
        check.write(GOOD)
        check.action_record()
        self.assertEqual((check.result, check.user_id), ("effective", self.manager))
        with self.assertRaisesRegex(UserError, "is recorded"):
            check.action_record()
        with self.assertRaisesRegex(UserError, "is recorded"):
            check.got_notice = "no"

    def test_each_question_is_asked(self):
        self._drawn(check_level="A")
        check = self._check(self.anna)
        with self.assertRaisesRegex(UserError, "Got the notice"):
            check.action_record()

    def test_a_failed_check_has_them_told_again(self):
        self._drawn(check_level="A")
        check = self._check(self.anna)
        check.write({**GOOD, "followed": "no", "note": "Still in use on ward 3"})
        check.action_record()
        self.assertEqual(check.result, "failed")
        self.assertIn(
            "Tell St Anna Hospital again, by another way",
            self.recall.activity_ids.mapped("summary"),
        )
        check.action_again()
        self.assertEqual(self._check(self.anna).attempt, 2)
        with self.assertRaisesRegex(UserError, "waits already"):
            check.action_again()

    def test_not_reached_three_times_is_not_effective(self):
        self._drawn(check_level="A")
        for attempt in (1, 2, 3):
            check = self._check(self.nord)
            self.assertEqual(check.attempt, attempt)
            check.means = "phone"
            check.action_not_reached()
        self.assertEqual(self._check(self.nord).result, "failed")
        self.assertEqual(self.recall.check_failed_count, 1)

    def test_too_many_failures_raise_the_level(self):
        self._many(47)
        checks = self._drawn(check_level="C", check_limit=10)
        check = checks[0]
        check.write({**GOOD, "got_notice": "no"})
        check.action_record()
        self.assertEqual((self.recall.check_level, self.recall.check_share), ("B", 50))
        self.assertIn("1 of 1 checks", self.recall.check_reason)
        self.assertEqual(len(self.recall.check_ids._latest()), 25)

    def test_someone_else_checks_than_who_typed(self):
        self._drawn(check_level="A")
        consignee = self._consignee(self.recall, self.anna).sudo()
        addressee = consignee.addressee_ids[:1] or consignee.addressee_ids.create(
            {
                "consignee_id": consignee.id,
                "partner_id": self.anna.id,
                "kind": "ship_to",
            }
        )
        self.env["udi.recall.reply"].sudo().create(
            {
                "recall_id": self.recall.id,
                "consignee_id": consignee.id,
                "addressee_id": addressee.id,
                "channel": "typed",
                "state": "given",
                "version": 99,
                "typed_by_id": self.manager.id,
            }
        )
        check = self._check(self.anna)
        check.write(GOOD)
        with self.assertRaisesRegex(AccessError, "Someone else must check"):
            check.action_record()
        check.with_user(self.approver).action_record()
        self.assertEqual(check.result, "effective")

    def test_the_result_cannot_be_typed(self):
        [check, *_more] = self._drawn(check_level="A")
        for values in ({"result": "effective"}, {"attempt": 3}, {"user_id": 1}):
            with self.assertRaisesRegex(UserError, "only the buttons"):
                check.write(values)
        with self.assertRaises(AccessError):
            check.unlink()
        with self.assertRaises(UserError):
            check.copy()

    def test_who_may_not(self):
        [check, *_more] = self._drawn(check_level="A")
        for user in (self.reader, self.worker):
            with self.assertRaises(AccessError):
                self.recall.with_user(user).action_draw_sample()
            for step in ("action_record", "action_not_reached", "action_again"):
                with self.subTest(user=user.login, step=step):
                    with self.assertRaises(AccessError):
                        getattr(check.with_user(user), step)()
            with self.assertRaises(AccessError):
                check.with_user(user).note = "x"

    @mute_logger("odoo.sql_db")
    def test_nobody_is_drawn_twice(self):
        [check, *_more] = self._drawn(check_level="A")
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            check.sudo().create(
                {
                    "recall_id": self.recall.id,
                    "consignee_id": check.consignee_id.id,
                }
            )

    def test_a_new_notice_by_another_way(self):
        """Who was written to by mail gets a registered letter."""
        consignee = self._consignee(self.recall, self.anna).sudo()
        message = consignee.message_ids.filtered(
            lambda row: row.addressee_id.must_answer
        )[:1]
        message.write(
            {"state": "sent", "sent_at": self.recall.started_on, "means": "mail"}
        )
        self._drawn(check_level="A")
        check = self._check(self.anna)
        check.write({**GOOD, "got_notice": "no"})
        check.action_record()
        self.assertEqual(check.message_id.means, "registered")
        self.assertEqual(check.message_id.consignee_id, consignee)

    def test_what_is_open_keeps_it_from_being_completed(self):
        self.managed.action_check_completion()
        codes = set(self.managed.point_ids.mapped("code"))
        self.assertLessEqual({"check_draw", "held"}, codes)
        self._drawn(check_level="E")
        self._answer(self.anna, held=4)
        self.managed.action_check_completion()
        open_points = self.managed.point_ids.filtered(lambda row: row.state == "open")
        codes = set(open_points.mapped("code"))
        self.assertIn("set_apart", codes)
        self.assertNotIn("check_draw", codes)
