from odoo import api, models
from odoo.fields import Domain


class UdiScan(models.AbstractModel):
    """Units are taken from, and put to, the places that were scanned before them."""

    _inherit = "udi.scan"

    def _at_place(self, picking):
        """Domain of the lines that are counted at the places that hold now."""
        here = Domain.TRUE
        if picking.udi_from_id:
            here &= Domain("location_id", "child_of", picking.udi_from_id.id)
        if picking.udi_to_id:
            return here & Domain("location_dest_id", "=", picking.udi_to_id.id)
        return here & Domain("location_dest_id", "not in", self._put_to(picking).ids)

    def _put_to(self, picking):
        """Every place that somebody scanned on this transfer."""
        entries = self.env["udi.scan.entry"].sudo()
        domain = [("picking_id", "=", picking.id), ("location_id", "!=", False)]
        return entries.search(domain).location_id.with_env(self.env)

    def _line_vals(self, picking, read, box):
        vals = super()._line_vals(picking, read, box)
        place = picking.udi_to_id
        return vals | ({"location_dest_id": place.id} if place else {})

    @api.model
    def _take_package(self, picking, read):
        lines = super()._take_package(picking, read)
        if picking.udi_to_id:
            lines.location_dest_id = picking.udi_to_id
        return lines

    def _place_vals(self, picking, read):
        vals = super()._place_vals(picking, read)
        place = picking.udi_from_id
        return vals or ({"location_id": place.id} if place else {})

    @api.model
    def _untake(self, entry):
        """What waits again waits where the transfer puts it."""
        picking = entry.picking_id.with_env(self.env)
        result = super()._untake(entry)
        put_to = self._put_to(picking)
        if put_to:
            waiting = self.env["stock.move.line"].search(
                [
                    ("picking_id", "=", picking.id),
                    ("udi_scanned_qty", "=", 0),
                    ("location_dest_id", "in", put_to.ids),
                ]
            )
            for move, lines in waiting.grouped("move_id").items():
                lines.location_dest_id = move.location_dest_id
        return result
