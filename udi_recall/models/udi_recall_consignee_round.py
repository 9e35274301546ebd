from odoo import models
from odoo.tools import SQL


class UdiRecallConsignee(models.Model):
    """From a preview to what a round asks for: from here on it stays."""

    _inherit = "udi.recall.consignee"

    def _take_up(self, round_):
        """What these accounts are asked for belongs to a round from now on.

        :return: how many accounts and lines that were
        """
        self.env.flush_all()
        counts = []
        for name in ("udi_recall_consignee_line", "udi_recall_consignee"):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET round_id = %s WHERE round_id IS NULL AND %s",
                    SQL.identifier(name),
                    round_.id,
                    SQL("recall_id = %s", round_.recall_id.id)
                    if name == "udi_recall_consignee"
                    else SQL(
                        "consignee_id IN "
                        "(SELECT id FROM udi_recall_consignee WHERE recall_id = %s)",
                        round_.recall_id.id,
                    ),
                )
            )
            counts.append(self.env.cr.rowcount)
        self.env.invalidate_all(flush=False)
        return counts[1]
