from odoo import fields, models


class UdiHoldRelease(models.TransientModel):
    _name = "udi.hold.release"
    _description = "Release Holds"

    hold_ids = fields.Many2many(
        "udi.hold", required=True, domain=[("state", "=", "active")]
    )
    note = fields.Char(string="Why they may go", required=True)

    def action_release(self):
        self.ensure_one()
        self.hold_ids._release(self.note)
        return {"type": "ir.actions.act_window_close"}
