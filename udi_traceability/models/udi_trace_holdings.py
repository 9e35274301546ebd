from odoo import api, models
from odoo.tools import SQL

from ..tools.trace import Holding, settle


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
        """
        if not lots:
            return ()
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                %(tables)s
                SELECT FALSE, lot_id, product_id, kind, partner_id, location_id,
                    quantity::float, NULL AS date, NULL AS line_id
                FROM held
                UNION ALL
                SELECT TRUE, lot_id, product_id, kind, partner_id, NULL,
                    delta::float, date, line_id
                FROM odd
                ORDER BY date, line_id, lot_id, kind, partner_id, location_id
                """,
                tables=self._held_tables_sql(lots.ids, (), companies),
            )
        )
        held = [Holding(*row[1:7]) for row in rows if not row[0]]
        return (*held, *self._settled(row[1:7] for row in rows if row[0]))

    def _settled(self, deltas):
        """The holdings of lots that came back from others than they went to."""
        hands = {}
        for lot_id, product_id, kind, partner_id, _place, units in deltas:
            hand = hands.setdefault((lot_id, product_id, kind), [])
            hand.append((partner_id, units))
        for hand, changes in hands.items():
            for partner_id, units in settle(changes).items():
                yield Holding(*hand, partner_id, None, units)

    def _held_tables_sql(self, certain_ids, possible_ids, companies):
        """The tables `traced`, `moved`, `held`, and `odd`, which Python settles."""
        companies = self._company_ids(companies)
        return SQL(
            """
            WITH traced (lot_id, certain) AS MATERIALIZED (
                SELECT UNNEST(%(certain)s), TRUE
                UNION ALL
                SELECT UNNEST(%(possible)s), FALSE
            ),
            moved AS MATERIALIZED (%(moved)s),
            run AS MATERIALIZED (%(run)s),
            odd AS (SELECT * FROM run WHERE odd),
            gone (lot_id, product_id, kind, partner_id, quantity) AS (%(gone)s),
            lying (lot_id, product_id, kind, location_id, quantity, outside) AS
                MATERIALIZED (%(lying)s),
            crossed AS (%(crossed)s),
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
            run=self._run_sql(),
            gone=self._gone_sql(),
            lying=self._lying_sql(companies),
            crossed=self._crossed_sql(),
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

    def _run_sql(self):
        """The deltas with what each hand had after them.

        `odd` are those of lots that came back from one of several who had none.
        """
        return SQL(
            """
            SELECT *, kind IN ('consignee', 'supplier')
                AND MIN(running) OVER of_all < 0
                AND MIN(COALESCE(partner_id, 0)) OVER of_all
                    <> MAX(COALESCE(partner_id, 0)) OVER of_all AS odd
            FROM (
                SELECT *,
                    SUM(delta) OVER (of_one ORDER BY date, line_id) AS running,
                    SUM(delta) OVER of_one AS total
                FROM (%(deltas)s) delta
                WINDOW of_one AS (PARTITION BY lot_id, kind, partner_id)
            ) run
            WINDOW of_all AS (PARTITION BY lot_id, kind)
            """,
            deltas=self._deltas_sql(),
        )

    def _gone_sql(self):
        """What each hand got net.

        What came back is taken off, but never below zero on the way: a unit that was
        sold before Odoo knew it, came back and left again is out there.
        """
        return SQL(
            """
            SELECT lot_id, product_id, kind, partner_id,
                MAX(total) - LEAST(0, MIN(running))
            FROM run WHERE NOT odd
            GROUP BY lot_id, product_id, kind, partner_id
            HAVING MAX(total) - LEAST(0, MIN(running)) <> 0
            """
        )

    def _crossed_sql(self):
        """What went to companies that are not searched, by the place between.

        What still lies there is in transit, not `theirs` yet.
        """
        return SQL(
            """
            SELECT lot_id, product_id, partner_id, quantity,
                LEAST(quantity, GREATEST(0, upto - COALESCE(lies, 0))) AS theirs
            FROM (
                SELECT *, SUM(quantity) OVER (PARTITION BY lot_id ORDER BY partner_id)
                        AS upto,
                    SUM(lie) OVER (PARTITION BY lot_id) AS lies
                FROM (
                    SELECT lot_id, product_id, partner_id, quantity, NULL AS lie
                    FROM gone WHERE kind = 'crossed'
                    UNION ALL
                    SELECT lot_id, NULL, NULL, NULL, quantity FROM lying WHERE outside
                ) there
            ) there
            WHERE quantity IS NOT NULL
            """
        )

    def _out_sql(self):
        """`gone` in the words of `Holding`."""
        return SQL(
            """
            SELECT lot_id, product_id,
                CASE kind WHEN 'sister' THEN 'consignee' ELSE kind END,
                partner_id, quantity
            FROM gone WHERE kind <> 'crossed'
            UNION ALL
            SELECT lot_id, product_id, 'consignee', partner_id, theirs FROM crossed
            """
        )
