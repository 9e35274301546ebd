from odoo import api, fields, models


class UdiRecallClose(models.TransientModel):
    """Ask for the reason before a recall is cancelled."""

    _name = "udi.recall.close"
    _description = "Cancel a recall"

    recall_id = fields.Many2one("udi.recall", required=True, readonly=True)
    reason = fields.Text(required=True)
    remains = fields.Char("What stays as it is", compute="_compute_remains")

    @api.depends("recall_id")
    @api.depends_context("lang")
    def _compute_remains(self):
        for wizard in self:
            wizard.remains = wizard.recall_id._remains_text()

    def action_end(self):
        self.ensure_one()
        self.recall_id._cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}
