from odoo import api, fields, models

from ..tools.reminder import Attempt, due_on, next_means
from .udi_recall_message import LEFT, PENDING

REMINDED_IN = ("running", "reconciling")


class UdiRecall(models.Model):
    """Who did not answer is asked again: by mail, by telephone, by registered letter.

    It ends with an answer, or with proof that they are gone.
    """

    _inherit = "udi.recall"

    unanswered_count = fields.Integer(
        "Without an answer", compute="_compute_unanswered_count"
    )

    def _compute_unanswered_count(self):
        for recall in self:
            recall.unanswered_count = len(recall.sudo()._unanswered())

    def _unanswered(self):
        """Those who must answer, were told, and have not."""
        rows = self.consignee_ids.filtered(lambda row: row.quantity > 0).addressee_ids
        return rows.filtered(
            lambda row: row.must_answer and row._was_told() and not row._has_answered()
        )

    @api.model
    def _cron_remind(self):
        """Each in their rhythm; the telephone and the post are asked of people."""
        recalls = self.search([("state", "in", REMINDED_IN)], order="id")
        for done, recall in enumerate(recalls, start=1):
            recall.try_lock_for_update()._remind_due()
            self.env["ir.cron"]._commit_progress(1, remaining=len(recalls) - done)

    def _remind_due(self):
        for recall in self:
            today = recall.company_id._udi_today()
            due = recall._unanswered().filtered(
                lambda row, day=today: row._reminder_due() <= day
            )
            recall._remind(due)

    def _remind(self, addressees):
        """One more attempt for each; those on their way already have theirs."""
        self.ensure_one()
        recall = self._of_all()
        rows = addressees.sudo().filtered(lambda row: not row._is_being_told())
        made = recall._create_messages([row._reminder_values() for row in rows])
        recall._wake_mailing()
        recall._ask_people(made.filtered(lambda row: row.means != "mail"))
        return made

    def _ask_people(self, messages):
        """An activity for what no machine can do, one a means."""
        texts = {
            "phone": self.env._("Call who did not answer:"),
            "registered": self.env._("Post a registered letter to:"),
        }
        for means, rows in messages.grouped("means").items():
            self._ask_person(texts[means], rows.consignee_id)

    def _tell_not_arrived(self):
        """Somebody must see at once that a notice came back."""
        rows = self.notice_ids.filtered(lambda row: row.state in ("bounced", "failed"))
        latest = rows.filtered(lambda row: row == row.addressee_id._latest_tried())
        if latest:
            what = self.env._("Not reached, send by another way:")
            self._ask_person(what, latest.consignee_id)

    def _ask_person(self, what, consignees):
        """The recall contact is asked, once for one thing and for all it concerns."""
        names = ", ".join(consignees.partner_id.mapped("name"))
        summary = f"{what} {names}"
        known = self.activity_ids.filtered(
            lambda each: (each.summary or "").startswith(what)
        )
        if known:
            known[:1].summary = summary
            return
        # in an exercise the activity is there, and no mail tells of it
        quiet = self.with_context(mail_activity_quick_update=not self._real())
        quiet.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=summary,
            user_id=(self._notice_contact() or self.env.user).id,
        )


class UdiRecallAddressee(models.Model):
    _inherit = "udi.recall.addressee"

    def _tried(self):
        """What was tried with the present notice, in its order."""
        return self.message_ids.filtered(
            lambda row: row.state in LEFT and row.kind != "cancellation"
        ).sorted("attempt")

    def _latest_tried(self):
        return self._tried()[-1:]

    def _attempts(self):
        return [Attempt(row.means, row.state, row._as_of()) for row in self._tried()]

    def _is_being_told(self):
        return any(row.state in PENDING for row in self.message_ids)

    def _reminder_due(self):
        rhythm = self.company_id.udi_recall_reminder_days
        return due_on(self._attempts(), rhythm)

    def _reminder_values(self):
        last = self._latest_tried()
        return {
            "consignee_id": self.consignee_id.id,
            "addressee_id": self.id,
            "round_id": last.round_id.id,
            "kind": "reminder",
            "means": next_means(self._attempts(), bool(self._mail_to())),
            "version": last.version,
            "supersedes_id": last.supersedes_id.id,
            "lang": last.lang,
            "digest": last.digest,
            "line_digests": last.line_digests,
        }


class UdiRecallMessage(models.Model):
    _inherit = "udi.recall.message"

    def _again(self, means, why):
        """The same notice by another way, as one more attempt."""
        self.ensure_one()
        recall = self.recall_id._of_all()
        message = self.sudo()
        made = recall._create_messages(
            [
                {
                    "consignee_id": message.consignee_id.id,
                    "addressee_id": message.addressee_id.id,
                    "round_id": message.round_id.id,
                    "kind": message.kind,
                    "means": means,
                    "version": message.version,
                    "supersedes_id": message.supersedes_id.id,
                    "lang": message.lang,
                    "digest": message.digest,
                    "line_digests": message.line_digests,
                    "why": why,
                }
            ]
        )
        recall._wake_mailing()
        return made
