from odoo import models


class StockMoveLine(models.Model):
    """Holds on parts of a lot's stock, and lots that wait for their release."""

    _inherit = "stock.move.line"

    def _action_done(self):
        result = super()._action_done()
        self.exists()._udi_hold_new_lots()
        return result

    def _udi_held(self, moved=False):
        """Besides whole lots: what is held by place, by package or by number."""
        return super()._udi_held(moved) | self._udi_of_held_parts(moved)

    def _udi_of_held_parts(self, moved):
        """Lines of lots of which a part is held, that may not go where they go."""
        partly = self.sudo().filtered(
            lambda line: (
                line.lot_id.udi_part_held
                and line.product_uom_id.compare(line.quantity, 0) > 0
            )
        )
        if not partly:
            return partly
        moving = partly.filtered(lambda line: line.state != "done" and not moved)
        stopped = partly.filtered(
            lambda line: line.location_id.usage in ("internal", "transit")
        )._udi_not_allowed_on_hold()
        lots = stopped.lot_id
        holds = self.env["udi.hold"]._parts([("lot_id", "in", lots.ids)])
        short = set(holds._short(moving).lot_id._ids)
        too_many = stopped.filtered(lambda line: line.lot_id.id in short)
        return too_many | stopped._udi_taking_held(holds)

    def _udi_taking_held(self, holds):
        """Those of these lines that take what is held by place or package.

        What lies in quarantine of such a lot is the held part of it.
        """
        away = self.location_id._udi_in_quarantine()
        by_lot = holds.grouped("lot_id")
        none = holds.browse()
        return self.filtered(
            lambda line: by_lot.get(line.lot_id, none)._taken_by(line, away)
        )

    def _udi_finding_text(self, finding):
        lot = self.lot_id.sudo()
        if finding.code == "on_hold" and lot.udi_part_held and not lot.udi_on_hold:
            return self.env["udi.finding"]._held_part(lot)
        return super()._udi_finding_text(finding)

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
