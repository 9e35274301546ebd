"""Every model and every remote method, for who may not, as a remote caller does it.

Both are asked of the registry. A new model must be put into the table below, a method
that a reader may call into the list: until then this fails.
"""

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .rights_case import RightsCase

RULES = "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_access"
# What a recall manager may do: read, write, create, delete. A reader reads the same.
TYPED = ("udi.recall", "udi.recall.scope", "udi.recall.region", "udi.recall.number")
TYPED += ("udi.recall.role", "udi.recall.template")
TYPED += ("udi.recall.incoming", "udi.recall.incoming.line")
CHANGED = ("udi.recall.check", "udi.recall.drill", "udi.recall.point")
CHANGED += tuple(
    f"udi.recall.incoming.answer{part}" for part in ("", ".line", ".action")
)
MANAGER = {
    **dict.fromkeys(TYPED, "rwcd"),
    **dict.fromkeys(CHANGED, "rw"),
    "udi.recall.disposal": "rwc",
    "udi.recall.round": "rwd",
    "udi.recall.knock": "",
}
# Written by the steps of a recall alone
COMPUTED = (
    "udi.deadline.rule",
    "udi.recall.addressee",
    "udi.recall.balance",
    "udi.recall.consignee",
    "udi.recall.consignee.line",
    "udi.recall.deadline",
    "udi.recall.lot",
    "udi.recall.mailing",
    "udi.recall.message",
    "udi.recall.moved",
    "udi.recall.onward",
    "udi.recall.progress",
    "udi.recall.register",
    "udi.recall.reply",
    "udi.recall.reply.action",
    "udi.recall.reply.line",
    "udi.recall.report",
    "udi.recall.scope.code",
    "udi.recall.stopwatch",
    "udi.working.day",
)
# A reader may print the register
READERS_DIALOG = "udi.recall.register.print"
# Rows that belong to no company
SHARED = ("udi.deadline.rule", "udi.working.day", "udi.recall.knock")
# Says something about nothing of a recall
HARMLESS = {
    ("udi.recall", "get_empty_list_help"),
    ("udi.recall.contact", "default_get"),
    ("stock.picking", "get_empty_list_help"),
}
# What a reader may call: it looks
READS = {
    ("udi.recall.balance", "action_open_consignee"),
    ("udi.recall.incoming", "action_open_lots"),
    ("udi.recall.incoming", "action_open_recall"),
    ("udi.recall.point", "action_open"),
    ("udi.recall.register", "action_open"),
    ("udi.recall.report", "action_print"),
    ("udi.recall.round", "action_open_new_lots"),
    *HARMLESS,
    *(
        ("udi.recall", f"action_{name}")
        for name in (
            "open_back",
            "open_balance",
            "open_certain",
            "open_checks",
            "open_consignees",
            "open_gone",
            "open_here",
            "open_holds",
            "open_ledger",
            "open_left_out",
            "open_lots",
            "open_notices",
            "open_origin",
            "open_out",
            "open_possible",
            "open_reserved",
            "open_returns",
            "open_transit",
            "open_unbalanced",
            "print_notices",
        )
    ),
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


@tagged("post_install", "-at_install")
class TestRecallRightsAll(RightsCase):
    def _may(self, user, name):
        model = self.env[name].with_user(user)
        return "".join(
            short for short, long in OPERATIONS.items() if model.has_access(long)
        )

    def _expected(self, name):
        """(reader's, manager's) rights."""
        if self.env[name]._transient:
            manager = self._may(self.manager, name)
            self.assertIn("rwc", manager)
            return ("rwc" if name == READERS_DIALOG else ""), manager
        manager = "r" if name in COMPUTED else MANAGER[name]
        return "r" if manager else "", manager

    def test_each_model_by_role(self):
        """Outsiders nothing, a reader reads, a manager what people type."""
        for name in self._models():
            with self.subTest(model=name):
                reader, manager = self._expected(name)
                self.assertEqual(self._may(self.reader, name), reader)
                self.assertEqual(self._may(self.manager, name), manager)
                for user in (self.employee, self.worker, self.portal, self.public):
                    self.assertEqual(self._may(user, name), "", user.login)

    @mute_logger(*RULES)
    def test_each_model_by_remote_call(self):
        """The same by call: what is refused is refused before anything happens."""
        outsiders = self.employee, self.worker, self.portal, self.public
        for name in self._models():
            for user in (*outsiders, self.reader):
                kept = self._may(user, name)
                with self.subTest(model=name, user=user.login):
                    self._crud(user, name, kept)

    def _crud(self, user, name, kept):
        ids = self.rows[name].ids
        calls = {
            "r": [
                ("read", ids, ["id"]),
                ("search_read", [], ["id"]),
                ("web_search_read", [], {"id": {}}),
                ("name_search", ""),
                ("formatted_read_group", [], [], ["__count"]),
            ],
            "w": [("write", ids, {"id": 1}), ("web_save", ids, {"id": 1}, {})],
            "c": [("create", [{}]), ("copy", ids)],
            "d": [("unlink", ids)],
        }
        for right, all_calls in calls.items():
            for method, *arguments in all_calls:
                if right not in kept:
                    # some say in words why nobody may, before anybody's role is asked
                    refused = AccessError if right == "r" else UserError
                    self._denied(user, name, method, *arguments, refused=refused)

    def _denied(self, user, name, method, *arguments, refused=AccessError):
        with self.assertRaises(refused, msg=f"{name}.{method}"):
            self._call(user, name, method, *arguments)

    @mute_logger(*RULES)
    def test_each_method_by_remote_call_of_an_outsider(self):
        for name in self._changed():
            for method in self._public_methods(name):
                if (name, method) in HARMLESS or not self._row(name):
                    continue
                for user in (self.employee, self.worker, self.portal, self.public):
                    with self.subTest(method=f"{name}.{method}", user=user.login):
                        self._denied(user, name, method, *self._arguments(name, method))

    @mute_logger(*RULES)
    def test_each_method_by_remote_call_of_a_reader(self):
        for name in self._changed():
            for method in self._public_methods(name):
                if not self._row(name):
                    continue
                arguments = self._arguments(name, method)
                with self.subTest(method=f"{name}.{method}"):
                    if (name, method) in READS:
                        self._looks(name, method, arguments)
                    else:
                        self._denied(self.reader, name, method, *arguments)

    def _looks(self, name, method, arguments):
        """Nothing changes; the files of a notice are there already."""
        self.rows["udi.recall.message"]._files()
        before = self._written()
        try:
            with self.env.cr.savepoint():
                self._call(self.reader, name, method, *arguments)
        except AccessError:
            raise
        except UserError:
            # there is nothing to look at, and it says so
            return
        self.assertEqual(self._written(), before)

    @mute_logger(*RULES)
    def test_another_company_sees_no_row_of_any_model(self):
        stranger = self._stranger()
        for name in self._models():
            rows = self.env[name].with_user(stranger)
            if name in SHARED or not rows.has_access("read"):
                continue
            with self.subTest(model=name):
                theirs = self.rows[name].exists() or self._a_row(name)
                self.assertTrue(theirs)
                self.assertFalse(rows.with_context(active_test=False).search([]))
                with self.assertRaises(AccessError):
                    theirs.with_user(stranger).read(["display_name"])

    def test_evidence_stays_whoever_asks(self):
        """Not by who may everything, not as the superuser, not by SQL."""
        report = self.rows["udi.recall.report"]
        everything = self.env.ref("base.user_admin")
        for rows in (report.sudo(), report.with_user(everything)):
            for change in (
                lambda rows=rows: rows.write({"kind": "final"}),
                rows.unlink,
                rows.copy,
            ):
                # AccessError is one of these
                with self.assertRaises(UserError):
                    change()
        for statement in (
            "UPDATE udi_recall_report SET kind = 'final'",
            "DELETE FROM udi_recall_report",
            "TRUNCATE udi_recall_report CASCADE",
        ):
            with self.assertRaisesRegex(Exception, "append-only"):
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    self.env.cr.execute(statement)


@tagged("post_install", "-at_install")
class TestRecallRightsByHttp(RightsCase, HttpCase):
    """Through the door of the web client, with a session of one's own."""

    @mute_logger("odoo.http", *RULES)
    def test_the_web_client_of_an_outsider(self):
        for user in (self.employee, self.portal, self.worker):
            self.authenticate(user.login, user.login)
            for name in self._models():
                method = next(iter(self._public_methods(name)), "read")
                with self.subTest(model=name, user=user.login):
                    error = self._rpc(name, method)["error"]
                    self.assertEqual(
                        error["data"]["name"], "odoo.exceptions.AccessError"
                    )

    def _rpc(self, name, method):
        ids = self.rows[name].ids
        params = {"model": name, "method": method, "args": [ids], "kwargs": {}}
        if (name, method) in HARMLESS or method in ("create", "read", "start_from"):
            params |= {"method": "read"}
        return self.url_open(
            f"/web/dataset/call_kw/{name}/{params['method']}",
            json={"jsonrpc": "2.0", "params": params},
        ).json()
