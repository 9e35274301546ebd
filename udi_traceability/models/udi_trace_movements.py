from odoo import api, models
from odoo.tools import SQL

from ..tools.trace import Movement


class UdiTrace(models.AbstractModel):
    """The journey of lots, a row for what each document did."""

    _inherit = "udi.trace"

    @api.private
    def movements(self, lots, companies=None, limit=None, after=None):
        """What happened to these lots: one row a document, kind and product.

        :param after: the `key` of the last row of the page before
        :return: list of `Movement`, oldest first
        """
        if not lots:
            return []
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT MIN(date) AS date, kind, COUNT(DISTINCT lot_id), product_id,
                    SUM(quantity)::float, MIN(picking_id), MIN(reference),
                    MIN(partner_id),
                    CASE WHEN COUNT(DISTINCT location_id) = 1
                        THEN MIN(location_id) END,
                    CASE WHEN COUNT(DISTINCT location_dest_id) = 1
                        THEN MIN(location_dest_id) END,
                    res_model, res_id
                FROM (%(lines)s) told
                GROUP BY res_model, res_id, kind, product_id
                HAVING %(after)s
                ORDER BY date, res_model COLLATE "C", res_id, kind COLLATE "C",
                    product_id
                %(limit)s
                """,
                lines=self._movement_lines_sql(lots.ids, self._company_ids(companies)),
                after=self._after_sql(after),
                limit=SQL("LIMIT %s", limit) if limit else SQL(""),
            )
        )
        return [Movement(*row) for row in rows]

    def _after_sql(self, after):
        if not after:
            return SQL("TRUE")
        return SQL(
            """
            (MIN(date), res_model COLLATE "C", res_id, kind COLLATE "C", product_id)
                > (%s::timestamp, %s, %s, %s, %s)
            """,
            *after,
        )

    def _movement_lines_sql(self, lot_ids, companies):
        return SQL(
            """
            SELECT line.date, %(kind)s AS kind, line.lot_id, line.product_id,
                line.quantity_product_uom AS quantity, line.picking_id,
                COALESCE(move.reference, picking.name) AS reference,
                side.commercial_partner_id AS partner_id,
                line.location_id, line.location_dest_id,
                document.res_model, document.res_id
            FROM UNNEST(%(lots)s) asked (lot_id)
            JOIN stock_move_line line ON line.lot_id = asked.lot_id
            JOIN stock_location src ON src.id = line.location_id
            JOIN stock_location dest ON dest.id = line.location_dest_id
            JOIN stock_move move ON move.id = line.move_id
            LEFT JOIN stock_picking picking ON picking.id = line.picking_id
            LEFT JOIN res_partner side ON side.id = COALESCE(
                CASE WHEN src.usage = 'supplier' AND dest.usage = 'customer'
                    THEN move.partner_id END,
                picking.partner_id, move.partner_id
            )
            CROSS JOIN LATERAL (%(document)s) document (res_model, res_id)
            WHERE line.state = 'done' AND line.quantity_product_uom <> 0
                AND line.company_id = ANY(%(companies)s)
            """,
            kind=self._movement_kind_sql(),
            document=self._document_sql(),
            lots=self._ids_sql(lot_ids),
            companies=companies,
        )

    def _movement_kind_sql(self):
        """The kind of a line, by the order behind it and then by its two places.

        A place of transit without a company lies between companies: what goes there
        has left.
        """
        orders = self._order_sql()
        repaired = (
            SQL("move.repair_id IS NOT NULL AND move.repair_line_type IS NULL")
            if self._has("repair.order")
            else SQL("FALSE")
        )
        unbuilt = (
            SQL(
                """
                COALESCE(move.unbuild_id, move.consume_unbuild_id) IS NOT NULL
                AND dest.usage = 'production'
                """
            )
            if self._has("mrp.unbuild")
            else SQL("FALSE")
        )
        return SQL(
            """
            CASE
                WHEN %(repaired)s THEN 'repaired'
                WHEN %(unbuilt)s THEN 'unbuilt'
                WHEN %(apart)s AND src.usage = 'production' THEN 'recovered'
                WHEN move.scrap_id IS NOT NULL THEN 'scrapped'
                WHEN src.usage = 'customer' OR dest.usage = 'supplier' THEN 'returned'
                WHEN dest.usage = 'customer' THEN 'shipped'
                WHEN 'inventory' IN (src.usage, dest.usage) THEN 'adjusted'
                WHEN src.usage = 'production' AND dest.usage <> 'production' THEN 'made'
                WHEN dest.usage = 'production' AND src.usage <> 'production'
                    THEN 'consumed'
                WHEN dest.usage = 'transit' AND dest.company_id IS NULL THEN 'shipped'
                WHEN src.usage = 'supplier' THEN 'received'
                WHEN src.usage = 'transit' AND src.company_id IS NULL THEN 'received'
                WHEN line.location_id = line.location_dest_id
                    AND line.result_package_id IS NOT NULL THEN 'packed'
                ELSE 'moved'
            END
            """,
            repaired=repaired,
            unbuilt=unbuilt,
            apart=orders["apart"],
        )

    def _document_sql(self):
        """Which record to open for a line: (model, id)."""
        orders = []
        if self._has("mrp.unbuild"):
            orders += [
                SQL(
                    """
                    ('mrp.unbuild', COALESCE(move.unbuild_id, move.consume_unbuild_id)),
                    ('mrp.production', COALESCE(
                        move.production_id, move.raw_material_production_id
                    ))
                    """
                )
            ]
        if self._has("repair.order"):
            orders.append(SQL("('repair.order', move.repair_id)"))
        orders.append(
            SQL(
                """
                ('stock.scrap', move.scrap_id), ('stock.picking', line.picking_id),
                ('stock.move', move.id)
                """
            )
        )
        return SQL(
            "SELECT * FROM (VALUES %s) known (model, id) WHERE id IS NOT NULL LIMIT 1",
            SQL(", ").join(orders),
        )
