from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

ACTIVITY = "udi_recall.mail_activity_type_deadline"


class UdiRecallDeadline(models.Model):
    """What people do with a deadline: done with proof, accepted, started, set aside."""

    _inherit = "udi.recall.deadline"

    def action_done(self):
        return self._dialog("done", self.env._("Done…"))

    def action_void(self):
        return self._dialog("void", self.env._("Does not apply…"))

    def action_start(self):
        """Somebody knows when what starts this clock happened."""
        late = self.filtered(lambda row: row.moment != "typed")
        if late:
            raise UserError(
                self.env._(
                    "%(duty)s: this clock starts by itself. It waits for: %(moment)s.",
                    duty=late[0].name,
                    moment=late[0]._moment_text(),
                )
            )
        return self._dialog("start", self.env._("Start the clock…"))

    def action_accept(self):
        """Take a rule that was not read in the law as right for this recall."""
        self._check_may_act()
        asked = self.filtered(lambda row: not row.is_live)
        asked.sudo().write(
            {"accepted_by_id": self.env.uid, "accepted_at": fields.Datetime.now()}
        )
        for row in asked.sudo():
            row.message_post(
                body=self.env._(
                    "The rule is taken as right. Its source: %(origin)s.",
                    origin=row.verified,
                ),
                author_id=self.env.user.partner_id.id,
            )
        asked._tell()
        return True

    def action_count_again(self):
        """The table of working days was completed: count by it."""
        self._check_may_act()
        self._count()
        return True

    def _dialog(self, act, title):
        open_ones = self.filtered(lambda row: row.state == "open")
        if not open_ones:
            raise UserError(
                self.env._("Nothing chosen is open. Choose deadlines that are.")
            )
        open_ones._check_may_act()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "udi.recall.deadline.act",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_deadline_ids": open_ones.ids, "default_act": act},
        }

    def _check_may_act(self):
        self.check_access("read")
        self.recall_id._check_may_clock()

    def _done(self, at, note, file=None):
        """Mark as done, with what proves it; a duty that repeats starts anew."""
        rows = self.filtered(lambda row: row.state == "open")
        rows.sudo().write(
            {
                "state": "done",
                "done_at": at,
                "done_by_id": self.env.uid,
                "proof_note": note,
                "proof_id": file.id if file else False,
            }
        )
        rows._untell(note or (file.name if file else ""))
        rows.filtered("repeats")._next()

    def _void(self, reason):
        rows = self.filtered(lambda row: row.state == "open")
        rows.sudo().write({"state": "void", "void_reason": reason})
        rows._untell(reason)

    def _next(self):
        """The next time runs from the day on which this one was due."""
        for row in self.filtered("due_at").sudo():
            after = row.copy(
                {
                    "number": row.number + 1,
                    "state": "open",
                    "start_at": row.due_at,
                    **dict.fromkeys(
                        ("done_at", "done_by_id", "proof_id", "proof_note"), False
                    ),
                }
            )
            after._count()

    # -- activities ----------------------------------------------------------------

    def _tell(self):
        """An activity for each running clock, due some days before the duty is.

        No mail goes out for it: some twenty come at once, and drills must send none.
        """
        kind = self.env.ref(ACTIVITY)
        for row in self.sudo().with_context(mail_activity_quick_update=True):
            if not row._is_running():
                continue
            known = row.activity_ids.filtered(lambda act: act.activity_type_id == kind)
            values = {"date_deadline": row._remind_on(), "summary": row.name}
            if known:
                known.write(values)
            else:
                user = row.recall_id._deadline_user()
                row.activity_schedule(ACTIVITY, user_id=user.id, **values)

    def _untell(self, feedback):
        self.sudo().activity_feedback([ACTIVITY], feedback=feedback)

    def _is_running(self):
        if self.state != "open" or not self.is_live:
            return False
        return bool(self.due_at) or self.moment == "before"

    def _remind_on(self):
        today = self.company_id._udi_today()
        if not self.due_at:
            return today
        before = self.due_at - timedelta(days=self.remind_days)
        return max(today, self._there(before).date())
