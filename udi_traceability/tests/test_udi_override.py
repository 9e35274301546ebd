import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import carrier, gtin
from .test_udi_check import CheckCase


@tagged("post_install", "-at_install")
class TestOverride(CheckCase):
    def setUp(self):
        super().setUp()
        self.relabel(self.lots[0], udi_expiration_date=self.in_days(-20))
        self.relabel(self.lots[1], udi_expiration_date=self.in_days(-20))
        self.delivery = self.deliver(2)

    def dialog(self, user=None):
        action = self.delivery.with_user(user or self.manager).action_udi_allow()
        model = self.env[action["res_model"]].with_user(user or self.manager)
        return model.browse(action["res_id"])

    def test_allowed_for_that_lot_on_that_transfer(self):
        dialog = self.dialog()
        self.assertEqual(dialog.line_ids.mapped("lot_name"), ["SN0", "SN1"])
        self.assertTrue(dialog.may_allow)
        dialog.line_ids[1].chosen = False
        dialog.note = "Urgent surgery"
        dialog.action_allow()
        answer = self.scan(self.delivery, "SN0")
        self.assertTrue(answer["accepted"])
        told = next(each for each in answer["findings"] if each["code"] == "expired")
        self.assertEqual(told["severity"], "info")
        self.assertRegex(told["message"], r"Expired on .* Allowed by .*Urgent surgery")
        self.refused(self.scan(self.delivery, "SN1"), "expired")
        self.stopped(self.delivery, "SN1 expired on")
        self.delivery.move_line_ids.filtered(
            lambda line: line.lot_id == self.lots[1]
        ).unlink()
        self.delivery._action_done()
        event = self.events("overridden", picking_id=self.delivery.id)
        self.assertEqual((event.lot_id, event.user_id), (self.lots[0], self.manager))
        self.assertIn("Expired: A patient needs it now: Urgent surgery", event.reason)
        self.take_back({self.lots[0]: 1})
        with self.assertRaisesRegex(UserError, "SN0 expired on"), self.cr.savepoint():
            self.ship({self.lots[0]: 1})
        alert = self.env["udi.alert"].search([("picking_id", "=", self.delivery.id)])
        self.assertEqual((alert.kind, alert.event_id), ("override", event))

    def test_it_does_not_pass_another_finding(self):
        self.dialog().write({"note": "Urgent"})
        dialog = self.dialog()
        dialog.note = "Urgent"
        dialog.action_allow()
        self.env["udi.hold"]._hold(self.lots[0], "complaint", "C-118")
        self.refused(self.scan(self.delivery, "SN0"), "on_hold")

    def test_who_may_not(self):
        dialog = self.dialog(self.worker)
        self.assertFalse(dialog.may_allow)
        self.assertTrue(dialog.may_ask)
        dialog.note = "I want to"
        with self.assertRaisesRegex(UserError, "Nothing is ticked"):
            dialog.action_allow()
        dialog.line_ids.chosen = True
        with self.assertRaisesRegex(AccessError, "may be allowed by: UDI / Manager"):
            dialog.action_allow()
        with self.assertRaises(AccessError):
            self.env["udi.override"].with_user(self.worker).create({"code": "expired"})
        self.assertFalse(self.env["udi.override"].search([]))

    def sent(self, serial, user=None, key="k1"):
        """A scan on the page that remembers."""
        scan = {"key": key, "text": carrier(di=gtin(10001), serial=serial)}
        picking = self.delivery.with_user(user or self.manager)
        return picking.udi_scan_send([scan])[0]

    def test_the_card_allows_and_counts(self):
        answer = self.sent("SN0")
        self.assertEqual(answer["actions"][0]["name"], "allow")
        action = self.delivery.with_user(self.manager).udi_scan_action("k1", "allow")
        dialog = self.env[action["res_model"]].with_user(self.manager)
        dialog = dialog.browse(action["res_id"])
        self.assertEqual(dialog.line_ids.mapped("code"), ["expired"])
        dialog.note = "Urgent"
        dialog.action_allow()
        entries = self.delivery.udi_scan_state()["entries"]
        self.assertEqual([each["state"] for each in entries], ["counted", "refused"])
        self.assertEqual(self.delivery.move_ids.udi_scanned_qty, 1)

    def test_the_card_of_a_worker_asks(self):
        answer = self.sent("SN0", self.worker)
        self.assertEqual(answer["actions"][0]["name"], "ask")
        seen = self.delivery.with_user(self.worker)
        action = seen.udi_scan_action("k1", "ask")
        dialog = self.env[action["res_model"]].with_user(self.worker)
        dialog = dialog.browse(action["res_id"])
        dialog.note = "Surgery at noon"
        dialog.action_ask()
        asked = self.delivery.activity_ids
        self.assertIn("Surgery at noon", asked[0].note)
        self.assertIn(self.manager, self.allowers())
        dialog = self.dialog()
        dialog.note = "Agreed"
        dialog.action_allow()
        self.assertFalse(self.delivery.activity_ids)
        self.assertTrue(self.sent("SN0", self.worker, "k2")["accepted"])

    def allowers(self):
        return self.delivery._udi_who_allows("expired").all_user_ids

    def test_no_button_where_nobody_may(self):
        self.env["udi.hold"]._hold(self.lots[0], "complaint", "C-118")
        names = [each["name"] for each in self.sent("SN0")["actions"]]
        self.assertFalse({"allow", "ask"} & set(names))

    def test_a_hold_nobody_may_let_pass(self):
        self.env["udi.hold"]._hold(self.lots[2], "recall", "R-1")
        with self.assertRaisesRegex(AccessError, "allowed by: nobody"):
            self.env["udi.override"].with_user(self.manager)._allow(
                [
                    {
                        "code": "on_hold",
                        "picking_id": self.delivery.id,
                        "product_id": self.lots.product_id.id,
                        "lot_id": self.lots[2].id,
                        "reason": "Because",
                    }
                ]
            )

    def test_the_reason_is_asked(self):
        dialog = self.dialog()
        with self.assertRaisesRegex(UserError, "“What happened” is empty"):
            dialog.action_allow()

    def test_one_s_own_dialog_only(self):
        with self.assertRaises(AccessError):
            dialog = self.dialog()
            self.env.flush_all()
            self.env.invalidate_all()
            dialog.with_user(self.worker).action_allow()

    def test_what_is_wrong_with_the_product_is_allowed_for_its_units(self):
        self.delivery.do_unreserve()
        self.company.udi_clearance_policy = "stop"
        self.delivery = delivery = self.deliver(0)
        self.env["stock.move.line"].create(
            [
                {
                    "picking_id": delivery.id,
                    "product_id": lot.product_id.id,
                    "lot_id": lot.id,
                    "quantity": 1,
                    "location_id": self.shelf.id,
                    "location_dest_id": self.customers.id,
                    "picked": True,
                }
                for lot in self.lots[3:5]
            ]
        )
        dialog = self.dialog()
        self.assertEqual(dialog.line_ids.mapped("code"), ["not_cleared"])
        dialog.note = "Named patient"
        dialog.action_allow()
        delivery._action_done()
        self.assertEqual(delivery.state, "done")

    @mute_logger("odoo.sql_db")
    def test_written_once(self):
        dialog = self.dialog()
        dialog.note = "Urgent"
        dialog.action_allow()
        row = self.env["udi.override"].sudo().search([], limit=1)
        for attempt in (lambda: row.write({"reason": "x"}), row.unlink):
            with self.assertRaisesRegex(UserError, "is evidence"):
                attempt()
        for statement in (
            "UPDATE udi_override SET reason = 'x'",
            "DELETE FROM udi_override",
            "TRUNCATE udi_override",
        ):
            with self.assertRaises(psycopg2.Error), self.cr.savepoint():
                self.cr.execute(statement)

    def test_the_transfer_shows_what_stops_it(self):
        seen = self.delivery.with_user(self.worker)
        self.assertEqual(seen.udi_stop_count, 2)
        first = seen.udi_finding_rows[0]
        self.assertEqual(
            [row["code"] for row in seen.udi_finding_rows],
            ["expired", "not_cleared", "expired"],
        )
        self.assertEqual(
            (first["severity"], first["res_model"]), ("error", "stock.lot")
        )
        self.assertIn("SN0 expired on", first["sentence"])
        other = self.delivery.with_user(
            self.make_user("o_clerk", "stock.group_stock_user")
        )
        self.assertFalse(other.udi_finding_rows)


