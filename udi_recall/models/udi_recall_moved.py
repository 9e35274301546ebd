from odoo import api, fields, models

from .udi_recall_step import ACTIVE

BEGUN = [("state", "in", ("queued", "running", "stopped"))]


class UdiRecallMoved(models.Model):
    """A note that goods of a running recall moved: its figures are counted again.

    Transfers only add notes, so two of them never wait for each other, nor for whoever
    works on the recall. The count follows in a transaction of its own.
    """

    _name = "udi.recall.moved"
    _description = "Recalled goods that moved"
    _log_access = False

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")

    @api.model
    def _note(self, recalls):
        """After this transaction the figures of these recalls are counted again."""
        if recalls:
            self.sudo().create(
                [
                    {"recall_id": recall.id, "company_id": recall.company_id.id}
                    for recall in recalls
                ]
            )
            self.env.ref("udi_recall.ir_cron_recall_moved").sudo()._trigger()

    @api.model
    def _cron_count(self):
        """Recall after recall; one that is being worked on has its turn later.

        While a round takes up its lots nothing else may touch their rows.
        """
        waiting = self._read_group([], ["recall_id"], ["id:recordset"])
        for done, (recall, notes) in enumerate(waiting, start=1):
            free = recall.try_lock_for_update()
            if free and not free.round_ids.filtered_domain(BEGUN):
                if recall.state in ACTIVE:
                    recall._count_again()
                notes.unlink()
            self.env["ir.cron"]._commit_progress(1, remaining=len(waiting) - done)


class UdiRecall(models.Model):
    _inherit = "udi.recall"

    def _count_again(self):
        """Where the goods are now. Nobody new is told: a person starts that."""
        recall = self._inside()
        recall._refresh_consignees(recall._refresh_known())
