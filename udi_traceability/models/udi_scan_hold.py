from dataclasses import replace

from odoo import api, models


class UdiScan(models.AbstractModel):
    """A scan of a lot of which a part is held takes only what is free."""

    _inherit = "udi.scan"

    @api.model
    def _known_lots(self, picking, moves, lots):
        known = super()._known_lots(picking, moves, lots)
        partly = lots.filtered("udi_part_held")
        if not partly or self._takes_held(picking):
            return known
        holds = self.env["udi.hold"]._parts([("lot_id", "in", partly.ids)])
        for lot, mine in holds.grouped("lot_id").items():
            key = (lot.product_id.id, lot.name)
            known[key] = self._less_held(known[key], picking, mine)
        return known

    def _less_held(self, lot, picking, holds):
        """The same lot with what is held taken off; on hold if nothing is free."""
        quants = holds._quants().filtered_domain(
            [("location_id", "child_of", picking._udi_scan_source().ids)]
        )
        whole = quants.filtered_domain(holds._untouchable())
        kept = holds._kept()
        held = sum(whole.mapped("quantity")) + sum(
            kept.get(quant, 0.0) for quant in quants - whole
        )
        free = lot.available - held
        if lot.available > 0 >= free:
            return replace(lot, on_hold=True)
        return replace(lot, available=free)