@tagged("post_install", "-at_install")
class TestGaps(CheckCase):
    def setUp(self):
        super().setUp()
        self.warehouse.out_type_id.udi_scan_policy = "units"
        self.delivery = self.deliver(3)
        self.scan(self.delivery)

    def validate(self, **context):
        self.delivery.move_ids.move_line_ids.picked = True
        return (
            self.delivery.with_user(self.worker)
            .with_context(**context)
            .button_validate()
        )

    def gaps(self, action):
        self.assertEqual(action["res_model"], "stock.picking.udi.gaps")
        model = self.env[action["res_model"]].with_context(**action["context"])
        return model.with_user(self.worker).browse(action["res_id"])

    def test_asked_before_anything_else(self):
        action = self.validate()
        self.assertEqual(action["name"], "2 units not scanned")
        gaps = self.gaps(action)
        self.assertIn("SN1: Not scanned.", gaps.text)
        self.assertEqual(gaps.action_scan()["tag"], "udi_scan")
        self.assertNotEqual(self.delivery.state, "done")
        with self.assertRaisesRegex(UserError, "Write the reason"):
            gaps.action_ship()
        gaps.reason = "Reader broken"
        self.assertIs(gaps.action_ship(), True)
        self.assertEqual(self.delivery.state, "done")
        row = self.env["udi.override"].search([("picking_id", "=", self.delivery.id)])
        self.assertEqual((row.code, row.user_id), ("not_scanned", self.worker))
        self.assertEqual(row.finding, "2 units not scanned.")
        self.assertEqual(len(self.events("overridden", picking_id=self.delivery.id)), 1)
        alert = self.env["udi.alert"].search([("picking_id", "=", self.delivery.id)])
        self.assertEqual((alert.kind, alert.count), ("missing_scan", 1))

    def test_then_the_usual_questions(self):
        line = self.delivery.move_line_ids.filtered(
            lambda each: not each.udi_scanned_qty
        )
        line[0].unlink()
        gaps = self.gaps(self.validate())
        gaps.reason = "Reader broken"
        action = gaps.action_ship()
        self.assertEqual(action["res_model"], "stock.backorder.confirmation")

    def test_no_question_for_what_stays_here(self):
        self.delivery.move_ids.move_line_ids.filtered(
            lambda line: not line.udi_scanned_qty
        ).picked = False
        action = self.delivery.button_validate()
        self.assertEqual(action["res_model"], "stock.backorder.confirmation")

    def test_a_stop_comes_before_the_question(self):
        self.relabel(self.lots[1], udi_expiration_date=self.in_days(-1))
        with self.assertRaisesRegex(UserError, "SN1 expired on"):
            self.validate()
