from odoo import models
from odoo.tools import SQL


class UdiTrace(models.AbstractModel):
    """Lines of stock as what they gave to a kind of hand, or took from it."""

    _inherit = "udi.trace"

    def _moved_sql(self, companies):
        """The finished lines that took these lots from one kind of place to another.

        `partner_id` is who was on the other side. A drop-shipment names its vendor on
        the transfer, its customer on the move. `known` says that the other side is a
        company that is searched too, `ours` which partner this company itself is.
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
                side.id AS partner_id, sister.id IS NOT NULL AS sister,
                COALESCE(sister.id = ANY(%(companies)s), FALSE) AS known,
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
            LEFT JOIN recovered ON recovered.line_id = moved.id
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
                ('consumed', -1, NULL, recovered.line_id IS NOT NULL),
                ('scrapped', 1, NULL, dest = 'inventory' AND scrapped)
            ) part (kind, sign, partner_id, counts) ON part.counts
            """
        )

    def _made_of_sql(self):
        """What these lines were made of, by the links of their orders."""
        return SQL(
            """
            SELECT moved.id AS line_id, moved.lot_id, rel.produce_line_id AS part_id
            FROM moved
            JOIN stock_move_line_consume_rel rel ON rel.consume_line_id = moved.id
            WHERE moved.src = 'production' AND NOT moved.apart
            """
        )

    def _recovered_sql(self):
        """The lines that took a component back out of what had been made with it.

        Without an order of production to tell, a line that comes out of production and
        was made of nothing is one of these. A rework order does link the lots: the part
        comes out of a unit that had gone in with it. A serial that went in and comes out
        again is the same unit, whatever the order says.
        """
        return SQL(
            """
            SELECT moved.id AS line_id
            FROM moved
            WHERE moved.src = 'production' AND (moved.apart OR NOT moved.made)
                AND moved.id NOT IN (SELECT line_id FROM made_of)
            UNION
            SELECT made_of.line_id
            FROM made_of
            JOIN stock_move_line opened ON opened.id = made_of.part_id
            JOIN (
                SELECT used.lot_id, finished.lot_id AS opened_lot
                FROM moved used
                JOIN stock_move_line_consume_rel rel ON rel.produce_line_id = used.id
                JOIN stock_move_line finished ON finished.id = rel.consume_line_id
                WHERE used.dest = 'production' AND finished.state = 'done'
                    AND used.lot_id IN (SELECT lot_id FROM made_of)
            ) went_in
                ON went_in.lot_id = made_of.lot_id
                AND went_in.opened_lot = opened.lot_id
            UNION
            SELECT again.id
            FROM moved again
            JOIN moved used ON used.lot_id = again.lot_id
                AND (used.date, used.id) < (again.date, again.id)
            WHERE again.src = 'production' AND used.dest = 'production'
                AND again.tracking = 'serial'
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
