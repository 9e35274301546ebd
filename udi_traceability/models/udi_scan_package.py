from collections import defaultdict
from dataclasses import dataclass, replace

from odoo import api, models
from odoo.fields import Domain

from ..tools import Expected, Udi
from ..tools.packing import Inside, stated_units
from .udi_scan_open import MOST_CARDS


@dataclass(frozen=True)
class ReadPackage:
    """What one transfer and one package have to do with each other.

    `quants` and `content` belong together, one by one: what is still to count.
    """

    package: models.BaseModel
    product: models.BaseModel
    quants: models.BaseModel
    content: tuple[Inside, ...]
    expected: Expected
    stated: float | None
    udi: Udi
    lot: models.BaseModel
    counted_before: int = 0
    number = None

    @property
    def di(self):
        return self.lot.udi_di_id

    @property
    def units(self):
        return sum(inside.units for inside in self.content)


class UdiScan(models.AbstractModel):
    """One scan of a package stands for everything in it."""

    _inherit = "udi.scan"

    @api.model
    def _package_code(self, text, udi):
        """The number of a package in a scan: an SSCC, or a name that was typed."""
        return udi.sscc if udi else text.strip()

    @api.model
    def _stated_di(self, udi):
        """The `udi.di` that a package label names: its own, or of what it holds."""
        code = udi and (udi.di or udi.element("02"))
        if not code:
            return self.env["udi.di"]
        return self.env["udi.di"]._find(replace(udi, di=code, agency=udi.agency))[:1]

    @api.model
    def _stated(self, udi):
        di = self._stated_di(udi)
        return stated_units(udi, self._known_di(di) if di else None)

    @api.model
    def _read_package(self, picking, package, udi):
        """Everything that judging a package needs; queries do not grow with it."""
        moves = self._open_moves(picking)
        quants = package._udi_content()
        counted = self._counted_in(moves, quants.package_id)
        left = quants.filtered(lambda quant: self._place_key(quant) not in counted)
        lots = left.lot_id
        base = self._read(picking, Udi()).expected
        check = self.env["udi.check"]
        door = check._door(picking)
        terms = check._terms({door: lots.sudo().udi_device_id})[door]
        expected = replace(
            base,
            dis={di.code: self._known_di(di) for di in lots.udi_di_id},
            lots=self._known_lots(picking, moves, lots),
            bans=terms.bans,
        )
        products = quants.product_id
        stated = self._stated(udi)
        if stated is not None:
            stated -= sum(quants.mapped("quantity")) - sum(left.mapped("quantity"))
        return ReadPackage(
            package=package,
            product=products if len(products) == 1 else products.browse(),
            quants=left,
            content=tuple(self._inside(quant) for quant in left),
            expected=expected,
            stated=stated,
            udi=udi or Udi(),
            lot=lots if len(lots) == 1 else lots.browse(),
            counted_before=len(quants) - len(left),
        )

    def _place_key(self, record):
        """What tells apart what lies in one package: a quant, or a line of it."""
        return record.product_id, record.lot_id, record.package_id, record.owner_id

    def _counted_in(self, moves, packages):
        lines = self.env["stock.move.line"].search(
            [
                ("move_id", "in", moves.ids),
                ("package_id", "in", packages.ids),
                ("udi_scanned_qty", ">", 0),
            ]
        )
        return {self._place_key(line) for line in lines}

    def _inside(self, quant):
        lot = quant.lot_id.sudo()
        return Inside(
            quant.product_id.id,
            quant.quantity,
            lot.name or None,
            lot.udi_di_id.code or None,
        )

    def _inside_elsewhere(self, picking, read):
        """(serial, open transfer) that has counted one of these serials, or None."""
        serials = read.quants.lot_id.filtered(
            lambda lot: lot.product_id.tracking == "serial"
        )
        if not serials or self._is_incoming(picking):
            return None
        self._claim(serials)
        line = (
            self.env["stock.move.line"]
            .sudo()
            .search(
                [
                    ("lot_id", "in", serials.ids),
                    ("product_id", "in", serials.product_id.ids),
                    ("state", "not in", ("done", "cancel")),
                    ("udi_scanned_qty", ">", 0),
                    ("picking_id", "!=", picking.id),
                ],
                limit=1,
            )
        )
        return (line.lot_id, line.picking_id) if line else None

    @api.model
    def _take_package(self, picking, read):
        """Count all of it: lines that stand for it already, new ones for the rest.

        :return: the lines counted on
        """
        moves = self._open_moves(picking)
        lines, rest = self._lines_of_package(moves, read.quants)
        by_vals = defaultdict(self.env["stock.move.line"].browse)
        for line in lines:
            by_vals[line.quantity_product_uom, line.package_id] |= line
        for (units, package), same in by_vals.items():
            same.write(
                {
                    "udi_scanned_qty": units,
                    "picked": True,
                    "result_package_id": package.id,
                }
            )
        lines += self._make_lines(picking, moves, rest)
        inner = self.env["stock.package"].search([("id", "child_of", read.package.ids)])
        lines.result_package_id._apply_package_dest_for_entire_packs(
            allowed_package_ids=set(inner.ids)
        )
        return lines

    def _lines_of_package(self, moves, quants):
        """(reserved lines that are exactly these quants, quants without one)."""
        untracked = Domain("lot_id", "=", False)
        lines = self.env["stock.move.line"].search(
            Domain("move_id", "in", moves.ids)
            & Domain("udi_scanned_qty", "=", 0)
            & Domain("package_id", "in", quants.package_id.ids)
            & (untracked | Domain("lot_id", "in", quants.lot_id.ids))
        )
        waiting = {
            (*self._place_key(line), line.location_id, line.quantity_product_uom): line
            for line in lines
        }
        found, rest = lines.browse(), quants.browse()
        for quant in quants:
            key = (*self._place_key(quant), quant.location_id, quant.quantity)
            line = waiting.pop(key, None)
            if line:
                found |= line
            else:
                rest |= quant
        return found, rest

    def _make_lines(self, picking, moves, quants):
        """Lines for quants that the transfer had not reserved, in place of others."""
        room = {move: move.product_qty - move.udi_scanned_qty for move in moves}
        by_move = defaultdict(quants.browse)
        for quant in quants:
            mine = [move for move in moves if move.product_id == quant.product_id]
            move = next((each for each in mine if room[each] > 0), mine[0])
            room[move] -= quant.quantity
            by_move[move] |= quant
        for move, part in by_move.items():
            units = sum(part.mapped("quantity"))
            same_lots = Domain("lot_id", "in", part.lot_id.ids)
            self._shrink(self._open_lines(move, same_lots, units), units)
        return self.env["stock.move.line"].create(
            [
                self._package_line_vals(picking, move, quant)
                for move, part in by_move.items()
                for quant in part
            ]
        )

    def _package_line_vals(self, picking, move, quant):
        return {
            "move_id": move.id,
            "picking_id": picking.id,
            "product_id": quant.product_id.id,
            "product_uom_id": quant.product_id.uom_id.id,
            "lot_id": quant.lot_id.id,
            "quantity": quant.quantity,
            "udi_scanned_qty": quant.quantity,
            "location_id": quant.location_id.id,
            "package_id": quant.package_id.id,
            "result_package_id": quant.package_id.id,
            "owner_id": quant.owner_id.id,
            "picked": True,
        }

    @api.model
    def _untake(self, entry):
        package = entry.answer.get("package_id")
        if not package:
            return super()._untake(entry)
        package = self.env["stock.package"].browse(package)
        picking = entry.picking_id.with_env(self.env)
        return picking._udi_unscan_package(package)

    def _opened_by(self, udi, text):
        """A package: the transfers that wait for what lies in it."""
        if not udi.sscc or udi.di:
            return super()._opened_by(udi, text)
        packages = self.env["stock.package"]._udi_named(udi.sscc)
        inner = packages.search([("id", "child_of", packages.ids)])
        coming = self.env["stock.picking"].search(
            self._waiting() & Domain("move_line_ids.package_id", "in", inner.ids),
            order="scheduled_date, id",
            limit=MOST_CARDS,
        )
        if coming and packages:
            return self._opened(coming, text)
        return self._not_opened(self.env["udi.finding"]._package_nowhere(udi.sscc))
