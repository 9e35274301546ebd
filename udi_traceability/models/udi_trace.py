from odoo import api, models
from odoo.tools import SQL

from ..tools.trace import Holding, walk


class UdiTrace(models.AbstractModel):
    """Where lots went, what they were made of, and who has them.

    Reads the move lines, so history from before this addon counts. Sees the
    companies that the user has ticked, and no record rule: callers check who asks.
    """

    _name = "udi.trace"
    _description = "Trace Engine"

    @api.private
    def downstream(self, lots):
        """The lots that these went into, at any depth, themselves at depth 0."""
        component, finished = SQL("produce_line_id"), SQL("consume_line_id")
        return walk(lots.ids, self._edges(lots, component, finished))

    @api.private
    def upstream(self, lots):
        """The lots that these were made of, at any depth, themselves at depth 0."""
        component, finished = SQL("produce_line_id"), SQL("consume_line_id")
        return walk(lots.ids, self._edges(lots, finished, component))

    @api.private
    def holdings(self, lots):
        """Who has how many of these lots now, net of what came back."""
        if not lots:
            return ()
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL("%s UNION ALL %s", self._lying_sql(lots), self._gone_sql(lots))
        )
        return tuple(Holding(*row[:-1], float(row[-1])) for row in rows)

    # -- family -------------------------------------------------------------------

    def _edges(self, lots, near, far):
        """(from lot, to lot, certain) of every step that can be reached.

        `stock_move_line_consume_rel` has its names crossed: a row's
        `consume_line_id` is the finished line, `produce_line_id` the component.

        The order of production says only which lots met in it. A step is certain if
        all of the component's line went into one finished lot, or if the finished
        line had this component from one lot only.
        """
        if not lots:
            return []
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE %(link)s,
                reached (lot_id) AS (
                    SELECT id FROM stock_lot WHERE id IN %(lots)s
                    UNION
                    SELECT link.far_lot FROM reached
                    JOIN link ON link.near_lot = reached.lot_id
                )
                SELECT link.near_lot, link.far_lot, bool_or(%(certain)s)
                FROM reached JOIN link ON link.near_lot = reached.lot_id
                GROUP BY link.near_lot, link.far_lot
                """,
                link=self._link_sql(near, far),
                certain=self._certain_sql(),
                lots=tuple(lots.ids),
            )
        )

    def _link_sql(self, near, far):
        return SQL(
            """
            link AS NOT MATERIALIZED (
                SELECT near.lot_id AS near_lot, far.lot_id AS far_lot,
                    rel.consume_line_id AS finished_id,
                    rel.produce_line_id AS component_id
                FROM stock_move_line near
                JOIN stock_move_line_consume_rel rel ON rel.%(near)s = near.id
                JOIN stock_move_line far ON far.id = rel.%(far)s
                WHERE near.lot_id IS NOT NULL AND far.lot_id IS NOT NULL
                    AND near.state = 'done' AND far.state = 'done'
                    AND near.company_id IN %(companies)s
            )
            """,
            near=near,
            far=far,
            companies=tuple(self.env.companies.ids),
        )

    def _certain_sql(self):
        return SQL(
            """
            NOT EXISTS (
                SELECT FROM stock_move_line_consume_rel rel
                JOIN stock_move_line finished ON finished.id = link.finished_id
                JOIN stock_move_line other ON other.id = rel.consume_line_id
                WHERE rel.produce_line_id = link.component_id
                    AND other.lot_id IS DISTINCT FROM finished.lot_id
                    AND other.state = 'done'
            )
            OR NOT EXISTS (
                SELECT FROM stock_move_line_consume_rel rel
                JOIN stock_move_line component ON component.id = link.component_id
                JOIN stock_move_line other ON other.id = rel.produce_line_id
                WHERE rel.consume_line_id = link.finished_id
                    AND other.product_id = component.product_id
                    AND other.lot_id IS DISTINCT FROM component.lot_id
                    AND other.state = 'done'
            )
            """
        )

    # -- holdings -----------------------------------------------------------------

    def _lying_sql(self, lots):
        """Rows of `Holding` for what lies in our own places."""
        return SQL(
            """
            SELECT quant.lot_id, quant.product_id, part.kind, NULL::integer,
                quant.location_id, SUM(part.quantity)
            FROM stock_quant quant
            JOIN stock_location place ON place.id = quant.location_id
            CROSS JOIN LATERAL (VALUES
                (CASE place.usage WHEN 'internal' THEN 'stock' ELSE 'transit' END,
                    quant.quantity - quant.reserved_quantity),
                ('reserved', quant.reserved_quantity)
            ) part (kind, quantity)
            WHERE quant.lot_id IN %(lots)s
                AND place.usage IN ('internal', 'transit')
                AND (quant.company_id IS NULL OR quant.company_id IN %(companies)s)
            GROUP BY quant.lot_id, quant.product_id, part.kind, quant.location_id
            HAVING SUM(part.quantity) <> 0
            """,
            lots=tuple(lots.ids),
            companies=tuple(self.env.companies.ids),
        )

    def _gone_sql(self, lots):
        """Rows of `Holding` for what went to others or ceased to be.

        What came back is taken off, but never below zero on the way: a unit that was
        sold before Odoo knew it, came back and left again is out there.
        """
        return SQL(
            """
            SELECT lot_id, product_id, kind, partner_id, NULL::integer,
                MAX(total) - LEAST(0, MIN(running))
            FROM (
                SELECT *,
                    SUM(delta) OVER in_time AS running,
                    SUM(delta) OVER (PARTITION BY lot_id, kind, partner_id) AS total
                FROM (%(deltas)s) delta_row
                WINDOW in_time AS (
                    PARTITION BY lot_id, kind, partner_id ORDER BY date, line_id
                )
            ) summed
            GROUP BY lot_id, product_id, kind, partner_id
            HAVING MAX(total) - LEAST(0, MIN(running)) <> 0
            """,
            deltas=self._deltas_sql(lots),
        )

    def _deltas_sql(self, lots):
        """One row for each time a line brought units into a kind of hand, or out.

        The lines of these lots are read first and once: everything after them costs
        what these lots cost, however large the table is.
        """
        return SQL(
            """
            WITH moved AS MATERIALIZED (%(moved)s),
            made_of AS MATERIALIZED (
                SELECT moved.id AS line_id, moved.lot_id,
                    rel.produce_line_id AS part_id
                FROM moved
                JOIN stock_move_line_consume_rel rel ON rel.consume_line_id = moved.id
                WHERE moved.src = 'production'
            ),
            recovered AS MATERIALIZED (%(recovered)s)
            SELECT moved.id AS line_id, moved.date, moved.lot_id, moved.product_id,
                part.kind,
                CASE WHEN part.kind IN ('consignee', 'supplier')
                    THEN moved.partner_id END AS partner_id,
                part.sign * moved.quantity AS delta
            FROM moved
            LEFT JOIN recovered ON recovered.line_id = moved.id
            JOIN LATERAL (VALUES
                ('consignee', 1, dest = 'customer'),
                ('consignee', -1, src = 'customer'),
                ('supplier', 1, dest = 'supplier'),
                ('supplier', -1, src = 'supplier'
                    AND (tracking = 'serial' OR sent_to = 'supplier')),
                ('consumed', 1, dest = 'production'),
                ('consumed', -1, recovered.line_id IS NOT NULL),
                ('scrapped', 1, dest = 'inventory' AND scrapped)
            ) part (kind, sign, counts) ON part.counts
            """,
            moved=self._moved_sql(lots),
            recovered=self._recovered_sql(),
        )

    def _moved_sql(self, lots):
        """The finished lines that took these lots from one kind of place to another."""
        return SQL(
            """
            SELECT line.id, line.date, line.lot_id, line.product_id,
                line.quantity_product_uom AS quantity, tmpl.tracking,
                src.usage AS src, dest.usage AS dest, sent_to.usage AS sent_to,
                move.scrap_id IS NOT NULL AS scrapped,
                COALESCE(
                    partner.commercial_partner_id, first.commercial_partner_id
                ) AS partner_id
            FROM stock_move_line line
            JOIN stock_location src ON src.id = line.location_id
            JOIN stock_location dest ON dest.id = line.location_dest_id
            JOIN stock_move move ON move.id = line.move_id
            LEFT JOIN stock_picking picking ON picking.id = line.picking_id
            LEFT JOIN res_partner partner
                ON partner.id = COALESCE(picking.partner_id, move.partner_id)
            LEFT JOIN stock_move sent ON sent.id = move.origin_returned_move_id
            LEFT JOIN stock_location sent_to ON sent_to.id = sent.location_dest_id
            LEFT JOIN stock_picking sent_with ON sent_with.id = sent.picking_id
            LEFT JOIN res_partner first ON first.id = sent_with.partner_id
            JOIN product_product product ON product.id = line.product_id
            JOIN product_template tmpl ON tmpl.id = product.product_tmpl_id
            WHERE line.lot_id IN %(lots)s
                AND line.state = 'done'
                AND src.usage <> dest.usage
                AND line.company_id IN %(companies)s
            """,
            lots=tuple(lots.ids),
            companies=tuple(self.env.companies.ids),
        )

    def _recovered_sql(self):
        """The lines that took a component back out of what had been made with it.

        Odoo links no lots when a unit is taken apart (`mrp.unbuild`), so a line that
        comes out of production and was made of nothing is one of these. A rework
        order does link them: the part comes out of a unit that had gone in with it.
        """
        return SQL(
            """
            SELECT moved.id AS line_id
            FROM moved
            WHERE moved.src = 'production'
                AND moved.id NOT IN (SELECT line_id FROM made_of)
            UNION
            SELECT made_of.line_id
            FROM made_of
            JOIN stock_move_line opened ON opened.id = made_of.part_id
            JOIN stock_move_line made
                ON made.lot_id = opened.lot_id AND made.state = 'done'
            JOIN stock_move_line_consume_rel done ON done.consume_line_id = made.id
            JOIN stock_move_line part ON part.id = done.produce_line_id
            WHERE part.lot_id = made_of.lot_id
            """
        )
