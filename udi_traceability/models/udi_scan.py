from dataclasses import dataclass

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

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
        check = self.env["udi.check"]
        door = check._door(picking)
        device = lot.sudo().udi_device_id or di.sudo().device_id
        expected = Expected(
            dis={di.code: self._known_di(di, device)} if di else {},
            remaining=self._remaining(moves),
            lots=self._known_lots(picking, moves, lot),
            scanned=self._scanned(moves, product, lot, udi),
            incoming=self._is_incoming(picking) and not self._is_return(picking),
            ordered=self._ordered(picking),
            **check._terms({door: device})[door].expected(),
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

    def _ordered(self, picking):
        """Products of the order behind a transfer, None where there is none."""
        order = picking.sudo().sale_id
        return frozenset(order.order_line.product_id.ids) if order else None

    def _known_di(self, di, device=None):
        product = di.device_id.product_id
        return KnownDi(
            product_id=product.id,
            units=di.unit_qty,
            tracking=product.tracking,
            required_pi=di.device_id._label_pi(),
            device_id=(device or di.device_id).id,
            ended=di.discontinue_date or None,
        )

    def _remaining(self, moves):
        remaining = {}
        for move in moves:
            product = move.product_id.id
            left = move.product_qty - move.udi_scanned_qty
            remaining[product] = remaining.get(product, 0.0) + left
        return remaining

    def _scanned(self, moves, product, lot, udi):
        """(product, serial) of this scan, if this transfer has counted it."""
        if product.tracking != "serial" or not udi.serial:
            return frozenset()
        lines = self._lines_of(moves, lot, udi.serial)
        counted = self.env["stock.move.line"].search(
            lines & Domain("udi_scanned_qty", ">", 0), limit=1
        )
        return frozenset([(product.id, udi.serial)] if counted else ())

    def _lines_of(self, moves, lot, number):
        """Domain of the lines with this lot, or with this number not yet a lot."""
        if lot:
            same = Domain("lot_id", "=", lot.id)
        else:
            same = Domain("lot_id", "=", False) & Domain("lot_name", "=", number)
        return Domain("move_id", "in", moves.ids) & same

    def _known_lots(self, picking, moves, lots):
        available = self._available(picking, moves, lots)
        shipped = self._shipped(lots, available)
        instead_of = self._instead_of(picking, moves, lots)
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
                shipped=lot in shipped,
                instead_of=instead_of.get(lot),
            )
            for lot in lots
        }

    def _shipped(self, lots, available):
        """Those of these serials that a customer has."""
        away = lots.filtered(
            lambda lot: (
                lot.product_id.tracking == "serial" and available.get(lot.id, 0) <= 0
            )
        )
        if not away:
            return away
        found = self.env["stock.quant"].search(
            [
                ("lot_id", "in", away.ids),
                ("location_id.usage", "=", "customer"),
                ("quantity", ">", 0),
            ]
        )
        return found.lot_id

    def _instead_of(self, picking, moves, lots):
        """Lot -> the number reserved here whose place it would take."""
        if not lots or self._is_incoming(picking):
            return {}
        lines = self.env["stock.move.line"]
        here = Domain("move_id", "in", moves.ids)
        reserved = lines._read_group(
            here & Domain("lot_id", "in", lots.ids), ["lot_id"]
        )
        others = lots - lots.browse().union(*(lot for (lot,) in reserved))
        if not others:
            return {}
        still_open = Domain("lot_id", "!=", False) & Domain("udi_scanned_qty", "=", 0)
        names = {}
        for product in others.product_id:
            of_product = here & still_open & Domain("product_id", "=", product.id)
            names[product] = lines.search(of_product, limit=1).lot_id.name
        return {lot: names[lot.product_id] or None for lot in others}

    def _available(self, picking, moves, lots):
        """Lot -> units lying at the source, less those this transfer counted."""
        found = self.env["stock.quant"]._read_group(
            [
                ("lot_id", "in", lots.ids),
                ("location_id", "child_of", picking._udi_scan_source().ids),
            ],
            ["lot_id"],
            ["quantity:sum"],
        )
        available = {lot.id: quantity for lot, quantity in found}
        counted = self.env["stock.move.line"]._read_group(
            [("lot_id", "in", lots.ids), ("move_id", "in", moves.ids)],
            ["lot_id"],
            ["udi_scanned_qty:sum"],
        )
        for lot, quantity in counted:
            available[lot.id] = available.get(lot.id, 0.0) - quantity
        return available

    def _is_incoming(self, picking):
        return picking.location_id.usage not in ("internal", "transit")

    def _is_return(self, picking):
        return picking.location_id.usage == "customer"

    def _takes_held(self, picking):
        """The rule of the hard stop at done, asked early."""
        place = picking.udi_to_id or picking.location_dest_id
        return (
            place.usage == "supplier"
            or (self._is_incoming(picking) and place.usage == "internal")
            or place in place._udi_in_quarantine()
        )
