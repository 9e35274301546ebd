from array import array

from odoo import api, models
from odoo.tools import SQL

from ..tools.trace import Amount, Exposure

TOTALS = (
    "received",
    "made",
    "adjusted",
    "delivered",
    "returned",
    "sent_back",
    "consumed",
    "scrapped",
    "shelf",
    "reserved",
    "transit",
)


class UdiTrace(models.AbstractModel):
    """The holdings of many lots, summed by the database."""

    _inherit = "udi.trace"

    @api.private
    def exposure(self, traced, companies=None):
        """Who has how many of these lots, the certain and the possible apart.

        The totals add up, each of certain and possible: received + made + adjusted =
        shelf + reserved + transit + delivered - returned + sent_back + consumed +
        scrapped.

        :param traced: `TracedLot` in any number; they are not kept
        :return: tuple of `Exposure`, and a dict of TOTALS to `Amount`
        """
        ids = {True: array("q"), False: array("q")}
        for lot in traced:
            ids[lot.certain].append(lot.lot_id)
        totals = {name: Amount() for name in TOTALS}
        if not ids[True] and not ids[False]:
            return (), totals
        self.env.flush_all()
        held = []
        for name, *row in self.env.execute_query(
            self._exposure_sql(ids[True], ids[False], companies)
        ):
            if name is None:
                held.append(Exposure(*row))
            else:
                totals[name] = Amount(*row[-2:])
        return tuple(held), totals

    def _exposure_sql(self, certain_ids, possible_ids, companies):
        return SQL(
            """
            %(tables)s
            SELECT NULL, kind, partner_id, location_id, product_id, %(sums)s
            FROM held JOIN traced USING (lot_id)
            GROUP BY kind, partner_id, location_id, product_id
            UNION ALL
            SELECT name, NULL, NULL, NULL, NULL, %(sums)s
            FROM (%(totals)s) total JOIN traced USING (lot_id)
            GROUP BY name
            """,
            tables=self._held_tables_sql(certain_ids, possible_ids, companies),
            sums=SQL(
                """
                COALESCE(SUM(quantity) FILTER (WHERE certain), 0)::float,
                COALESCE(SUM(quantity) FILTER (WHERE NOT certain), 0)::float
                """
            ),
            totals=self._totals_sql(),
        )

    def _totals_sql(self):
        """Rows (name, lot, quantity): the lines as steps of the sum on the screen."""
        return SQL(
            """
            SELECT part.name, moved.lot_id, part.sign * moved.quantity AS quantity,
                moved.id AS line_id
            FROM moved
            LEFT JOIN recovered ON recovered.line_id = moved.id
            JOIN LATERAL (VALUES
                ('received', 1, src = 'supplier'
                    OR (from_between AND NOT known AND sent_to IS NULL)),
                ('made', 1, src = 'production' AND recovered.line_id IS NULL),
                ('adjusted', 1, src = 'inventory'),
                ('adjusted', -1, dest = 'inventory' AND NOT scrapped),
                ('delivered', 1, dest = 'customer' OR (to_between AND NOT known)),
                ('returned', 1, src = 'customer'
                    OR (from_between AND NOT known AND sent_to IS NOT NULL)),
                ('sent_back', 1, dest = 'supplier'),
                ('consumed', 1, dest = 'production'),
                ('consumed', -1, recovered.line_id IS NOT NULL),
                ('scrapped', 1, dest = 'inventory' AND scrapped)
            ) part (name, sign, counts) ON part.counts
            UNION ALL
            SELECT CASE kind WHEN 'stock' THEN 'shelf' ELSE kind END, lot_id, quantity,
                NULL
            FROM lying
            """
        )
