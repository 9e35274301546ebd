from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class StockLotUdiHold(models.TransientModel):
    _name = "stock.lot.udi.hold"
    _description = "Hold Lots"

    lot_ids = fields.Many2many("stock.lot", string="Lots/serials", required=True)
    reason = fields.Selection(
        selection=lambda self: self.env["udi.hold"]._fields["reason"].selection,
        required=True,
        default="quarantine",
    )
    note = fields.Char(string="What happened", required=True)
    lot_count = fields.Integer(compute="_compute_preview", string="Lots")
    quantity = fields.Float(
        compute="_compute_preview", string="On hand", digits="Product Unit"
    )
    held_count = fields.Integer(compute="_compute_preview")
    reserved_quantity = fields.Float(
        compute="_compute_preview", string="Reserved", digits="Product Unit"
    )
    picking_ids = fields.Many2many(
        "stock.picking",
        compute="_compute_preview",
        string="Transfers that lose their reservation",
    )
    picked_picking_ids = fields.Many2many(
        "stock.picking",
        compute="_compute_preview",
        string="Transfers that have them in the box",
    )

    @api.model
    def default_get(self, fields):
        defaults = super().default_get(fields)
        if "lot_ids" in fields and self.env.context.get("active_model") == (
            "stock.lot"
        ):
            chosen = [Command.set(self.env.context.get("active_ids") or [])]
            defaults.setdefault("lot_ids", chosen)
        return defaults

    @api.depends("lot_ids")
    def _compute_preview(self):
        for wizard in self:
            lots = wizard.lot_ids._origin
            lines = self.env["udi.hold"]._reservations(lots)
            wizard.lot_count = len(lots)
            wizard.quantity = sum(lots.mapped("product_qty"))
            wizard.held_count = len(lots.filtered("udi_on_hold"))
            wizard.reserved_quantity = sum(lines.mapped("quantity_product_uom"))
            wizard.picking_ids = lines.picking_id
            picked = self.env["udi.hold"]._reservations(lots, picked=True)
            wizard.picked_picking_ids = picked.picking_id

    def action_hold(self):
        self.ensure_one()
        if not self.lot_ids:
            raise UserError(self.env._("Choose the lots or serials to hold."))
        self.lot_ids.check_access("write")
        self.env["udi.hold"]._hold(self.lot_ids, self.reason, self.note)
        return {"type": "ir.actions.act_window_close"}
