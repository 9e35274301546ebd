from dataclasses import dataclass

from odoo import api, models
from odoo.fields import Domain


@dataclass(frozen=True)
class Preview:
    """What holding these goods would do, as far as can be told before.

    ``quantity``  units that would be held
    ``lost``      units that open transfers would lose
    ``again``     of those, units that other lots can replace now
    """

    quantity: float
    held_count: int
    lost: float
    again: float
    pickings: models.BaseModel
    picked: models.BaseModel
    short: models.BaseModel


class UdiHold(models.Model):
    _inherit = "udi.hold"

    @api.model
    def _preview(self, lots, part):
        """Counted with the stock of this moment; the same for one lot and 50,000."""
        lines = self._reservations(lots, part=part)
        picked = self._reservations(lots, picked=True, part=part)
        again, short = self._replaced(lines, lots)
        return Preview(
            quantity=self._lying(lots, part),
            held_count=lots.search_count(
                [("id", "in", lots.ids), ("udi_on_hold", "=", True)]
            ),
            lost=sum(lines.mapped("quantity_product_uom")),
            again=again,
            pickings=lines.picking_id,
            picked=picked.picking_id,
            short=short,
        )

    def _lying(self, lots, part):
        """Units of these lots here, or of the part."""
        here = Domain("lot_id", "in", lots.ids) & Domain(
            "location_id.usage", "in", ("internal", "transit")
        )
        found = self.env["stock.quant"]._read_group(
            here & self._part_domain(part), ["lot_id"], ["quantity:sum"]
        )
        most = part.get("held_quantity") or float("inf")
        return sum(min(quantity, most) for _lot, quantity in found)

    def _replaced(self, lines, lots):
        """(units that other stock can replace, transfers that stay short).

        Earlier transfers are served first, as reservation will do.
        """
        again, short = 0.0, lines.picking_id.browse()
        moves = lines.move_id.sorted(lambda move: (move.date, move.id))
        pools = self._pools(moves, lots)
        by_move = lines.grouped("move_id")
        for move in moves:
            lost = sum(by_move[move].mapped("quantity_product_uom"))
            key = (move.product_id, move.location_id)
            found = max(0.0, min(lost, pools[key]))
            pools[key] -= found
            again += found
            if move.product_id.uom_id.compare(found, lost) < 0:
                short |= move.picking_id
        return again, short

    def _pools(self, moves, lots):
        """(product, place) -> units that nobody holds or has reserved."""
        pools = {}
        for move in moves:
            key = (move.product_id, move.location_id)
            if key in pools:
                continue
            free = Domain(
                self.env["stock.quant"]._get_gather_domain(*key, strict=False)
            ) & Domain("lot_id", "not in", lots.ids)
            found = (
                self.env["stock.quant"]
                .sudo()
                ._read_group(free, [], ["quantity:sum", "reserved_quantity:sum"])
            )
            (quantity, reserved) = found[0]
            pools[key] = (quantity or 0.0) - (reserved or 0.0)
        return pools
