from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.stock_lot_edit import UDI_DATA

FIELDS = [name for name in UDI_DATA if name != "expiration_date"]


class StockLotUdiEdit(models.TransientModel):
    """Correct what the record says about a label, and say why."""

    _name = "stock.lot.udi.edit"
    _description = "Correct the Record of a Lot"

    lot_id = fields.Many2one("stock.lot", required=True, readonly=True)
    product_id = fields.Many2one(related="lot_id.product_id")
    tracking = fields.Selection(related="lot_id.product_id.tracking")
    name = fields.Char(string="Lot/Serial number", required=True)
    udi_di_id = fields.Many2one(
        "udi.di",
        string="DI",
        domain="[('device_id.product_id', '=', product_id)]",
    )
    udi_lot_number = fields.Char(string="Lot on the label")
    udi_serial_number = fields.Char(string="Serial on the label")
    udi_manufacture_date = fields.Date(string="Made on")
    udi_expiration_date = fields.Date(string="Expires on")
    udi_software_version = fields.Char(string="Software version")
    udi_donation_number = fields.Char(string="Donation number")
    udi_sterilization_lot = fields.Char(string="Sterilisation lot")
    reason = fields.Char(required=True)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        lot_ids = self.env.context.get("default_lot_ids") or [values.get("lot_id")]
        lot = self.env["stock.lot"].browse(lot_ids[0]).exists()
        lot.check_access("write")
        values["lot_id"] = lot.id
        for name in FIELDS:
            value = lot[name]
            # what the caller read on a label comes first
            values.setdefault(
                name, value.id if isinstance(value, models.Model) else value
            )
        return values

    def action_save(self):
        self.ensure_one()
        lot = self.lot_id
        changed = {name: self[name] for name in FIELDS if self[name] != lot[name]}
        if "udi_di_id" in changed:
            changed["udi_di_id"] = self.udi_di_id.id
        if not changed:
            raise UserError(
                self.env._("Nothing was changed. Change a value, or press Discard.")
            )
        lot.write({**changed, "udi_edit_reason": self.reason})
        return {"type": "ir.actions.act_window_close"}
