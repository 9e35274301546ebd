from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# States in which a move line is a reservation
OPEN_STATES = ("waiting", "confirmed", "partially_available", "assigned")


class UdiHold(models.Model):
    """What is reserved and held loses its reservation; others are looked for."""

    _inherit = "udi.hold"

    broken_count = fields.Integer(
        string="Reservations broken",
        readonly=True,
        copy=False,
        help="Movements that had reserved these goods when they were held.",
    )

    @api.model
    def _reservations(self, lots, picked=False, part=None):
        """Lines of open transfers that count on these lots and may not have them.

        :param bool picked: those whose goods lie in the box already, or the others
        :param dict part: what narrows a hold to a part of the stock
        """
        part = part or {}
        domain = Domain(
            [
                ("lot_id", "in", lots.ids),
                ("product_id", "in", lots.product_id.ids),
                ("state", "in", OPEN_STATES),
                ("picked", "=", picked),
                ("location_id.usage", "in", ("internal", "transit")),
            ]
        )
        lines = self.env["stock.move.line"].search(domain & self._part_domain(part))
        lines = lines._udi_not_allowed_on_hold()
        if part.get("held_quantity") and not picked:
            lines = self._too_many(lines, lots, part)
        return lines

    def _too_many(self, lines, lots, part):
        """The lines that must give way for a quantity: those due last, of each lot."""
        quants = self.env["stock.quant"].sudo()
        found = quants._read_group(
            Domain("lot_id", "in", lots.ids)
            & Domain("location_id.usage", "in", ("internal", "transit"))
            & self._part_domain(part),
            ["lot_id"],
            ["quantity:sum"],
        )
        here = {lot.id: quantity for lot, quantity in found}
        too_many = lines.browse()
        for lot, reserved in lines.grouped("lot_id").items():
            free = here.get(lot.id, 0.0) - part["held_quantity"]
            excess = sum(reserved.mapped("quantity_product_uom")) - max(free, 0.0)
            for line in reserved.sorted(lambda line: (line.date, line.id), True):
                if excess > 0:
                    too_many |= line
                    excess -= line.quantity_product_uom
        return too_many

    @api.model
    def _break_reservations(self, lots, part=None):
        """Take these lots out of open transfers, and let those look for others.

        A line that is picked stays: the unit lies in the box already, and a line
        that vanished would let it leave unseen. Such a transfer is stopped when it
        is validated, with the reason.

        :return: set of (lot id, id of the movement that had reserved it)
        """
        lines = self.sudo()._reservations(lots, part=part)
        moves = lines.move_id
        broken = {(line.lot_id.id, line.move_id.id) for line in lines}
        self._unreserve(lines)
        lines.unlink()
        for company, of_company in moves.grouped("company_id").items():
            of_company.with_company(company)._action_assign()
        return broken

    def _count_broken(self, broken):
        """Keep how many reservations each of these new holds broke."""
        if not broken:
            return
        counts = Counter(lot for lot, _move in broken)
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE udi_hold hold SET broken_count = told.count
                FROM unnest(%(lots)s::int[], %(counts)s::int[])
                    AS told (lot, count)
                WHERE hold.lot_id = told.lot AND hold.id = ANY(%(holds)s)
                """,
                lots=list(counts),
                counts=list(counts.values()),
                holds=self.ids,
            )
        )
        self.invalidate_model(["broken_count"])

    def _unreserve(self, lines):
        """Give back what these lines reserve, in one statement.

        Odoo gives it back line by line, and does so still where one quant alone does
        not answer for it.
        """
        if not lines:
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                WITH taken AS (
                    SELECT product_id, location_id, lot_id, package_id, owner_id,
                        sum(quantity_product_uom) AS units, array_agg(id) AS lines
                    FROM stock_move_line
                    WHERE id = ANY(%(lines)s) AND move_id IS NOT NULL
                    GROUP BY product_id, location_id, lot_id, package_id, owner_id
                ), alone AS (
                    SELECT min(quant.id) AS id, taken.lines, taken.units
                    FROM taken
                    JOIN stock_quant quant ON quant.lot_id = taken.lot_id
                        AND quant.product_id = taken.product_id
                        AND quant.location_id = taken.location_id
                        AND quant.package_id IS NOT DISTINCT FROM taken.package_id
                        AND quant.owner_id IS NOT DISTINCT FROM taken.owner_id
                    GROUP BY taken.lines, taken.units
                    HAVING count(*) = 1 AND min(quant.reserved_quantity) >= taken.units
                ), freed AS (
                    UPDATE stock_quant quant
                    SET reserved_quantity = quant.reserved_quantity - alone.units
                    FROM alone WHERE alone.id = quant.id
                    RETURNING alone.lines
                )
                UPDATE stock_move_line line SET quantity = 0, quantity_product_uom = 0
                FROM (SELECT unnest(freed.lines) AS id FROM freed) each
                WHERE each.id = line.id
                """,
                lines=lines.ids,
            )
        )
        self.env.invalidate_all(flush=False)
