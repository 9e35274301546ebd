from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..models.udi_alert_raise import FEW
from .common import UdiCase


class AlertCase(UdiCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.quality = cls.make_user("al_quality", "udi_traceability.group_udi_manager")
        cls.worker = cls.make_user("al_worker", "udi_traceability.group_udi_user")
        cls.lot = cls.make_lot(cls.glove, "L1")

    def vals(self, lot=None, **values):
        lot = lot or self.lot
        return {
            "kind": "override",
            "company_id": self.company.id,
            "res_model": "stock.lot",
            "res_id": lot.id,
            "summary": f"{lot.name} was allowed",
            "lot_id": lot.id,
            "product_id": lot.product_id.id,
            **values,
        }

    def raised(self, *vals_list):
        return self.env["udi.alert"]._raise(list(vals_list) or [self.vals()])

    def rule(self, kind="override"):
        return self.env.ref(f"udi_traceability.udi_alert_rule_{kind}")


@tagged("post_install", "-at_install")
class TestAlert(AlertCase):
    def test_raised_by_its_rule(self):
        alert = self.raised()
        self.assertRecordValues(
            alert,
            [
                {
                    "name": "L1 was allowed",
                    "kind": "override",
                    "severity": "2",
                    "state": "open",
                    "count": 1,
                    "lot_id": self.lot.id,
                    "due_on": self.in_days(1),
                    "user_id": False,
                }
            ],
        )
        self.assertIn(self.quality, alert.activity_ids.user_id)
        self.assertNotIn(self.worker, alert.activity_ids.user_id)

    def test_the_same_thing_folds(self):
        alert = self.raised(self.vals(), self.vals(summary="again"))
        self.assertEqual((alert.count, alert.name), (2, "again"))
        self.assertEqual(self.raised(), alert)
        self.assertEqual(alert.count, 3)
        mine = alert.activity_ids.filtered(lambda task: task.user_id == self.quality)
        self.assertEqual(len(mine), 1)
        other = self.raised(self.vals(kind="missing_scan"))
        self.assertNotEqual(other, alert)

    def test_what_is_closed_does_not_fold(self):
        alert = self.raised()
        alert.with_user(self.quality)._close("dealt_with", "Called back")
        self.assertNotEqual(self.raised(), alert)
        self.assertEqual(alert.count, 1)

    def test_a_rule_that_is_off_raises_nothing(self):
        self.rule().active = False
        self.assertFalse(self.raised())

    def test_the_rule_of_a_company_goes_first(self):
        self.env["udi.alert.rule"].create(
            {
                "kind": "override",
                "severity": "3",
                "company_id": self.company.id,
                "user_ids": [Command.set(self.worker.ids)],
            }
        )
        alert = self.raised()
        self.assertEqual(alert.severity, "3")
        self.assertEqual(alert.user_id, self.worker)
        self.assertEqual(alert.activity_ids.user_id, self.worker)

    def test_one_rule_a_kind_and_company_and_somebody_to_tell(self):
        rules = self.env["udi.alert.rule"]
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            rules.create({"kind": "override", "user_ids": self.worker.ids})
        with self.assertRaisesRegex(ValidationError, "tells nobody"):
            self.rule().group_id = False

    def test_hundreds_are_one_activity_a_person(self):
        lots = self.env["stock.lot"].create(
            [
                {"name": f"N{n}", "product_id": self.glove.product_id.id}
                for n in range(100)
            ]
        )
        alerts = self.raised(*[self.vals(lot) for lot in lots])
        self.assertEqual(len(alerts), 100)
        self.assertFalse(alerts.activity_ids)
        heap = self.rule().activity_ids.filtered(
            lambda task: task.user_id == self.quality
        )
        self.assertEqual(len(heap), 1)
        alerts.with_user(self.quality)._close("no_risk", "All looked at")
        self.assertFalse(self.rule().activity_ids)

    def test_a_few_at_a_time_become_many(self):
        for number in range(FEW + 3):
            self.raised(self.vals(self.make_lot(self.glove, f"F{number}")))
        busy = self.rule()._busy_with(self.quality)
        self.assertEqual(busy, {self.quality: FEW})
        self.assertIn(self.quality, self.rule().activity_ids.user_id)

    def test_queries_do_not_grow(self):
        lots = self.env["stock.lot"].create(
            [
                {"name": f"Q{n}", "product_id": self.glove.product_id.id}
                for n in range(210)
            ]
        )

        def cost(some):
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.raised(*[self.vals(lot) for lot in some])
            return self.cr.sql_log_count - before

        cost(lots[:6])
        few, many = cost(lots[6:16]), cost(lots[16:])
        self.assertLessEqual(many, few + 2)

    def test_closed_with_a_reason(self):
        alert = self.raised().with_user(self.quality)
        for reason, text in (("dealt_with", " "), ("because", "x"), (False, "x")):
            with self.assertRaisesRegex(UserError, "stays open"):
                alert._close(reason, text)
        action = alert.action_close()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.quality)
            .with_context(**action["context"])
        )
        form.reason = "no_risk"
        form.text = "Label was right"
        form.save().action_close()
        self.assertRecordValues(
            alert,
            [
                {
                    "state": "closed",
                    "close_reason": "no_risk",
                    "close_text": "Label was right",
                    "closed_by_id": self.quality.id,
                }
            ],
        )
        self.assertFalse(alert.activity_ids)
        with self.assertRaisesRegex(UserError, "closed already"):
            alert.action_close()

    def test_deal_with_it_opens_the_record(self):
        alert = self.raised().with_user(self.quality)
        action = alert.action_deal()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("stock.lot", self.lot.id)
        )
        self.assertEqual((alert.state, alert.user_id), ("in_hand", self.quality))
        self.assertEqual(alert.activity_ids.user_id, self.quality)

    def test_given_to_somebody_who_can_open_it(self):
        alert = self.raised().with_user(self.quality)
        alert._give(self.worker)
        self.assertEqual(alert.activity_ids.user_id, self.worker)
        alert.with_user(self.worker)._close("dealt_with", "Counted again")
        stranger = self.make_user("al_stranger")
        other = self.raised().with_user(self.quality)
        with self.assertRaisesRegex(UserError, "al_stranger|cannot open"):
            other._give(stranger)

    def test_who_may_not(self):
        alert = self.raised()
        mine = alert.with_user(self.worker)
        self.assertTrue(mine.name)
        for attempt in (
            lambda: mine._close("dealt_with", "x"),
            mine.action_deal,
            mine.action_give,
            lambda: mine.write({"state": "closed"}),
            mine.unlink,
            lambda: self.rule().with_user(self.worker).write({"active": False}),
        ):
            with self.assertRaises(AccessError):
                attempt()
        with self.assertRaises(AccessError):
            alert.with_user(self.quality).write({"state": "closed"})

    def test_without_a_role_nothing_is_seen(self):
        self.raised()
        for login, group in (("al_clerk", "stock.group_stock_user"), ("al_none", None)):
            user = self.make_user(login, group)
            for model in ("udi.alert", "udi.alert.rule", "udi.alert.act"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
        officer = self.make_user("al_officer", "udi_traceability.group_udi_officer")
        with self.assertRaises(AccessError):
            self.rule().with_user(officer).active = False

    def test_three_refusals_in_a_row(self):
        def scan(kind):
            self.env["udi.event"]._record([{"kind": kind, "lot_id": self.lot.id}])

        alerts = self.env["udi.alert"].search([])
        for kind in ("refused", "refused", "scanned", "refused", "refused"):
            scan(kind)
        self.assertEqual(self.env["udi.alert"].search([]), alerts)
        scan("refused")
        alert = self.env["udi.alert"].search([]) - alerts
        self.assertEqual((alert.kind, alert.lot_id), ("stop_repeated", self.lot))
        self.assertEqual(alert.event_id.kind, "refused")
        [row] = alert.finding_rows
        self.assertIn("Refused: ", row["sentence"])
        self.assertIn("Look at the unit and its label", row["sentence"])
        scan("refused")
        self.assertEqual(alert.count, 2)

    def test_near_expiry_once(self):
        soon, far, gone = (
            self.make_lot(self.glove, name, udi_expiration_date=self.in_days(days))
            for name, days in (("SOON", 30), ("FAR", 400), ("GONE", 20))
        )
        self.receive({soon: 3, far: 3, gone: 3})
        self.ship({gone: 3})
        self.assertEqual(self.env["udi.alert"]._near_expiry(self.company), soon)
        cron = self.env.ref("udi_traceability.ir_cron_near_expiry")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
            cron.method_direct_trigger()
        alert = self.env["udi.alert"].search([("kind", "=", "near_expiry")])
        self.assertEqual((alert.lot_id, alert.count), (soon, 1))
        self.assertIn("expires on", alert.name)
        alert._close("no_risk", "Sold next week")
        self.assertFalse(self.env["udi.alert"]._near_expiry(self.company))
        self.company.udi_near_expiry_days = 500
        self.assertEqual(self.env["udi.alert"]._near_expiry(self.company), far)

    def test_alerts_of_another_company_are_not_there(self):
        other = self.env["res.company"].create({"name": "Daughter"})
        alert = self.raised(self.vals(company_id=other.id))
        seen = self.env["udi.alert"].with_user(self.quality)
        self.assertFalse(seen.search([("id", "=", alert.id)]))
        self.assertNotIn(self.quality, alert.activity_ids.user_id)
