import psycopg2

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_udi_check import CheckCase


@tagged("post_install", "-at_install")
class TestCheckPolicy(CheckCase):
    def test_the_row_of_the_operation_type_comes_first(self):
        self.relabel(self.lots[0], udi_expiration_date=self.in_days(-5))
        self.policy("expired", "warn", picking_type_id=self.warehouse.out_type_id.id)
        delivery = self.deliver()
        answer = self.scan(delivery)
        self.assertTrue(answer["accepted"])
        self.assertEqual(answer["severity"], "warn")
        delivery._action_done()
        self.policy("expired", "stop", picking_type_id=self.warehouse.int_type_id.id)
        self.relabel(self.lots[1], udi_expiration_date=self.in_days(-5))
        with self.assertRaisesRegex(UserError, "SN1 expired on"):
            self.move_lots({self.lots[1]: 1}, self.shelf, self.shelf)

    def test_a_row_of_another_company_says_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.policy("expired", "off", company_id=other.id)
        self.relabel(self.lots[0], udi_expiration_date=self.in_days(-5))
        self.env["udi.check.policy"].search(
            [("code", "=", "expired")]
        ).company_id = other
        self.stopped(self.deliver(), "expired on")

    def test_a_hold_cannot_be_made_invisible(self):
        for severity in ("info", "off"):
            with self.assertRaisesRegex(ValidationError, "release the hold"):
                self.policy("on_hold", severity)

    @mute_logger("odoo.sql_db")
    def test_one_row_for_one_place(self):
        with self.assertRaises(psycopg2.IntegrityError), self.cr.savepoint():
            self.env["udi.check.policy"].create({"code": "expired"})

    def test_only_managers_see_and_change_policies(self):
        row = self.env["udi.check.policy"].search([], limit=1)
        for user in (self.worker, self.make_user("c_none")):
            with self.assertRaises(AccessError):
                row.with_user(user).read(["severity"])
        row.with_user(self.manager).severity = "warn"
        with self.assertRaises(AccessError):
            self.env["udi.territory"].with_user(self.worker).create({"name": "Mine"})
