from odoo import models
from odoo.fields import Domain


class StockQuant(models.Model):
    _inherit = "stock.quant"

    def _get_gather_domain(
        self,
        product_id,
        location_id,
        lot_id=None,
        package_id=None,
        owner_id=None,
        strict=False,
    ):
        """Nothing on hold is offered for reservation.

        A strict search looks for the very quant to take goods off. Without it the
        goods would leave a negative quant behind, so it must find lots on hold too.
        """
        domain = super()._get_gather_domain(
            product_id, location_id, lot_id, package_id, owner_id, strict
        )
        if strict or product_id.tracking == "none":
            return domain
        held = Domain("lot_id", "any!", [("udi_on_hold", "=", True)])
        return Domain(domain) & ~held
