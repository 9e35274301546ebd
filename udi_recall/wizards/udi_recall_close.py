from odoo import api, fields, models


class UdiRecallClose(models.TransientModel):
    """Ask for the reason before a recall ends."""

    _name = "udi.recall.close"
    _description = "Close or cancel a recall"

    recall_id = fields.Many2one("udi.recall", required=True, readonly=True)
    outcome = fields.Selection(
        [("closed", "Close"), ("cancelled", "Cancel")], required=True, readonly=True
    )
    reason = fields.Text(required=True)
    remains = fields.Char("What stays as it is", compute="_compute_remains")

    @api.depends("recall_id")
    @api.depends_context("lang")
    def _compute_remains(self):
        for wizard in self:
            wizard.remains = wizard.recall_id._remains_text()

    def action_end(self):
        self.ensure_one()
        self.recall_id._end(self.outcome, self.reason)
        return {"type": "ir.actions.act_window_close"}
