from odoo import api, models
from odoo.fields import Domain


class UdiScan(models.AbstractModel):
    _inherit = "udi.scan"

    @api.model
    def _take(self, picking, read):
        """Count the scanned units on the lines of the transfer.

        A line that is counted holds what was counted, and is picked; what is still
        to come stays on lines of its own.

        :return: the line counted on
        """
        moves = self._open_moves(picking).filtered(
            lambda move: move.product_id == read.product
        )
        same_lot = self._lines_of(moves, read.lot, read.number or False)
        box = self.env["stock.package"]._udi_being_filled(picking)
        counted = self.env["stock.move.line"].search(
            same_lot
            & Domain("udi_scanned_qty", ">", 0)
            & self._in_box(box)
            & self._at_place(picking),
            limit=1,
        )
        move = counted.move_id or self._move_to_fill(moves)
        open_lines = self._open_lines(move, same_lot, read.units)
        exact = open_lines[:1]
        if counted:
            self._shrink(open_lines, read.units)
            self._count_more(counted, read.units)
        elif exact and exact.quantity_product_uom == read.units:
            exact.write(self._line_vals(picking, read, box))
            counted = exact
        else:
            self._shrink(open_lines, read.units)
            vals = self._line_vals(picking, read, box)
            vals.update(
                move_id=move.id, picking_id=picking.id, product_id=read.product.id
            )
            counted = self.env["stock.move.line"].create(vals)
        return counted

    def _in_box(self, box):
        """Domain of the lines that go where the next scan goes: a package, or loose.

        Goods that leave in the package they lie in count as loose.
        """
        here = Domain("result_package_id", "=", box.id)
        return here if box else here | Domain("is_entire_pack", "=", True)

    def _move_to_fill(self, moves):
        unfilled = moves.filtered(lambda move: move.udi_scanned_qty < move.product_qty)
        return unfilled[:1] or moves[:1]

    def _open_lines(self, move, same_lot, units):
        """Lines not counted yet: of this lot first, then of none, then of others.

        Only as many as these units may need, with a few to spare for lines that
        stand for less than one unit.
        """
        Line = self.env["stock.move.line"]
        limit = int(units) + 5
        still_open = Domain("move_id", "=", move.id) & Domain("udi_scanned_qty", "=", 0)
        lines = Line.search(still_open & same_lot, limit=limit)
        if sum(lines.mapped("quantity_product_uom")) < units:
            lines += Line.search(
                still_open & Domain("id", "not in", lines.ids),
                order="picked NULLS FIRST, lot_id.id NULLS FIRST, id",
                limit=limit,
            )
        return lines

    def _shrink(self, lines, units):
        """Take units off lines that stand for goods still to come."""
        used_up = lines.browse()
        for line in lines:
            if units <= 0:
                break
            taken = min(units, line.quantity_product_uom)
            units -= taken
            if line.product_id.uom_id.compare(line.quantity_product_uom, taken) <= 0:
                used_up |= line
            else:
                line.quantity -= line.product_id.uom_id._compute_quantity(
                    taken, line.product_uom_id
                )
        used_up.unlink()

    def _count_more(self, line, units):
        product_uom = line.product_id.uom_id
        line.write(
            {
                "udi_scanned_qty": line.udi_scanned_qty + units,
                "quantity": product_uom._compute_quantity(
                    line.udi_scanned_qty + units, line.product_uom_id
                ),
            }
        )

    def _line_vals(self, picking, read, box):
        vals = {
            **self._label_vals(read.udi),
            "udi_di_id": self._unit_di(read.di).id,
            "udi_scanned_qty": read.units,
            "quantity": read.units,
            "product_uom_id": read.product.uom_id.id,
            "picked": True,
        }
        if box:
            vals["result_package_id"] = box.id
        if read.lot:
            vals["lot_id"] = read.lot.id
        elif read.product.tracking != "none":
            vals["lot_name"] = read.number
        if not self._is_incoming(picking):
            vals.update(self._place_vals(picking, read))
        return vals

    @api.model
    def _label_vals(self, udi):
        """What a label says, under the names that lines and lots have for it."""
        donation = udi.detail("donation_id")
        flags = udi.detail("donation_id_flags") or ""
        return {
            "udi_lot_number": udi.lot,
            "udi_serial_number": udi.serial,
            "udi_manufacture_date": udi.mfg_date,
            "udi_expiration_date": udi.expiry,
            "udi_software_version": udi.software_version,
            "udi_donation_number": donation and donation + flags,
            "udi_sterilization_lot": udi.detail("sterilisation_lot"),
        }

    def _unit_di(self, di):
        """The DI on the units: the one of a case is on the case only."""
        if di.role in ("primary", "secondary"):
            return di
        return di.device_id.primary_di_id

    def _place_vals(self, picking, read):
        """Where the unit lies, so that the goods are taken from there."""
        quant = self.env["stock.quant"].search(
            [
                ("product_id", "=", read.product.id),
                ("lot_id", "=", read.lot.id),
                ("location_id", "child_of", picking._udi_scan_source().id),
                ("quantity", ">=", read.units),
            ],
            order="in_date, id",
            limit=1,
        )
        if not quant:
            return {}
        return {
            "location_id": quant.location_id.id,
            "package_id": quant.package_id.id,
            "owner_id": quant.owner_id.id,
        }
