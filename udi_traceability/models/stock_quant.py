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
        parts = self._udi_parts(product_id)
        return Domain(domain) & ~held & ~parts._untouchable()

    def _get_reserve_quantity(
        self,
        product_id,
        location_id,
        quantity,
        uom_id=None,
        lot_id=None,
        package_id=None,
        owner_id=None,
        strict=False,
    ):
        """Of a lot of which a quantity is held, that many units stay.

        Asked for as many more, Odoo goes on to other lots; what stays is taken off.
        """
        kept = {}
        if not strict and product_id.tracking != "none" and quantity > 0:
            kept = self._udi_parts(product_id)._kept()
        found = super()._get_reserve_quantity(
            product_id,
            location_id,
            quantity + sum(kept.values()),
            uom_id=uom_id,
            lot_id=lot_id,
            package_id=package_id,
            owner_id=owner_id,
            strict=strict,
        )
        return self._udi_leave(found, kept, quantity, uom_id) if kept else found

    def _udi_parts(self, product):
        return self.env["udi.hold"]._parts([("product_id", "=", product.id)])

    def _udi_leave(self, found, kept, quantity, uom):
        """What may be taken of these (quant, units), up to a quantity."""
        free = [
            (quant, quant.quantity - quant.reserved_quantity - kept.get(quant, 0.0))
            for quant, _units in found
        ]
        quantity = min(quantity, sum(max(0.0, units) for _quant, units in free))
        product = found[0][0].product_id if found else self.env["product.product"]
        if found and uom and uom != product.uom_id:
            # as Odoo rounds: whole units of the transfer, never more than asked for
            whole = product.uom_id._compute_quantity(
                quantity, uom, rounding_method="DOWN"
            )
            quantity = uom._compute_quantity(
                whole, product.uom_id, rounding_method="HALF-UP"
            )
        left = []
        for quant, units in free:
            taken = min(units, quantity)
            if taken > 0:
                quantity -= taken
                left.append((quant, taken))
        return left
