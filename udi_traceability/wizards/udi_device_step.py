from odoo import fields, models
from odoo.exceptions import UserError


class UdiDeviceStep(models.TransientModel):
    """A step that somebody will ask about later says why it was taken."""

    _name = "udi.device.step"
    _description = "Step Back or Withdraw a Device"

    device_ids = fields.Many2many("udi.device", required=True)
    state = fields.Selection(
        [("draft", "Back to draft"), ("withdrawn", "Withdraw")], required=True
    )
    reason = fields.Char(string="Why", required=True)

    def action_go(self):
        self.ensure_one()
        reason = self.reason.strip()
        if not reason:
            raise UserError(
                self.env._("“Why” is empty. Write the reason in a few words.")
            )
        if self.state == "draft":
            self.device_ids._back_to_draft(reason)
        else:
            self.device_ids._withdraw(reason)
        return {"type": "ir.actions.act_window_close"}
