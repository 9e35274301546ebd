from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tests.common import mute_logger

from .incoming_case import IncomingCase


@tagged("post_install", "-at_install")
class TestIncomingRights(IncomingCase):
    """Makers' notices, for those who may not."""

    @mute_logger("odoo.sql_db")
    def test_who_may_not(self):
        notice = self._bring()
        for user in (self.reader, self.worker):
            incoming = self.env["udi.recall.incoming"].with_user(user)
            with self.assertRaises(AccessError):
                incoming._from_file("x", self._json(notice_version=7))
            with self.assertRaises(AccessError):
                incoming.create({"name": "x", "title": "y"})
            with self.assertRaises(AccessError):
                self.env["udi.recall.incoming.file"].with_user(user).create(
                    {"file": b"e30="}
                )
            for method in ("action_find", "action_notify", "action_answer"):
                with self.assertRaises(AccessError):
                    getattr(notice.with_user(user), method)()
        self.assertEqual(notice.with_user(self.reader).name, "FSCA-26-11/7")
        with self.assertRaises(AccessError):
            notice.with_user(self.worker).read(["name"])
        with self.assertRaises(AccessError):
            notice.with_user(self.reader).maker_id = self.medica
        incoming = self.env["udi.recall.incoming"].with_user(self.manager)
        with self.assertRaises(UserError):
            incoming.create({"name": "x", "title": "y", "state": "answered"})

    def test_another_company_sees_nothing_of_it(self):
        notice = self._bring()
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.write(
            {"company_ids": [Command.link(other.id)], "company_id": other.id}
        )
        there = notice.with_user(self.manager).with_company(other)
        there = there.with_context(allowed_company_ids=other.ids)
        self.assertFalse(there.search([("name", "=", notice.name)]))
        with self.assertRaises(AccessError):
            there.action_find()
        for model in ("line", "answer"):
            rows = self.env[f"udi.recall.incoming.{model}"].with_env(there.env)
            self.assertFalse(rows.search([("incoming_id", "=", notice.id)]))
        again = there.env["udi.recall.incoming"]._from_file("n.json", self._json())
        self.assertEqual((again.quantity_here, again.customer_count), (0.0, 0))
