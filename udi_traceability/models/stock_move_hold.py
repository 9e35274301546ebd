from odoo import models


class StockMove(models.Model):
    """What the step before brought is reserved by its very lot: not if it is held."""

    _inherit = "stock.move"

    def _update_reserved_quantity_vals(
        self,
        need,
        location_id,
        lot_id=None,
        package_id=None,
        owner_id=None,
        strict=True,
    ):
        if (
            strict
            and lot_id
            and self._udi_may_not_have(lot_id, location_id, package_id)
        ):
            return [], 0.0
        return super()._update_reserved_quantity_vals(
            need,
            location_id,
            lot_id=lot_id,
            package_id=package_id,
            owner_id=owner_id,
            strict=strict,
        )

    def _udi_may_not_have(self, lot, place, package):
        if not (lot.udi_on_hold or lot.udi_part_held):
            return False
        line = self.env["stock.move.line"].new(
            {
                "move_id": self.id,
                "product_id": lot.product_id.id,
                "lot_id": lot.id,
                "package_id": package.id if package else False,
                "location_id": place.id,
                "location_dest_id": self.location_dest_id.id,
            }
        )
        if not line._udi_not_allowed_on_hold():
            return False
        if lot.udi_on_hold:
            return True
        holds = self.env["udi.hold"]._parts([("lot_id", "=", lot.id)])
        return bool(line._udi_taking_held(holds))
