from odoo import models


class UdiTrace(models.AbstractModel):
    """From what was traced to its recall."""

    _inherit = "udi.trace"

    def _trace_actions(self, lots):
        actions = super()._trace_actions(lots)
        if lots and self.env.user.has_group("udi_recall.group_recall_manager"):
            label = self.env._("Recall these")
            actions.insert(0, {"name": "recall", "label": label, "main": True})
        return actions

    def _trace_act_recall(self, lots):
        """The recall follows by itself what these went into."""
        return lots.action_udi_recall()
