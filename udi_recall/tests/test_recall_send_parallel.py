from odoo.tests import tagged

from .two_people_case import BUSY, TwoPeopleCase


@tagged("post_install", "-at_install")
class TestRecallSendParallel(TwoPeopleCase):
    """Two workers, or two people, at the same notices: each leaves once."""

    def _send(self, env, notice):
        return len(env["udi.recall.message"].browse(notice)._send())

    def test_one_of_them_sends_it(self):
        with self.connection() as env:
            notice = self.running(env).notice_ids.id
        first, second = self.meanwhile(
            lambda env: self._send(env, notice), lambda env: self._send(env, notice)
        )
        self.assertEqual((first, second), (1, 0))
        with self.connection() as env:
            mails = env["mail.mail"].search_count(
                [("model", "=", "udi.recall.message"), ("res_id", "=", notice)]
            )
            self.assertEqual(mails, 1)

    def test_one_of_them_reminds(self):
        with self.connection() as env:
            number = self.told(env).id

        def remind(env):
            return env["udi.recall"].browse(number).action_remind()

        first, second = self.meanwhile(remind, remind)
        self.assertEqual(first["params"]["message"], "Reminded: 1 by mail.")
        self.assertIn(BUSY, str(second))
        with self.connection() as env:
            kinds = env["udi.recall"].browse(number).notice_ids.mapped("kind")
            self.assertEqual(sorted(kinds), ["notice", "reminder"])

    def test_one_while_the_job_reminds(self):
        with self.connection() as env:
            number = self.told(env).id

        def job(env):
            env["udi.recall"].browse(number).try_lock_for_update()._remind_due()

        _first, second = self.meanwhile(
            job, lambda env: env["udi.recall"].browse(number).action_remind()
        )
        self.assertIn(BUSY, str(second))
        with self.connection() as env:
            self.assertEqual(len(env["udi.recall"].browse(number).notice_ids), 2)

    def test_a_departure_stands_in_the_ledger_once(self):
        with self.connection() as env:
            number = self.told(env).round_id.id

        def note(env):
            env["udi.recall.round"].browse(number)._note_departures()

        self.meanwhile(note, note)
        with self.connection() as env:
            notice = env["udi.recall.round"].browse(number).recall_id.notice_ids
            self.assertTrue(notice.event_id)
            events = env["udi.event"].search_count(
                [
                    ("res_model", "=", "udi.recall"),
                    ("res_id", "=", notice.recall_id.id),
                    ("partner_id", "!=", False),
                ]
            )
            self.assertEqual(events, 1)
