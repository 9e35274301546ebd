from odoo import models


class UdiTraceLookup(models.TransientModel):
    """From what was traced to its recall."""

    _inherit = "udi.trace.lookup"

    def action_udi_recall(self):
        self.ensure_one()
        return self.start_ids.action_udi_recall()
