from odoo import models


class UdiRecall(models.Model):
    """After a correction an answer stands only for what stayed the same."""

    _inherit = "udi.recall"

    def _prepare_notices(self, round=None):
        count = super()._prepare_notices(round)
        given = self.sudo().reply_ids.filtered(lambda row: row.state == "given")
        older = given.filtered(
            lambda row: row.message_version < row.addressee_id._notice_version()
        )
        older.consignee_id._roll_up()
        return count
