from odoo import fields, models


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    udi_scan_policy = fields.Selection(
        [
            ("none", "Not needed"),
            ("lots", "Each lot once"),
            ("units", "Every unit"),
        ],
        string="Scan of devices",
        required=True,
        default="none",
        help="What must be scanned before a transfer of devices is done. What happens "
        "where it was not is in the scan policies, under “Not scanned”.",
    )
