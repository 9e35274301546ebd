from odoo import api, models
from odoo.tools import SQL

from ..tools.trace import Holding


class UdiTrace(models.AbstractModel):
    """Who has how many: the lots in our places, and what went out and did not return.

    Everything is read from the lines of these lots, once: it costs what these lots
    cost, however large the table is.
    """

    _inherit = "udi.trace"

    @api.private
    def holdings(self, lots, companies=None):
        """Who has how many of these lots now, net of what came back.

        A company that is searched too is no consignee: what it received is its stock.
        The net of a consignee is at most the net of the lot, so that a unit sold to one
        and returned by another is nobody's. Where several may have returned it, each
        keeps what may still be theirs.
        """
        if not lots:
            return ()
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                %(tables)s
                SELECT lot_id, product_id, kind, partner_id, location_id,
                    quantity::float
                FROM held
                """,
                tables=self._held_tables_sql(lots.ids, (), companies),
            )
        )
        return tuple(Holding(*row) for row in rows)

    def _held_tables_sql(self, certain_ids, possible_ids, companies):
        """The tables `traced`, `moved`, `delta` and `held`."""
        companies = self._company_ids(companies)
        return SQL(
            """
            WITH traced (lot_id, certain) AS MATERIALIZED (
                SELECT UNNEST(%(certain)s), TRUE
                UNION ALL
                SELECT UNNEST(%(possible)s), FALSE
            ),
            moved AS MATERIALIZED (%(moved)s),
            made_of AS MATERIALIZED (%(made_of)s),
            recovered AS MATERIALIZED (%(recovered)s),
            delta AS MATERIALIZED (%(deltas)s),
            gone (lot_id, product_id, kind, partner_id, quantity) AS (%(gone)s),
            lying (lot_id, product_id, kind, location_id, quantity, outside) AS
                MATERIALIZED (%(lying)s),
            held (lot_id, product_id, kind, partner_id, location_id, quantity) AS (
                SELECT lot_id, product_id, kind, NULL::integer, location_id, quantity
                FROM lying WHERE quantity <> 0
                UNION ALL
                SELECT lot_id, product_id, kind, partner_id, NULL, SUM(quantity)
                FROM (%(out)s) hand (lot_id, product_id, kind, partner_id, quantity)
                GROUP BY lot_id, product_id, kind, partner_id
                HAVING SUM(quantity) <> 0
            )
            """,
            certain=self._ids_sql(certain_ids),
            possible=self._ids_sql(possible_ids),
            moved=self._moved_sql(companies),
            made_of=self._made_of_sql(),
            recovered=self._recovered_sql(),
            deltas=self._deltas_sql(),
            gone=self._gone_sql(),
            lying=self._lying_sql(companies),
            out=self._out_sql(),
        )

    def _lying_sql(self, companies):
        """What lies in our own places and between companies."""
        return SQL(
            """
            SELECT quant.lot_id, quant.product_id, part.kind, quant.location_id,
                SUM(part.quantity), place.usage = 'transit' AND place.company_id IS NULL
            FROM traced
            JOIN stock_quant quant ON quant.lot_id = traced.lot_id
            JOIN stock_location place ON place.id = quant.location_id
            CROSS JOIN LATERAL (VALUES
                (CASE place.usage WHEN 'internal' THEN 'stock' ELSE 'transit' END,
                    quant.quantity - quant.reserved_quantity),
                ('reserved', quant.reserved_quantity)
            ) part (kind, quantity)
            WHERE place.usage IN ('internal', 'transit')
                AND (quant.company_id IS NULL OR quant.company_id = ANY(%(companies)s))
            GROUP BY quant.lot_id, quant.product_id, part.kind, quant.location_id, 6
            """,
            companies=companies,
        )

    def _gone_sql(self):
        """What each hand got net.

        What came back is taken off, but never below zero on the way: a unit that was
        sold before Odoo knew it, came back and left again is out there.
        """
        return SQL(
            """
            SELECT lot_id, product_id, kind, partner_id,
                CASE WHEN kind IN ('consignee', 'supplier')
                    THEN LEAST(own, of_lot - LEAST(0, lowest)) ELSE own END
            FROM (
                SELECT lot_id, product_id, kind, partner_id,
                    MAX(total) - LEAST(0, MIN(running)) AS own,
                    MAX(of_lot) AS of_lot, MIN(lowest) AS lowest
                FROM (
                    SELECT *, MIN(of_lot_running) OVER of_all AS lowest
                    FROM (
                        SELECT *,
                            SUM(delta) OVER (of_one ORDER BY date, line_id) AS running,
                            SUM(delta) OVER of_one AS total,
                            SUM(delta) OVER (of_all ORDER BY date, line_id)
                                AS of_lot_running,
                            SUM(delta) OVER of_all AS of_lot
                        FROM delta
                        WINDOW of_one AS (PARTITION BY lot_id, kind, partner_id),
                            of_all AS (PARTITION BY lot_id, kind)
                    ) ran
                    WINDOW of_all AS (PARTITION BY lot_id, kind)
                ) ran
                GROUP BY lot_id, product_id, kind, partner_id
            ) net
            WHERE own <> 0
            """
        )

    def _out_sql(self):
        """`gone` in the words of `Holding`.

        What crossed to another company and still lies between the two is in transit,
        not theirs yet.
        """
        return SQL(
            """
            SELECT lot_id, product_id,
                CASE kind WHEN 'sister' THEN 'consignee' ELSE kind END,
                partner_id, quantity
            FROM gone WHERE kind <> 'crossed'
            UNION ALL
            SELECT lot_id, product_id, 'consignee', partner_id,
                LEAST(quantity, GREATEST(0, upto - COALESCE(lies, 0)))
            FROM (
                SELECT *, SUM(quantity) OVER (
                    PARTITION BY lot_id ORDER BY partner_id
                ) AS upto
                FROM gone WHERE kind = 'crossed'
            ) crossed
            LEFT JOIN (
                SELECT lot_id, SUM(quantity) AS lies
                FROM lying WHERE outside GROUP BY lot_id
            ) between_us USING (lot_id)
            """
        )
