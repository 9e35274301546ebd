from odoo import models
from odoo.tools import SQL


class UdiTrace(models.AbstractModel):
    """Lines of stock as what they gave to a kind of hand, or took from it."""

    _inherit = "udi.trace"

    def _moved_sql(self, companies):
        """The lines of `_crossing_sql`, and which of them took a component back out.

        Without an order of production to tell, a line that comes out of production and
        was made of nothing is one of these. A serial that went in and comes out again
        is the same unit, whatever the order says. So is a part that a rework order took
        out of the unit that it had gone into.

        Windows in place of joins: the planner knows nothing of the rows of a `WITH`.
        """
        return SQL(
            """
            SELECT *, src = 'production' AND (
                apart OR (NOT made AND NOT tied)
                OR (tracking = 'serial' AND used_before)
                OR (tied AND used_ever AND %(reworked)s)
            ) AS recovered
            FROM (
                SELECT *,
                    BOOL_OR(dest = 'production') OVER (
                        PARTITION BY lot_id ORDER BY date, id
                    ) AS used_before,
                    BOOL_OR(dest = 'production') OVER (PARTITION BY lot_id) AS used_ever
                FROM (%(crossing)s) crossing
            ) line
            """,
            crossing=self._crossing_sql(companies),
            reworked=self._reworked_sql(companies),
        )

    def _reworked_sql(self, companies):
        """Whether the line was made of a lot that this lot had gone into."""
        return SQL(
            """
            EXISTS (
                SELECT FROM stock_move_line used
                JOIN stock_move_line_consume_rel went ON went.produce_line_id = used.id
                JOIN stock_move_line finished ON finished.id = went.consume_line_id
                JOIN stock_move_line_consume_rel rel ON rel.consume_line_id = line.id
                JOIN stock_move_line opened ON opened.id = rel.produce_line_id
                WHERE used.lot_id = line.lot_id AND opened.lot_id = finished.lot_id
                    AND used.state = 'done' AND used.quantity_product_uom <> 0
                    AND used.company_id = ANY(%(companies)s)
                    AND finished.state = 'done'
                    AND used.location_dest_id IN (
                        SELECT id FROM stock_location WHERE usage = 'production'
                    )
                    AND used.location_id NOT IN (
                        SELECT id FROM stock_location WHERE usage = 'production'
                    )
            )
            """,
            companies=companies,
        )

    def _crossing_sql(self, companies):
        """The finished lines that took these lots from one kind of place to another.

        `partner_id` is who was on the other side. A drop-shipment names its vendor on
        the transfer, its customer on the move. `known` says that the other side is a
        company that is searched too, or may be: nobody is named, and several are
        searched. `ours` is which partner this company itself is.
        """
        return SQL(
            """
            SELECT line.id, line.date, line.lot_id, line.product_id,
                line.quantity_product_uom AS quantity, tmpl.tracking,
                src.usage AS src, dest.usage AS dest, sent_to.usage AS sent_to,
                src.usage = 'transit' AND src.company_id IS NULL AS from_between,
                dest.usage = 'transit' AND dest.company_id IS NULL AS to_between,
                move.scrap_id IS NOT NULL OR %(thrown)s AS scrapped,
                %(made)s AS made, %(apart)s AS apart,
                src.usage = 'production' AND NOT %(apart)s AND (
                    SELECT TRUE FROM stock_move_line_consume_rel
                    WHERE consume_line_id = line.id LIMIT 1
                ) IS NOT NULL AS tied,
                side.id AS partner_id, sister.id IS NOT NULL AS sister,
                COALESCE(sister.id = ANY(%(companies)s), %(several)s
                    AND side.id IS NULL AND 'transit' IN (src.usage, dest.usage)
                ) AS known,
                own.partner_id AS ours
            FROM traced
            JOIN stock_move_line line ON line.lot_id = traced.lot_id
            JOIN stock_location src ON src.id = line.location_id
            JOIN stock_location dest ON dest.id = line.location_dest_id
            JOIN stock_move move ON move.id = line.move_id
            JOIN res_company own ON own.id = line.company_id
            JOIN product_product product ON product.id = line.product_id
            JOIN product_template tmpl ON tmpl.id = product.product_tmpl_id
            LEFT JOIN stock_picking picking ON picking.id = line.picking_id
            LEFT JOIN stock_move sent ON sent.id = move.origin_returned_move_id
            LEFT JOIN stock_location sent_to ON sent_to.id = sent.location_dest_id
            LEFT JOIN stock_picking sent_with ON sent_with.id = sent.picking_id
            LEFT JOIN res_partner named ON named.id = COALESCE(
                CASE WHEN src.usage = 'supplier' AND dest.usage = 'customer'
                    THEN move.partner_id END,
                picking.partner_id, move.partner_id, sent_with.partner_id
            )
            LEFT JOIN res_partner side ON side.id = named.commercial_partner_id
            LEFT JOIN LATERAL (
                SELECT MIN(id) AS id FROM res_company WHERE partner_id = side.id
            ) sister ON TRUE
            WHERE line.state = 'done' AND line.quantity_product_uom <> 0
                AND src.usage <> dest.usage
                AND line.company_id = ANY(%(companies)s)
            """,
            companies=companies,
            several=len(companies) > 1,
            **self._order_sql(),
        )

    def _deltas_sql(self):
        """One row for each time a line brought units into a kind of hand, or out.

        A delivery to another company of ours (`sister`) is undone by the receipt that
        this company made of it, `crossed` is what went by the place between companies.
        """
        return SQL(
            """
            SELECT moved.id AS line_id, moved.date, moved.lot_id, moved.product_id,
                part.kind, part.partner_id, part.sign * moved.quantity AS delta
            FROM moved
            JOIN LATERAL (VALUES
                ('consignee', 1, moved.partner_id, dest = 'customer' AND NOT sister),
                ('consignee', -1, moved.partner_id, src = 'customer' AND NOT sister),
                ('sister', 1, moved.partner_id, dest = 'customer' AND sister),
                ('sister', -1, moved.partner_id, src = 'customer' AND sister),
                ('sister', 1, ours, dest = 'supplier' AND known),
                ('sister', -1, ours, src = 'supplier' AND known),
                ('crossed', 1, moved.partner_id, to_between AND NOT known),
                ('crossed', -1, moved.partner_id, from_between AND NOT known),
                ('supplier', 1, moved.partner_id, dest = 'supplier' AND NOT known),
                ('supplier', -1, moved.partner_id, src = 'supplier' AND NOT known
                    AND (tracking = 'serial' OR sent_to = 'supplier')),
                ('consumed', 1, NULL, dest = 'production'),
                ('consumed', -1, NULL, recovered),
                ('scrapped', 1, NULL, dest = 'inventory' AND scrapped)
            ) part (kind, sign, partner_id, counts) ON part.counts
            """
        )

    def _order_sql(self):
        """What the order behind a move says of it, where its addon is installed."""
        no = SQL("FALSE")
        mrp, repair = self._has("mrp.unbuild"), self._has("repair.order")
        apart = [no]
        if mrp:
            apart.append(SQL("move.unbuild_id IS NOT NULL"))
        if repair:
            # NULL for most moves: FALSE, so that NOT means what it says
            taken = SQL("move.repair_line_type IN ('remove', 'recycle')")
            apart.append(SQL("COALESCE(%s, FALSE)", taken))
        return {
            "made": SQL("move.production_id IS NOT NULL") if mrp else no,
            "apart": SQL("(%s)", SQL(" OR ").join(apart)),
            "thrown": SQL("COALESCE(move.repair_line_type = 'remove', FALSE)")
            if repair
            else no,
        }
