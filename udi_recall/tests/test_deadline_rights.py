from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .deadline_common import DeadlineCase


@tagged("post_install", "-at_install")
class TestDeadlineRights(DeadlineCase):
    """Who may do nothing with a deadline, whichever way it is asked."""

    def test_a_reader_reads_and_takes_no_step(self):
        rows = self._copied("CN", "BR", class_firm="1")
        self.env.invalidate_all()
        theirs = rows.with_user(self.reader)
        self.assertTrue(all(row["clock"] for row in theirs.read()))
        for step in (
            theirs.action_done,
            theirs.action_void,
            theirs.action_accept,
            theirs.action_count_again,
            self.recall.with_user(self.reader).action_add_duty,
        ):
            with self.assertRaisesRegex(AccessError, "role \\*Recall manager\\* can"):
                step()
        for name in ("act", "add"):
            with self.assertRaises(AccessError):
                self.env[f"udi.recall.deadline.{name}"].with_user(self.reader).create(
                    {}
                )

    def test_a_dialog_made_for_others_rows_does_nothing(self):
        """The dialog is filled by RPC with rows of a company that is not theirs."""
        rows = self._copied("CN", class_firm="1")
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self._user("stranger", "udi_recall.group_recall_approver")
        theirs = {"company_ids": [Command.set(other.ids)], "company_id": other.id}
        stranger.write(theirs)
        with self.assertRaises(AccessError):
            rows.with_user(stranger).read(["name"])
        with self.assertRaises(AccessError):
            dialog = self.env["udi.recall.deadline.act"].with_user(stranger)
            dialog.create({"deadline_ids": rows.ids, "note": "x"}).action_apply()
        self.assertEqual(set(rows.mapped("state")), {"open"})

    def test_nobody_writes_a_deadline(self):
        rows = self._copied("CN", class_firm="1")
        for user in (self.manager, self.approver):
            row = rows[0].with_user(user)
            for change in (
                lambda row=row: row.write({"state": "done"}),
                lambda row=row: row.write({"due_at": False}),
                row.unlink,
                row.copy,
                lambda row=row: row.create({"recall_id": self.recall.id}),
                lambda row=row: self.recall.with_user(row.env.user).write(
                    {"deadline_ids": [Command.update(row.id, {"state": "done"})]}
                ),
            ):
                with self.assertRaises(AccessError):
                    change()
        with self.assertRaises(AccessError):
            rows.with_user(self.worker).read(["name"])

    def test_the_helpers_are_not_remote(self):
        public = {
            name
            for model in (
                "udi.recall.deadline",
                "udi.recall.deadline.act",
                "udi.recall.deadline.add",
                "udi.deadline.rule",
                "udi.working.day",
            )
            for parent in type(self.env[model]).__mro__
            if parent.__module__.startswith("odoo.addons.udi_recall.")
            for name in vars(parent)
            if not name.startswith("_") and callable(getattr(parent, name, None))
        }
        self.assertEqual(
            public,
            {
                "action_accept",
                "action_add",
                "action_apply",
                "action_count_again",
                "action_done",
                "action_start",
                "action_void",
                "create",
                "write",
            },
        )
