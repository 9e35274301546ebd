from odoo import api, models
from odoo.fields import Domain


class UdiScan(models.AbstractModel):
    """A case of one lot comes or is moved as a package of its own."""

    _inherit = "udi.scan"

    @api.model
    def _case_count(self, picking, read):
        """How many cases a scan is, each to be a package; 0 where it is none."""
        whole = (
            picking._udi_packs_cases()
            and read.product.tracking == "lot"
            and read.di.role == "package"
            and read.di.unit_qty > 1
            and not self.env["stock.package"]._udi_being_filled(picking)
        )
        cases = read.units / read.di.unit_qty if whole else 0
        return int(cases) if cases == int(cases) else 0

    @api.model
    def _says_all(self, udi):
        """Whether a package label alone says which units it holds."""
        di = self._stated_di(udi)
        tracking = di.device_id.product_id.tracking
        return tracking == "none" or (tracking == "lot" and bool(udi.lot))

    @api.model
    def _take(self, picking, read):
        count = self._case_count(picking, read)
        if not count:
            return super()._take(picking, read)
        moves = self._open_moves(picking).filtered(
            lambda move: move.product_id == read.product
        )
        move = self._move_to_fill(moves)
        places = self._cases_lying(picking, read, count)
        loose = count - len(places)
        if loose:
            boxes = self.env["stock.package"]._udi_make_cases(
                picking.company_id, loose, read.di.unit_qty
            )
            place = self._place_vals(picking, read)
            places += [{**place, "result_package_id": box.id} for box in boxes]
        same_lot = self._lines_of(moves, read.lot, read.number or False)
        self._shrink(self._open_lines(move, same_lot, read.units), read.units)
        shared = {
            **self._line_vals(picking, read, self.env["stock.package"]),
            "move_id": move.id,
            "picking_id": picking.id,
            "product_id": read.product.id,
            "udi_scanned_qty": read.di.unit_qty,
            "quantity": read.di.unit_qty,
        }
        return self.env["stock.move.line"].create([shared | each for each in places])

    def _cases_lying(self, picking, read, count):
        """Line values of cases that lie in packages of their own: these stay whole."""
        if self._is_incoming(picking):
            return []
        counted = self.env["stock.move.line"].search(
            [("picking_id", "=", picking.id), ("udi_scanned_qty", ">", 0)]
        )
        # a package with more in it than this lot is no case of it
        quants = self.env["stock.quant"].search(
            Domain("lot_id", "=", read.lot.id)
            & Domain("location_id", "child_of", picking._udi_scan_source().id)
            & Domain("quantity", "=", read.di.unit_qty)
            & Domain("package_id", "!=", False)
            & Domain("package_id", "not in", counted.package_id.ids),
            order="in_date, id",
        )
        alone = quants.filtered(lambda quant: quant.package_id.quant_ids == quant)
        return [
            {
                "location_id": quant.location_id.id,
                "package_id": quant.package_id.id,
                "result_package_id": quant.package_id.id,
                "owner_id": quant.owner_id.id,
            }
            for quant in alone[:count]
        ]

    @api.model
    def _untake(self, entry):
        """The way back of a case: its units are expected again, its package goes."""
        cases = self.env["stock.package"].browse(entry.answer.get("case_ids")).exists()
        if not cases:
            return super()._untake(entry)
        picking = entry.picking_id.with_env(self.env)
        lines = cases._udi_lines_on(picking).filtered("udi_scanned_qty")
        vals = self._uncounted_vals(self._is_incoming(picking))
        lines.write({**vals, "result_package_id": False})
        cases._udi_forget_empty()
        return lines
