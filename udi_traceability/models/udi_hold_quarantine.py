from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

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
        by_product = {}
        for quant, taken in units:
            by_product.setdefault(quant.product_id, []).append((quant, taken))
        source = warehouse.view_location_id
        return (
            self.env["stock.picking"]
            .sudo()
            .create(
                {
                    "picking_type_id": kind.id,
                    "company_id": kind.company_id.id,
                    "location_id": source.id,
                    "location_dest_id": place.id,
                    "origin": self.env._("Hold"),
                    "move_ids": [
                        Command.create(
                            self._quarantine_move(product, taken, source, place)
                        )
                        for product, taken in by_product.items()
                    ],
                }
            )
        )

    def _quarantine_move(self, product, units, source, place):
        return {
            "product_id": product.id,
            "product_uom": product.uom_id.id,
            "product_uom_qty": sum(taken for _quant, taken in units),
            "location_id": source.id,
            "location_dest_id": place.id,
            "picked": True,
            "move_line_ids": [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_id": product.uom_id.id,
                        "lot_id": quant.lot_id.id,
                        "package_id": quant.package_id.id,
                        "owner_id": quant.owner_id.id,
                        "quantity": taken,
                        "location_id": quant.location_id.id,
                        "location_dest_id": place.id,
                        "picked": True,
                    }
                )
                for quant, taken in units
            ],
        }
