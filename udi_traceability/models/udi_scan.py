from dataclasses import dataclass

from odoo import api, models
from odoo.exceptions import UserError

from ..tools import Expected, KnownDi, KnownLot
from ..tools.verify import stock_name, units_of

# A UDI has at most a few hundred characters; everything longer is something else
TEXT_LIMIT = 500


@dataclass(frozen=True)
class Read:
    """What one transfer and one scan have to do with each other."""

    expected: Expected
    udi: object
    di: models.BaseModel
    product: models.BaseModel
    lot: models.BaseModel

    @property
    def units(self):
        """Base units that this scan stands for."""
        return units_of(self.udi, self.expected.dis[self.di.code])

    @property
    def number(self):
        """What stock calls the lot or serial of this label."""
        return stock_name(self.udi, self.product.tracking)


class UdiScan(models.AbstractModel):
    """Scans against transfers: one read, one judgement elsewhere, one write."""

    _name = "udi.scan"
    _description = "Scan of a Device into a Transfer"

    @api.model
    def _clean(self, text):
        """The text as the reader sent it, without what no database can hold."""
        if not isinstance(text, str):
            raise UserError(self.env._("A scan is a text. Send one text at a time."))
        return text.replace("\x00", "")

    @api.model
    def _read(self, picking, udi):
        """Everything that judging this scan needs, in a handful of queries."""
        moves = self._open_moves(picking)
        di, product = self._meant(udi, moves.product_id)
        lot = self.env["stock.lot"]
        if product:
            # a lot of another company may have the same number
            lot = lot._udi_find(udi, product).filtered(
                lambda lot: lot.company_id in (picking.company_id, lot.company_id[:0])
            )[:1]
        expected = Expected(
            dis={di.code: self._known_di(di)} if di else {},
            remaining=self._remaining(moves),
            lots=self._known_lots(picking, lot, moves.move_line_ids),
            scanned=frozenset(
                (line.product_id.id, line.lot_id.name or line.lot_name)
                for line in moves.move_line_ids
                if line.udi_scanned_qty and line.product_id.tracking == "serial"
            ),
            incoming=self._is_incoming(picking) and not self._is_return(picking),
            warn_only=self._warn_only(picking),
        )
        return Read(expected, udi, di, product, lot)

    def _open_moves(self, picking):
        return picking.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )

    def _meant(self, udi, wanted):
        """The one DI and product of this scan; of several, those wanted here."""
        dis = self.env["udi.di"]._find(udi) if udi.di else self.env["udi.di"]
        here = dis.filtered(lambda di: di.device_id.product_id in wanted) or dis
        if len(here.device_id.product_id) != 1:
            return dis.browse(), wanted.browse()
        return here[0], here.device_id.product_id

    def _known_di(self, di):
        product = di.device_id.product_id
        return KnownDi(
            product_id=product.id,
            units=di.unit_qty,
            tracking=product.tracking,
            required_pi=di.device_id._label_pi(),
        )

    def _remaining(self, moves):
        remaining = {}
        for move in moves:
            product = move.product_id.id
            counted = sum(move.move_line_ids.mapped("udi_scanned_qty"))
            left = move.product_qty - counted
            remaining[product] = remaining.get(product, 0.0) + left
        return remaining

    def _known_lots(self, picking, lots, lines):
        available = self._available(picking, lots, lines)
        free_to_move = self._takes_held(picking)
        return {
            (lot.product_id.id, lot.name): KnownLot(
                lot_id=lot.id,
                available=available.get(lot.id, 0.0),
                on_hold=lot.udi_on_hold and not free_to_move,
                di=lot.udi_di_id.code or None,
                lot=lot.udi_lot_number or None,
                serial=lot.udi_serial_number or None,
                expiry=lot._udi_expiry() or None,
                mfg_date=lot.udi_manufacture_date or None,
            )
            for lot in lots
        }

    def _available(self, picking, lots, lines):
        """Lot -> units lying at the source, less those this transfer counted."""
        found = self.env["stock.quant"]._read_group(
            [
                ("lot_id", "in", lots.ids),
                ("location_id", "child_of", picking.location_id.ids),
            ],
            ["lot_id"],
            ["quantity:sum"],
        )
        available = {lot.id: quantity for lot, quantity in found}
        for line in lines.filtered(lambda line: line.lot_id in lots):
            lot_id = line.lot_id.id
            available[lot_id] = available.get(lot_id, 0.0) - line.udi_scanned_qty
        return available

    def _is_incoming(self, picking):
        return picking.location_id.usage not in ("internal", "transit")

    def _is_return(self, picking):
        return picking.location_id.usage == "customer"

    def _takes_held(self, picking):
        """The rule of the hard stop at done, asked early."""
        place = picking.location_dest_id
        return (
            place.usage in ("inventory", "supplier")
            or (self._is_incoming(picking) and place.usage == "internal")
            or place in place._udi_in_quarantine()
        )

    def _warn_only(self, picking):
        """What has expired never goes to a customer; it may come back, or move."""
        codes = {"expired"} if picking.location_dest_id.usage != "customer" else set()
        if self._is_return(picking):
            # it stands at the gate, whatever the records say
            codes |= {"lot_unknown", "not_in_stock"}
        return frozenset(codes)
