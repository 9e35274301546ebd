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
        held, odd = [], []
        for name, lot_id, *row in self.env.execute_query(
            self._exposure_sql(ids[True], ids[False], companies)
        ):
            if name in totals:
                totals[name] = Amount(*row[4:6])
            elif lot_id:
                odd.append((lot_id, *row))
            else:
                held.append(Exposure(*row[:6]))
        return (*held, *self._exposed(odd)), totals

    def _exposed(self, odd):
        """`Exposure` of what Python settles, from the deltas of these lots."""
        certain = {row[0] for row in odd if row[5]}
        sums = {}
        for each in self._settled(
            (lot_id, product_id, kind, partner_id, place_id, sure + unsure)
            for lot_id, kind, partner_id, place_id, product_id, sure, unsure, *_ in odd
        ):
            key = each.kind, each.partner_id, None, each.product_id
            amounts = sums.setdefault(key, [0.0, 0.0])
            amounts[each.lot_id not in certain] += each.quantity
        return [Exposure(*key, *amounts) for key, amounts in sums.items()]

    def _exposure_sql(self, certain_ids, possible_ids, companies):
        return SQL(
            """
            %(tables)s
            SELECT NULL, NULL::integer, kind, partner_id, location_id, product_id,
                %(sums)s, NULL::timestamp AS date, NULL::integer AS line_id
            FROM held JOIN traced USING (lot_id)
            GROUP BY kind, partner_id, location_id, product_id
            UNION ALL
            SELECT name, NULL, NULL, NULL, NULL, NULL, %(sums)s, NULL, NULL
            FROM (%(totals)s) total JOIN traced USING (lot_id)
            GROUP BY name
            UNION ALL
            SELECT NULL, lot_id, kind, partner_id, NULL, product_id,
                CASE WHEN certain THEN delta ELSE 0 END::float,
                CASE WHEN certain THEN 0 ELSE delta END::float, date, line_id
            FROM odd JOIN traced USING (lot_id)
            ORDER BY date, line_id, kind, partner_id, location_id, product_id
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
        """Rows (name, lot, quantity): the lines as steps of the sum on the screen.

        What one company of ours books as bought from another is taken off what that one
        delivered, and so is what still lies between the companies.
        """
        return SQL(
            """
            SELECT part.name, moved.lot_id, part.sign * moved.quantity AS quantity
            FROM moved
            JOIN LATERAL (VALUES
                ('received', 1, (src = 'supplier' AND NOT known)
                    OR (from_between AND NOT known AND sent_to IS NULL)),
                ('made', 1, src = 'production' AND NOT recovered),
                ('adjusted', 1, src = 'inventory'),
                ('adjusted', -1, dest = 'inventory' AND NOT scrapped),
                ('delivered', 1, dest = 'customer' OR (dest = 'supplier' AND known)
                    OR (to_between AND NOT known)),
                ('delivered', -1, src = 'supplier' AND known),
                ('returned', 1, src = 'customer'
                    OR (from_between AND NOT known AND sent_to IS NOT NULL)),
                ('sent_back', 1, dest = 'supplier' AND NOT known),
                ('consumed', 1, dest = 'production'),
                ('consumed', -1, recovered),
                ('scrapped', 1, dest = 'inventory' AND scrapped)
            ) part (name, sign, counts) ON part.counts
            UNION ALL
            SELECT CASE kind WHEN 'stock' THEN 'shelf' ELSE kind END, lot_id, quantity
            FROM lying
            UNION ALL
            SELECT 'delivered', lot_id, theirs - quantity FROM crossed
            """
        )
