from odoo import models
from odoo.exceptions import UserError


class StockMoveLine(models.Model):
    """Holds on parts of a lot's stock, and lots that wait for their release."""

    _inherit = "stock.move.line"

    def _action_done(self):
        result = super()._action_done()
        lines = self.exists()
        lines._udi_check_held_units()
        lines._udi_hold_new_lots()
        return result

    def _udi_check_stops(self):
        """What is held by place or package must not be taken from there."""
        result = super()._udi_check_stops()
        lines = self._udi_of_held_parts()
        if lines:
            held = self.browse()
            holds = self.env["udi.hold"]._parts([("lot_id", "in", lines.lot_id.ids)])
            quarantined = lines.location_id._udi_in_quarantine()
            for line in lines:
                if line._udi_takes_held(holds, quarantined):
                    held |= line
            held._udi_stop_part(holds)
        return result

    def _udi_of_held_parts(self):
        """Lines of lots of which a part is held, that may not take it."""
        partly = self.sudo().filtered(
            lambda line: (
                line.lot_id.udi_part_held
                and line.location_id.usage in ("internal", "transit")
                and line.product_uom_id.compare(line.quantity, 0) > 0
            )
        )
        return partly._udi_not_allowed_on_hold() if partly else partly

    def _udi_takes_held(self, holds, quarantined):
        self.ensure_one()
        mine = holds.filtered(lambda hold: hold.lot_id == self.lot_id)
        if self.location_id in quarantined:
            return bool(mine)
        return any(
            self.filtered_domain(hold._place())
            for hold in mine
            if not hold.held_quantity
        )

    def _udi_check_held_units(self):
        """After the move as many units must lie there as are held."""
        lines = self._udi_of_held_parts()
        if not lines:
            return
        holds = self.env["udi.hold"]._parts(
            [("lot_id", "in", lines.lot_id.ids), ("held_quantity", ">", 0)]
        )
        short = holds._short()
        if short:
            lines.filtered(lambda line: line.lot_id in short.lot_id)._udi_stop_part(
                short
            )

    def _udi_stop_part(self, holds):
        if not self:
            return
        sentences = self.env["udi.finding"]
        raise UserError(
            "\n".join(
                sentences._held_part(hold)
                for hold in holds
                if hold.lot_id in self.lot_id
            )
        )

    def _udi_hold_new_lots(self):
        """Lots that came or were made with these lines, where the device asks it."""
        devices = self.product_id.sudo().udi_device_ids.filtered("release_required")
        if not devices:
            return
        arrived = self.filtered(
            lambda line: (
                line.lot_id
                and line.product_id in devices.product_id
                and line.location_id.usage in ("supplier", "production")
                and line.location_dest_id.usage in ("internal", "transit")
            )
        )
        active = devices.filtered(lambda device: device.state == "active")
        lots = arrived.lot_id.filtered(
            lambda lot: (
                lot.sudo().udi_device_id in devices
                if lot.sudo().udi_device_id
                else lot.product_id in active.product_id
            )
        )
        lots._udi_never_moved_before(self)._udi_hold_awaiting()
