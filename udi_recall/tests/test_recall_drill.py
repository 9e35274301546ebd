from datetime import timedelta

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .common import RecallCase

# Every row and every column of these is as it was
UNTOUCHED = (
    "stock_quant",
    "stock_move",
    "stock_move_line",
    "stock_picking",
    "stock_lot",
    "stock_package",
    "udi_hold",
    "mail_mail",
    "mail_notification",
)
# The exercise itself is told of in its own chatter and ledger
OWN = "udi.recall%"


@tagged("post_install", "-at_install")
class TestDrill(RecallCase):
    def _drill(self, recall=None):
        recall = recall or self._story()
        recall.kind = "drill"
        return recall

    def _snapshot(self):
        """What stock, outbox, inboxes and ledger hold, as the tables have it."""
        self.env.flush_all()
        found = {name: self._all(SQL("TRUE"), name) for name in UNTOUCHED}
        others = SQL("COALESCE(row.model, '') NOT LIKE %s", OWN)
        found["mail_message"] = self._all(others, "mail_message")
        others = SQL("COALESCE(row.res_model, '') NOT LIKE %s", OWN)
        found["udi_event"] = self._all(others, "udi_event")
        return found

    def _all(self, which, name):
        return self.env.execute_query(
            SQL(
                "SELECT row::text FROM %s row WHERE %s ORDER BY id",
                SQL.identifier(name),
                which,
            )
        )

    def _own_events(self, drill):
        return self.env["udi.event"].search_count(
            [("res_model", "=", drill._name), ("res_id", "=", drill.id)]
        )

    def _run(self, drill):
        """To its end, notices and a reminder among it."""
        self._started(drill)
        drill.sudo().region_ids.gate_state = "sent"
        drill.sudo()._notices_released(drill.region_ids)
        messages = self.env["udi.recall.message"].sudo()
        messages._to_send(drill)._send()
        drill.notice_ids.sudo().sent_at = fields.Datetime.now() - timedelta(days=5)
        drill.sudo()._remind_due()
        messages._to_send(drill)._send()
        drill.sudo().round_ids._note_departures()
        self._closed(drill)
        return drill

    def _result(self, drill, user=None, **values):
        action = drill.with_user(user or self.manager).action_drill_result()
        result = self.env["udi.recall.drill"].with_user(user or self.manager)
        result = result.browse(action["res_id"])
        if values:
            result.write(values)
        return result

    def test_a_whole_drill_leaves_stock_and_outbox_as_they_were(self):
        drill = self._drill()
        reserved = self.make_delivery([(self.ip200, 2)])
        reserved.action_assign()
        events = self._own_events(drill)
        before = self._snapshot()
        self._run(drill)
        self.assertEqual(drill.state, "closed")
        self.assertTrue(drill.consignee_ids)
        self.assertEqual(set(drill.notice_ids.mapped("state")), {"sent"})
        after = self._snapshot()
        for name, rows in before.items():
            self.assertEqual(after[name], rows, name)
        self.assertEqual(self._own_events(drill), events)
        told = self.env["mail.message"].search(
            [("model", "=like", OWN), ("notified_partner_ids", "!=", False)]
        )
        customers = drill.consignee_ids.addressee_ids.partner_id
        self.assertFalse(told.notified_partner_ids & customers)
        self.assertFalse(told.partner_ids & customers)
        self.assertFalse(drill.notice_ids.event_id)
        self.assertFalse(any(self.serials.mapped("udi_on_hold")))
        self.assertFalse(any(self.serials.mapped("udi_recalled")))

    def test_each_step_is_timed_once(self):
        drill = self._run(self._drill())
        steps = drill.stopwatch_ids.mapped("step")
        for step in ("draft", "scoped", "approved", "running", "completed", "closed"):
            self.assertEqual(steps.count(step), 1, step)
        for step in ("hold", "consignees", "notices", "deadlines"):
            self.assertIn(step, steps)
        laps = drill._laps()
        self.assertEqual(len(laps), len(steps))
        self.assertTrue(all(lap["minutes"] >= 0 for lap in laps))
        moment = drill.stopwatch_ids[0].at
        drill.sudo()._lap("draft")
        self.assertEqual(drill.stopwatch_ids[0].at, moment)

    def test_the_result_is_signed_and_frozen(self):
        drill = self._drill()
        with self.assertRaisesRegex(UserError, "completed"):
            drill.with_user(self.manager).action_drill_result()
        self._run(drill)
        result = self._result(drill, verdict="partly")
        with self.assertRaises(AccessError):
            result.action_sign()
        with self.assertRaisesRegex(UserError, "What must change"):
            result.with_user(self.approver).action_sign()
        result.learned = "Telephone numbers of two clinics are missing."
        action = result.with_user(self.approver).action_sign()
        self._sign(action, self.approver)
        self.assertEqual(result.signed_by_id, self.approver)
        self.assertEqual(result.figures["customers"], 3)
        self.assertEqual(result.laps, drill._laps())
        self.assertIn("Scope previewed", result.signature_id.content)
        self.assertTrue(drill.drill_signed_on)
        for values in ({"verdict": "reached"}, {"laps": []}):
            with self.assertRaises(UserError):
                result.write(values)
        with self.assertRaises(UserError):
            result.sudo().unlink()
        with self.assertRaises(UserError):
            result.with_user(self.approver).action_sign()

    def test_drills_among_the_figures(self):
        """How long a drill took, and how long ago the last one was signed."""
        drill = self._run(self._drill())
        self.env.cr.execute(
            "UPDATE udi_recall SET create_date = create_date - interval '2 hours' "
            "WHERE id = %s",
            [drill.id],
        )
        self.env["udi.kpi"]._make_missing()
        kpis = self.env["udi.kpi"].search([("company_id", "=", self.company.id)])
        kpis = kpis.filtered(lambda kpi: kpi.code.startswith("drill_"))
        self._measured(kpis)
        by_code = kpis.grouped("code")
        self.assertAlmostEqual(by_code["drill_time"].value, 2, 1)
        self.assertEqual(by_code["drill_age"].state, "none")
        result = self._result(drill, verdict="reached", learned="Nothing.")
        self._sign(result.with_user(self.approver).action_sign(), self.approver)
        with freeze_time(fields.Datetime.now() + timedelta(days=40)):
            self._measured(kpis)
            self.assertEqual(by_code["drill_age"].value, 40)
            self.assertEqual(by_code["drill_age"].value_text, "40 days")
        for kpi in kpis:
            found = self.env["udi.recall"].search(kpi.action_open_figures()["domain"])
            self.assertIn(drill, found)

    def _measured(self, kpis):
        for kpi in kpis:
            kpi._measure()

    def test_a_wrong_password_signs_nothing(self):
        result = self._result(self._run(self._drill()), verdict="reached")
        action = result.with_user(self.approver).action_sign()
        self._sign(action, self.approver, password="wrong")
        self.assertFalse(result.signed_on)

    def test_who_may_not(self):
        drill = self._run(self._drill())
        with self.assertRaises(AccessError):
            self._result(drill, user=self.reader)
        result = self._result(drill)
        with self.assertRaises(AccessError):
            result.with_user(self.reader).verdict = "reached"
        with self.assertRaises(UserError):
            self.env["udi.recall.drill"].with_user(self.manager).create(
                {"recall_id": drill.id}
            )
        with self.assertRaises(UserError):
            result.signed_on = fields.Datetime.now()
        laps = self.env["udi.recall.stopwatch"].with_user(self.approver)
        with self.assertRaises(AccessError):
            laps.create({"recall_id": drill.id, "step": "draft", "at": "2020-01-01"})
        with self.assertRaises(AccessError):
            laps.browse(drill.stopwatch_ids.ids).write({"at": "2020-01-01"})
        real = self._started(self._recall(self._serials(1, start=90)))
        with self.assertRaises(UserError):
            real.with_user(self.manager).action_drill_result()

    def test_once_a_year_a_drill_is_prepared_and_somebody_told(self):
        company, recalls = self.company, self.env["udi.recall"]
        drills = [("kind", "=", "drill"), ("company_id", "=", company.id)]
        recalls.search(drills).unlink()
        last = self._signed(self._run(self._drill()))
        self.assertFalse(recalls._prepare_drill())
        self.assertEqual(company.udi_drill_due, self.today + relativedelta(months=12))
        last.sudo().signed_on = fields.Datetime.now() - timedelta(days=370)
        company.invalidate_recordset()
        drill = recalls._prepare_drill()
        self.assertEqual((drill.kind, drill.state), ("drill", "draft"))
        self.assertEqual(drill.responsible_id, self.manager)
        self.assertEqual(drill.activity_ids.user_id, self.manager)
        self.assertFalse(recalls._prepare_drill())
        drill.unlink()
        company.udi_drill_months = 0
        self.assertFalse(recalls._prepare_drill())

    def _signed(self, drill):
        result = self._result(drill, verdict="reached")
        action = result.with_user(self.approver).action_sign()
        self._sign(action, self.approver)
        return result

    def test_the_job_goes_through_all_companies(self):
        with self.enter_registry_test_mode():
            self.env.ref("udi_recall.ir_cron_recall_drill").method_direct_trigger()

    def test_an_empty_list_says_when_the_last_drill_was(self):
        recalls = self.env["udi.recall"].with_user(self.manager)
        shown = recalls.get_empty_list_help("<p/>")
        self.assertIn("No drill was ever signed.", shown)
        self.assertIn("udi_recall.udi_recall_action_drill_new", shown)
        self._signed(self._run(self._drill()))
        self.assertIn("Last signed drill", recalls.get_empty_list_help("<p/>"))
        reader = recalls.with_user(self.reader)
        self.assertNotIn("drill", reader.get_empty_list_help("<p/>"))
