from odoo import fields, models
from odoo.exceptions import UserError

from .udi_recall_message import LETTERS
from .udi_recall_message_files import REPORT
from .udi_recall_remind import REMINDED_IN

COUNTED = {
    "notice_waiting_count": [("state", "=", "waiting")],
    "notice_ready_count": [("state", "=", "ready"), ("means", "=", "mail")],
    "letter_count": [("state", "=", "ready"), ("means", "in", LETTERS)],
    "call_count": [("state", "=", "ready"), ("means", "in", ("phone", "visit"))],
    "notice_sent_count": [("state", "in", ("sent", "delivered"))],
    "notice_lost_count": [("state", "in", ("bounced", "failed"))],
}


class UdiRecall(models.Model):
    """The buttons of sending, and the figures beside them."""

    _inherit = "udi.recall"

    notice_waiting_count = fields.Integer(
        "Wait for the report", compute="_compute_notice_counts"
    )
    notice_ready_count = fields.Integer(
        "Ready to leave", compute="_compute_notice_counts"
    )
    letter_count = fields.Integer("Letters to post", compute="_compute_notice_counts")
    call_count = fields.Integer("To call or visit", compute="_compute_notice_counts")
    notice_sent_count = fields.Integer(
        "Left the house", compute="_compute_notice_counts"
    )
    notice_lost_count = fields.Integer(
        "Came back or not sent", compute="_compute_notice_counts"
    )
    mailing_ids = fields.One2many("udi.recall.mailing", "recall_id", "Sendings")

    def _compute_notice_counts(self):
        messages = self.env["udi.recall.message"]
        for name, domain in COUNTED.items():
            groups = messages._read_group(
                [("recall_id", "in", self.ids), *domain], ["recall_id"], ["__count"]
            )
            counts = {recall.id: count for recall, count in groups}
            for recall in self:
                recall[name] = counts.get(recall.id, 0)

    def action_send(self):
        """Let what is ready leave, and what was not sent try again."""
        self.ensure_one()
        self._check_manager()
        self._check_state("running", "reconciling", "completed", "cancelled")
        self._lock()
        recall = self._of_all()
        again = recall.notice_ids.filtered(
            lambda row: (
                row.state == "failed"
                and row.means == "mail"
                and row == row.addressee_id._latest_tried()
            )
        )
        again._again("mail", self.env._("It was not sent."))
        recall._wake_mailing()
        return self._notify(self._sending_text())

    def action_correct(self):
        """Send a new version to whom what changed concerns, and to nobody else."""
        self.ensure_one()
        self._check_manager()
        self._check_state("running", "reconciling")
        self._lock()
        count = self._prepare_notices()
        if not count:
            return self._notify(
                self.env._("Nothing changed since the notices: nobody is written to.")
            )
        self.message_post(body=self.env._("Corrected notices: %(n)s.", n=count))
        return self._notify(self.env._("Corrected notices: %(n)s.", n=count))

    def action_remind(self):
        """Ask again whoever has not answered, now; nobody twice on one day."""
        self.ensure_one()
        self._check_manager()
        self._check_state(*REMINDED_IN)
        self._lock()
        recall = self._of_all()
        today = self.company_id._udi_today()
        rows = recall._unanswered()
        asked = rows.filtered(lambda row: row._latest_tried()._as_of() < today)
        made = recall._remind(asked)
        self._check_reminded(rows, made)
        said = self._means_text(made)
        self.message_post(body=self.env._("Reminded: %(means)s.", means=said))
        return self._notify(self.env._("Reminded: %(means)s.", means=said))

    def action_print_notices(self):
        """The letters that wait for the post; else all that were written."""
        self.ensure_one()
        self.check_access("read")
        rows = self.notice_ids.filtered(
            lambda row: row.state == "ready" and row.means in LETTERS
        )
        rows = rows or self.notice_ids.filtered(
            lambda row: row.state not in ("void", "waiting")
        )
        if not rows:
            raise UserError(
                self.env._("%(recall)s has no notice to print.", recall=self.name)
            )
        return self.env.ref(REPORT).report_action(rows)

    def action_open_notices(self):
        self.ensure_one()
        return self._open_rows("udi_recall_message_action")

    def _wake_mailing(self):
        """One sending a recall at a time; the job takes what is ready then."""
        mailings = self.env["udi.recall.mailing"].sudo()
        messages = self.env["udi.recall.message"]
        for recall in self:
            if not messages._to_send(recall, 1):
                continue
            if not mailings.search_count(
                [("recall_id", "=", recall.id), ("state", "=", "open")], limit=1
            ):
                mailings.create(
                    {
                        "recall_id": recall.id,
                        "name": self.env._("%(recall)s: notices", recall=recall.name),
                        "user_id": self.env.uid,
                    }
                )
            mailings._wake()

    def _check_reminded(self, unanswered, made):
        if made:
            return
        if unanswered:
            text = self.env._(
                "%(recall)s: everyone without an answer was written to today, or is "
                "on the list to call or post. Nobody is asked twice on one day.",
                recall=self.name,
            )
        else:
            text = self.env._(
                "%(recall)s: everyone who was told has answered. There is nobody to "
                "remind.",
                recall=self.name,
            )
        raise UserError(text)

    def _means_text(self, messages):
        """2 by mail, 1 by telephone."""
        words = dict(messages._fields["means"]._description_selection(self.env))
        return ", ".join(
            self.env._("%(n)s by %(means)s", n=len(rows), means=words[means].lower())
            for means, rows in messages.grouped("means").items()
        )

    def _sending_text(self):
        if not self._real():
            return self.env._("Exercise: nothing leaves the house.")
        return self.env._(
            "%(ready)s leave now, %(waiting)s wait for a report, %(letters)s letters "
            "are to be printed.",
            ready=self.notice_ready_count,
            waiting=self.notice_waiting_count,
            letters=self.letter_count,
        )

    def _notify(self, text):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": text,
                "type": "success",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
