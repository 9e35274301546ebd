from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .deadline_common import DeadlineCase


@tagged("post_install", "-at_install")
class TestDeadlineTable(DeadlineCase):
    """The table of duties and the working days: whose they are, and what is refused."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.configurer = cls._user("configurer", "udi_traceability.group_udi_manager")
        cls.rules = cls.env["udi.deadline.rule"]
        cls.days = cls.env["udi.working.day"]

    def test_all_rows_of_the_table_are_there(self):
        shipped = self.rules.search([("shipped", "=", True)])
        self.assertEqual(len(shipped), 164)
        doubtful = shipped.filtered(lambda rule: not rule.is_verified)
        self.assertEqual(
            {rule.verified.split(":")[0].split(" ")[0] for rule in doubtful},
            {"secondary", "memory"},
        )

    def test_our_rows_are_archived_not_rewritten(self):
        rule = self.rules.search([("shipped", "=", True)])[0].with_user(self.configurer)
        with self.assertRaisesRegex(UserError, "came with the addon"):
            rule.limit = 3
        with self.assertRaisesRegex(UserError, "came with the addon"):
            rule.unlink()
        with self.assertRaisesRegex(UserError, "came with the addon"):
            rule.shipped = False
        rule.active = False
        self.assertFalse(rule.active)
        day = self.days.search([("shipped", "=", True)])[0].with_user(self.configurer)
        with self.assertRaisesRegex(UserError, "came with the addon"):
            day.kind = "worked"

    def test_a_row_of_ones_own(self):
        form = Form(self.rules.with_user(self.configurer))
        form.name = "Notice to the insurer"
        form.region = "US"
        form.limit = 3
        form.unit = "working_day"
        form.moment = "decided"
        form.is_automatic = True
        form.basis = "Policy 17"
        form.verified = "text (our policy)"
        rule = form.save()
        self.assertFalse(rule.shipped)
        self.assertTrue(rule.is_verified)
        self._copied("US")
        self.assertEqual(self._duty("Notice to the insurer").rule_id, rule)
        copied = self.env.ref(
            "udi_recall.udi_deadline_rule_us_notify_direct_accounts"
        ).with_user(self.configurer)
        own = copied.copy({"limit": 1, "unit": "day"})
        self.assertFalse(own.shipped)
        own.limit = 2
        with self.assertRaisesRegex(UserError, "came with the addon"):
            self.rules.with_user(self.configurer).create(
                {"name": "x", "region": "US", "basis": "x", "shipped": True}
            )

    def test_what_cannot_be_counted_is_refused(self):
        good = {"name": "x", "region": "US", "basis": "x", "unit": "day"}
        with self.assertRaisesRegex(ValidationError, "too far away"):
            self.rules.create({**good, "limit": 99999})
        with self.assertRaisesRegex(ValidationError, "Type 1, 2 or"):
            self.rules.create({**good, "levels": "1,IV"})
        self.rules.create({**good, "levels": "1, 2"})
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                self.rules.create({**good, "limit": -1})

    def test_a_day_belongs_to_a_country_in_the_union_only(self):
        good = {"name": "x", "day": "2027-06-01"}
        with self.assertRaisesRegex(ValidationError, "one of its countries"):
            self.days.create({**good, "region": "EU"})
        with self.assertRaisesRegex(ValidationError, "one of its countries"):
            self.days.create(
                {**good, "region": "US", "country_id": self.env.ref("base.us").id}
            )
        row = self.days.create(
            {**good, "region": "EU", "country_id": self.env.ref("base.es").id}
        )
        self.assertEqual(row.year, 2027)
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                row.copy()
        row.active = False
        self.env.flush_all()
        self.assertTrue(row.copy({"active": True}).active)

    def test_who_may_configure(self):
        for user in (self.manager, self.approver, self.reader):
            for model in (self.rules, self.days):
                row = model.search([], limit=1).with_user(user)
                self.assertTrue(row.read(["name"]))
                with self.assertRaises(AccessError):
                    row.active = False
                with self.assertRaises(AccessError):
                    row.copy()
        for model in (self.rules, self.days):
            with self.assertRaises(AccessError):
                model.with_user(self.worker).search([], limit=1).read(["name"])
