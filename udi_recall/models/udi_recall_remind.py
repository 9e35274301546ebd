from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.reminder import Attempt, due_on, next_means
from .udi_recall_consignee_notice import ANSWERED
from .udi_recall_message import LEFT, PENDING

REMINDED_IN = ("running", "reconciling")
# What a message has in common with the one before it, to the same addressee
COPIED = (
    "consignee_id",
    "addressee_id",
    "round_id",
    "version",
    "supersedes_id",
    "lang",
    "digest",
    "line_digests",
)
NAMED = 10  # more than a line of names nobody reads: the list has them


class UdiRecall(models.Model):
    """Who did not answer is asked again: by mail, by telephone, by registered letter.

    It ends with an answer, or with proof that they are gone.
    """

    _inherit = "udi.recall"

    unanswered_count = fields.Integer(
        "Without an answer", compute="_compute_unanswered_count"
    )

    def _compute_unanswered_count(self):
        groups = (
            self.env["udi.recall.addressee"]
            .sudo()
            ._read_group(self._unanswered_domain(), ["recall_id"], ["__count"])
        )
        counts = {recall.id: count for recall, count in groups}
        for recall in self:
            recall.unanswered_count = counts.get(recall.id, 0)

    def _unanswered(self):
        """Those who must answer, were told, and have not."""
        return self.env["udi.recall.addressee"].search(self._unanswered_domain())

    def _unanswered_domain(self):
        """Asked of the database: a recall may have thousands of customers."""
        here = [("recall_id", "in", self.ids)]
        given = [*here, ("state", "=", "given"), ("affected", "!=", False)]
        return [
            *here,
            ("must_answer", "=", True),
            ("consignee_id.quantity", ">", 0),
            ("consignee_id.answer_state", "not in", ANSWERED),
            ("message_ids", "any", [*here, ("state", "in", LEFT)]),
            ("reply_ids", "not any", given),
        ]

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
        made = recall._create_messages(rows._reminder_values())
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
        lost = self._lost_consignees()
        if lost:
            self._ask_person(self.env._("Not reached, send by another way:"), lost)

    def _lost_consignees(self):
        """Whom the latest attempt did not reach; asked for each mail that fails."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT consignee_id FROM (
                    SELECT DISTINCT ON (addressee_id) consignee_id, state, id
                    FROM udi_recall_message
                    WHERE recall_id = %s AND state IN %s AND kind <> 'cancellation'
                    ORDER BY addressee_id, attempt DESC
                ) latest
                WHERE state IN ('bounced', 'failed') ORDER BY id
                """,
                self.id,
                LEFT,
            )
        )
        ids = dict.fromkeys(consignee_id for [consignee_id] in rows)
        return self.env["udi.recall.consignee"].browse(ids)

    def _ask_person(self, what, consignees):
        """The recall contact is asked, once for one thing and for all it concerns."""
        names = ", ".join(consignees[:NAMED].partner_id.mapped("name"))
        summary = f"{what} {names}"
        if more := len(consignees[NAMED:]):
            summary = self.env._("%(names)s and %(n)s more", names=summary, n=more)
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
        """One dict each, the notice that they got read together."""
        latest = {row: row._latest_tried() for row in self}
        told = self.env["udi.recall.message"].concat(*latest.values())
        told.fetch(COPIED)
        return [
            last._repeated()
            | {
                "kind": "reminder",
                "means": next_means(row._attempts(), bool(row._mail_to())),
            }
            for row, last in latest.items()
        ]


class UdiRecallMessage(models.Model):
    _inherit = "udi.recall.message"

    def _again(self, means, why):
        """The same notices by another way, as one more attempt each."""
        made = self.sudo().browse()
        for recall, rows in self.sudo().grouped("recall_id").items():
            rows.fetch(COPIED)
            values = [
                row._repeated() | {"kind": row.kind, "means": means, "why": why}
                for row in rows
            ]
            recall = recall._of_all()
            made |= recall._create_messages(values)
            recall._wake_mailing()
        return made

    def _repeated(self):
        """What another message has in common with the one told before."""
        return {
            name: self[name].id if self._fields[name].relational else self[name]
            for name in COPIED
        }
