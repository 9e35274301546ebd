from odoo import models


class ProductProduct(models.Model):
    """Another unit of the same size changes done lines, and says so itself."""

    _inherit = "product.product"

    def _update_uom(self, to_uom_id):
        lines = self.env["stock.move.line"].search(
            [("product_id", "in", self.ids), ("state", "=", "done")]
        )
        why = self.env._("The product got another unit of the same size.")
        lines._udi_say_why(why)
        result = super()._update_uom(to_uom_id)
        lines._udi_say_why(False)
        return result
