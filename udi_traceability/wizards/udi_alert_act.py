from odoo import fields, models

from ..models.udi_alert import CLOSE_REASONS


class UdiAlertAct(models.TransientModel):
    """Close alerts with a reason, or give them to somebody."""

    _name = "udi.alert.act"
    _description = "Deal with Alerts"

    alert_ids = fields.Many2many("udi.alert", required=True)
    alert_count = fields.Integer(compute="_compute_alert_count", string="Alerts")
    act = fields.Selection(
        [("close", "Close"), ("give", "Give")], required=True, default="close"
    )
    user_id = fields.Many2one("res.users", string="To", domain=[("share", "=", False)])
    reason = fields.Selection(CLOSE_REASONS, default="dealt_with")
    text = fields.Char(string="What was done")

    def _compute_alert_count(self):
        for wizard in self:
            wizard.alert_count = len(wizard.alert_ids)

    def action_close(self):
        self.ensure_one()
        self.alert_ids._close(self.reason, self.text)
        return {"type": "ir.actions.act_window_close"}

    def action_give(self):
        self.ensure_one()
        self.alert_ids._give(self.user_id)
        return {"type": "ir.actions.act_window_close"}
