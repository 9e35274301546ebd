from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.udi_hold_release import RESULTS


class UdiHoldRelease(models.TransientModel):
    _name = "udi.hold.release"
    _description = "Release Holds"

    hold_ids = fields.Many2many(
        "udi.hold", required=True, domain=[("state", "=", "active")]
    )
    hold_count = fields.Integer(compute="_compute_hold_count", string="Holds")
    awaited = fields.Boolean(compute="_compute_hold_count")
    shown_hold_ids = fields.Many2many(
        "udi.hold", compute="_compute_hold_count", string="What is released"
    )
    note = fields.Char(string="Why they may go")
    quantity = fields.Float(
        string="Units to release",
        digits="Product Unit",
        help="0: all of them. What is not released stays on hold.",
    )
    inspection_reference = fields.Char(string="Inspection record")
    inspection_result = fields.Selection(RESULTS, string="Result")
    attachment_ids = fields.Many2many("ir.attachment", string="Files")

    @api.depends("hold_ids")
    def _compute_hold_count(self):
        for wizard in self:
            holds = wizard.hold_ids
            wizard.hold_count = len(holds)
            wizard.awaited = "awaiting_release" in holds.mapped("reason")
            wizard.shown_hold_ids = holds[:20]

    def action_release(self):
        self.ensure_one()
        if self.awaited:
            return self.action_sign()
        self._check_note()
        self.hold_ids._release(self.note, self.quantity, **self._inspection())
        return {"type": "ir.actions.act_window_close"}

    def action_sign(self):
        """What awaits release is released by a signature."""
        self.ensure_one()
        self._check_note()
        self.hold_ids._check_may_release()
        inspection = self._inspection()
        self.hold_ids.sudo()._check_inspected({**inspection, "signature_id": True})
        return self.env["udi.signature"]._ask(
            self.hold_ids,
            "release",
            self._title(),
            self.env._("I inspected these goods or read the record; they may go."),
            reason=self.note,
            quantity=self.quantity,
            inspection_reference=self.inspection_reference,
            inspection_result=self.inspection_result,
            attachment_ids=self.attachment_ids.ids,
        )

    def _title(self):
        if self.hold_count == 1:
            return self.env._("Release of %(what)s", what=self.hold_ids.sudo().name)
        return self.env._("Release of %(count)s lots", count=self.hold_count)

    def _check_note(self):
        if not (self.note or "").strip():
            raise UserError(self.env._("“Why they may go” is empty. Say why."))
        if self.quantity and self.hold_count > 1:
            raise UserError(
                self.env._(
                    "“Units to release” is for one hold. Release them one by one, or "
                    "leave it empty."
                )
            )

    def _inspection(self):
        return {
            "inspection_reference": self.inspection_reference,
            "inspection_result": self.inspection_result,
            "inspection_attachment_ids": self.attachment_ids.ids,
        }
