from odoo import api, models

from .stock_move_line import LABEL


class UdiScan(models.AbstractModel):
    """The way back of `_take`: as if the units had not been scanned."""

    _inherit = "udi.scan"

    @api.model
    def _untake(self, entry):
        """Uncount the units of an entry; the transfer goes on expecting them."""
        line = entry.move_line_id.with_env(self.env)
        incoming = self._is_incoming(line.picking_id)
        left = line.udi_scanned_qty - entry.units
        if line.product_id.uom_id.compare(left, 0) > 0:
            self._count_more(line, -entry.units)
            self.env["stock.move.line"].create(
                self._open_vals(line, entry.units, incoming)
            )
        elif line.product_id.tracking == "serial" and not incoming:
            # the serial that was reserved first may be the one to expect again
            move = line.move_id
            line.unlink()
            before = move.move_line_ids
            move._action_assign(force_qty=entry.units)
            # Odoo takes what it adds to a picked move for picked
            (move.move_line_ids - before).picked = False
        else:
            line.write(self._uncounted_vals(incoming))

    def _open_vals(self, line, units, incoming):
        """A line for units that were taken off a counted one."""
        return {
            "move_id": line.move_id.id,
            "picking_id": line.picking_id.id,
            "product_id": line.product_id.id,
            "product_uom_id": line.product_id.uom_id.id,
            "quantity": units,
            "picked": False,
            "lot_id": False if incoming else line.lot_id.id,
            "package_id": line.package_id.id,
            "owner_id": line.owner_id.id,
            "location_id": line.location_id.id,
            "location_dest_id": line.location_dest_id.id,
        }

    def _uncounted_vals(self, incoming):
        vals = {**dict.fromkeys(LABEL, False), "udi_scanned_qty": 0, "picked": False}
        return {**vals, "lot_id": False, "lot_name": False} if incoming else vals
