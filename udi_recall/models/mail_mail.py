from odoo import fields, models

MESSAGE = "udi.recall.message"


class MailMail(models.Model):
    """What the outbox says of a recall notice is written on the notice.

    In the transaction of the mail itself: no notice is sent without saying so.
    """

    _inherit = "mail.mail"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("outgoing", "cancel"):
            self._udi_tell_queue(vals["state"])
        return result

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        self._udi_tell_messages(failure_reason)
        return super()._postprocess_sent_message(
            success_pids,
            success_emails,
            failure_reason=failure_reason,
            failure_type=failure_type,
        )

    def _udi_messages(self):
        mine = self.filtered(lambda mail: mail.model == MESSAGE)
        messages = self.env[MESSAGE].sudo()
        return messages.search([("mail_id", "in", mine.ids)]) if mine else messages

    def _udi_tell_messages(self, failure_reason):
        for message in self._udi_messages():
            mail = message.mail_id
            if message.state == "delivered":
                continue
            if mail.state == "sent":
                # The rows of the round are shared by many: they are written apart.
                message.write(
                    {
                        "state": "sent",
                        "sent_at": fields.Datetime.now(),
                        "failure": False,
                    }
                )
                self.env["udi.recall.mailing"]._wake()
            else:
                why = failure_reason or mail.failure_reason
                message._not_arrived("failed", why)

    def _udi_tell_queue(self, state):
        """Somebody stopped it in the outbox, or lets it try again."""
        for message in self._udi_messages():
            if state == "outgoing":
                message.write({"state": "sending", "failure": False})
            elif message.state == "sending":
                message._not_arrived("failed", self.env._("Stopped in the outbox."))
