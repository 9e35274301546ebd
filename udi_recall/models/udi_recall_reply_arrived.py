from odoo import api, models


class UdiRecallReply(models.Model):
    """An answer proves that the notice was received."""

    _inherit = "udi.recall.reply"

    @api.model_create_multi
    def create(self, vals_list):
        replies = super().create(vals_list)
        replies._notice_arrived()
        return replies

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "given":
            self._notice_arrived()
        return result

    def _notice_arrived(self):
        for reply in self.filtered(lambda row: row.state == "given").sudo():
            told = reply.addressee_id.message_ids.filtered(
                lambda row: row.state in ("sent", "sending")
            )
            told._arrived(reply.answered_at or None)
            reminders = reply.addressee_id.message_ids.filtered(
                lambda row: row.kind == "reminder" and row.state in ("ready", "waiting")
            )
            if reply.addressee_id._has_answered():
                reminders.state = "void"
