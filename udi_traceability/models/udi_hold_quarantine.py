from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# Above so many lines the transfer is made ready, and validated by who moves the goods
AT_ONCE = 1000


class UdiHold(models.Model):
    """Goods on hold go to quarantine by one internal transfer of each warehouse."""

    _inherit = "udi.hold"

    @api.model
    def _quarantine(self, lots, part, place):
        """Move what lies here of these lots, or of a part, to a quarantine.

        :return: the transfers; done, or ready where there is very much to move
        """
        place = place.sudo()
        if not place._udi_in_quarantine():
            raise UserError(
                self.env._(
                    "%(place)s is no quarantine: goods on hold may not go there. "
                    "Choose another place, or tick “Quarantine” on this one.",
                    place=place.complete_name,
                )
            )
        quants = self._to_move(lots, part, place)
        units = self._units_to_move(quants, part)
        if not units:
            return self.env["stock.picking"]
        picking = self._quarantine_picking(units, place)
        picking.action_confirm()
        if len(units) <= AT_ONCE:
            picking._action_done()
        else:
            picking.move_ids.picked = False
        return picking.with_env(self.env)

    def _to_move(self, lots, part, place):
        here = Domain("lot_id", "in", lots.ids) & Domain(
            "location_id.usage", "in", ("internal", "transit")
        )
        elsewhere = ~Domain("location_id", "child_of", place.ids)
        return (
            self.env["stock.quant"]
            .sudo()
            .search(
                here
                & elsewhere
                & Domain("quantity", ">", 0)
                & Domain("company_id", "in", [place.company_id.id, False])
                & self._part_domain(part),
                order="lot_id, reserved_quantity, id",
            )
        )

    def _units_to_move(self, quants, part):
        """[(quant, units)]; of each lot as many as are held."""
        units = []
        for mine in quants.grouped("lot_id").values():
            left = part.get("held_quantity") or float("inf")
            for quant in mine:
                taken = min(left, quant.quantity)
                if taken > 0:
                    units.append((quant, taken))
                    left -= taken
        return units

    def _quarantine_picking(self, units, place):
        warehouse = place.warehouse_id or self.env["stock.warehouse"].sudo().search(
            [("company_id", "=", (place.company_id or self.env.company).id)], limit=1
        )
        kind = warehouse.int_type_id
        source = warehouse.view_location_id
        picking = (
            self.env["stock.picking"]
            .sudo()
            .create(
                {
                    "picking_type_id": kind.id,
                    "company_id": kind.company_id.id,
                    "location_id": source.id,
                    "location_dest_id": place.id,
                    "origin": self.env._("Hold"),
                }
            )
        )
        moves = self._quarantine_moves(picking, units)
        self.env["stock.move.line"].sudo().create(
            [
                self._quarantine_line(moves[quant.product_id], quant, taken)
                for quant, taken in units
            ]
        )
        return picking

    def _quarantine_moves(self, picking, units):
        """Product -> its move."""
        totals = {}
        for quant, taken in units:
            totals[quant.product_id] = totals.get(quant.product_id, 0.0) + taken
        moves = picking.move_ids.create(
            [
                {
                    "picking_id": picking.id,
                    "product_id": product.id,
                    "product_uom": product.uom_id.id,
                    "product_uom_qty": total,
                    "location_id": picking.location_id.id,
                    "location_dest_id": picking.location_dest_id.id,
                }
                for product, total in totals.items()
            ]
        )
        return {move.product_id: move for move in moves}

    def _quarantine_line(self, move, quant, taken):
        return {
            "picking_id": move.picking_id.id,
            "move_id": move.id,
            "product_id": move.product_id.id,
            "product_uom_id": move.product_uom.id,
            "lot_id": quant.lot_id.id,
            "package_id": quant.package_id.id,
            "owner_id": quant.owner_id.id,
            "quantity": taken,
            "location_id": quant.location_id.id,
            "location_dest_id": move.location_dest_id.id,
            "picked": True,
        }
