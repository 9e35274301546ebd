from odoo import fields, models


class UdiRecallNumber(models.Model):
    """A number that an authority gave: one event often has one per product."""

    _name = "udi.recall.number"
    _description = "Authority number of a recall"
    _inherit = ["udi.recall.part"]
    _order = "region_id, name"

    region_id = fields.Many2one(
        "udi.recall.region", required=True, ondelete="cascade", index=True
    )
    recall_id = fields.Many2one(related="region_id.recall_id", store=True, index=True)
    company_id = fields.Many2one(related="region_id.company_id", store=True, index=True)
    name = fields.Char("Number", required=True)
    authority = fields.Char()
    product_id = fields.Many2one(
        "product.product", index="btree_not_null", ondelete="restrict"
    )

    _region_name_uniq = models.Constraint(
        "UNIQUE(region_id, name)", "This number stands there already."
    )

    def _typed(self):
        return {"region_id", "name", "authority", "product_id"}
