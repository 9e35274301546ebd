from odoo import api, models
from odoo.exceptions import UserError

from .udi_recall_step import ENDED


class UdiRecallPart(models.AbstractModel):
    """Rows of a recall that people type: in part, and until the recall has ended.

    What the steps of the recall write is written as superuser; whoever else sends it
    is refused, whichever way it comes.
    """

    _name = "udi.recall.part"
    _description = "Part of a recall"

    def _typed(self):
        """The fields that people may type."""
        return set()

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self.check_access("create")
            for vals in vals_list:
                self._check_typed(vals.keys() - {"recall_id"})
        rows = super().create(vals_list)
        rows._check_part_open()
        return rows

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            self._check_typed(vals.keys())
            self._check_part_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_while_open(self):
        self._check_part_open()

    def _check_typed(self, names):
        stopped = names - self._typed()
        if stopped:
            described = self.fields_get(list(stopped), ["string"])
            labels = [field["string"] for field in described.values()]
            raise UserError(
                self.env._(
                    "%(fields)s: only the buttons of the recall set this.",
                    fields=", ".join(labels) or ", ".join(sorted(stopped)),
                )
            )

    def _check_part_open(self):
        if self.env.su:
            return
        for recall in self.recall_id:
            if recall.state in ENDED:
                raise UserError(
                    self.env._(
                        "%(recall)s is %(state)s: it is evidence and stays as it is.",
                        recall=recall.name,
                        state=recall._state_text(),
                    )
                )
