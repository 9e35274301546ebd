from odoo import fields, models

KINDS = [
    ("stock", "In stock"),
    ("reserved", "Reserved"),
    ("transit", "On the way"),
    ("consignee", "At a customer"),
    ("supplier", "Back at the supplier"),
    ("consumed", "Used in production"),
    ("scrapped", "Scrapped"),
]


class UdiTraceLookupHolding(models.TransientModel):
    _name = "udi.trace.lookup.holding"
    _description = "Holding of a Traced Lot"
    _order = "kind, partner_id, location_id, id"

    lookup_id = fields.Many2one(
        "udi.trace.lookup", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(KINDS, required=True)
    lot_id = fields.Many2one("stock.lot", string="Lot/Serial", ondelete="cascade")
    product_id = fields.Many2one("product.product", ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Who", ondelete="cascade")
    country_id = fields.Many2one(related="partner_id.country_id")
    location_id = fields.Many2one("stock.location", string="Where", ondelete="cascade")
    quantity = fields.Float(digits="Product Unit")
    uom_id = fields.Many2one(related="product_id.uom_id")
