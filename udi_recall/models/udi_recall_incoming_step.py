from odoo import models
from odoo.exceptions import UserError


class UdiRecallIncoming(models.Model):
    """What each step of a maker's notice asks first, and who is reminded of it."""

    _inherit = "udi.recall.incoming"

    def _check_manager(self):
        """A step writes as superuser, so it asks for the right itself."""
        self.ensure_one()
        self.check_access("read")
        self.check_access("write")

    def _lock(self):
        if not self.sudo().try_lock_for_update():
            raise UserError(
                self.env._(
                    "Someone is working on %(notice)s at this moment. Try again in a "
                    "minute.",
                    notice=self.display_name,
                )
            )

    def _remind_to_answer(self):
        """One activity for whoever answers, on the day that the maker asks for."""
        kind = "mail.mail_activity_data_todo"
        for notice in self.sudo().filtered(lambda row: row.user_id and row.reply_by):
            if notice.state == "answered":
                continue
            open_ones = notice.activity_ids.filtered("automated")
            values = {
                "date_deadline": notice.reply_by,
                "user_id": notice.user_id.id,
            }
            if open_ones:
                open_ones.write(values)
            else:
                summary = self.env._("Answer the maker")
                notice.activity_schedule(kind, summary=summary, **values)
