from odoo import models
from odoo.tools import SQL

NOWHERE = SQL("SELECT NULL::integer, NULL::integer, 0 WHERE FALSE")


class UdiTrace(models.AbstractModel):
    """What was taken out of a unit again: unbuild and repair, where they are installed.

    Odoo keeps no link for it between the lots. The orders know the unit, their moves
    know the parts.
    """

    _inherit = "udi.trace"

    def _has(self, model):
        return model in self.env

    def _apart_sql(self, move):
        """Whether a line, by its move, came out of a unit that was taken apart."""
        if not self._has("mrp.unbuild"):
            return SQL("FALSE")
        return SQL(
            "%s IN (SELECT id FROM stock_move WHERE unbuild_id IS NOT NULL)", move
        )

    def _opened_sql(self):
        """Whether something may have been taken out of the finished lot."""
        opened = []
        if self._has("mrp.unbuild"):
            opened.append(SQL("SELECT lot_id FROM mrp_unbuild WHERE state = 'done'"))
        if self._has("repair.order"):
            opened.append(SQL("SELECT lot_id FROM repair_order WHERE state = 'done'"))
        if not opened:
            return SQL("FALSE")
        return SQL(
            """
            finished_lot IN (
                SELECT lot_id FROM (%s) opened_lot WHERE lot_id IS NOT NULL
            )
            """,
            SQL(" UNION ALL ").join(opened),
        )

    def _taken_sql(self):
        """Rows (component lot, finished lot, quantity) of what was taken out."""
        taken = []
        if self._has("mrp.unbuild"):
            taken.append(
                SQL(
                    """
                    SELECT line.lot_id, opened.lot_id, line.quantity_product_uom
                    FROM mrp_unbuild opened
                    JOIN stock_move move ON move.unbuild_id = opened.id
                    JOIN stock_move_line line ON line.move_id = move.id
                    JOIN stock_location src ON src.id = line.location_id
                    WHERE line.state = 'done' AND src.usage = 'production'
                    """
                )
            )
        if self._has("repair.order"):
            taken.append(
                SQL(
                    """
                    SELECT line.lot_id, opened.lot_id, line.quantity_product_uom
                    FROM repair_order opened
                    JOIN stock_move move ON move.repair_id = opened.id
                        AND move.repair_line_type IN ('remove', 'recycle')
                    JOIN stock_move_line line ON line.move_id = move.id
                    WHERE line.state = 'done'
                    """
                )
            )
        return SQL(" UNION ALL ").join(taken) if taken else NOWHERE

    def _link_rows(self, lot_ids, down, companies, only=None):
        """(near, far, certain, used, document, others, taken out), a row a pair."""
        return self.env.execute_query(
            SQL(
                """
                WITH %(met)s,
                detail AS MATERIALIZED (%(details)s),
                pair AS (
                    SELECT component_lot, finished_lot, BOOL_OR(certain) AS certain,
                        SUM(used) AS used, MAX(others) AS others,
                        STRING_AGG(DISTINCT document, ', ') AS document
                    FROM detail GROUP BY component_lot, finished_lot
                ),
                taken AS (
                    SELECT component_lot, finished_lot, SUM(quantity) AS quantity
                    FROM (%(taken)s) taken_out (component_lot, finished_lot, quantity)
                    WHERE finished_lot IN (SELECT finished_lot FROM pair)
                    GROUP BY component_lot, finished_lot
                )
                SELECT pair.%(near)s, pair.%(far)s,
                    pair.certain AND pair.used > COALESCE(taken.quantity, 0),
                    pair.used::float, COALESCE(pair.document, ''), pair.others,
                    COALESCE(taken.quantity, 0)::float
                FROM pair LEFT JOIN taken USING (component_lot, finished_lot)
                WHERE %(wanted)s
                ORDER BY 1, 2
                """,
                met=self._met_sql(lot_ids, down, companies),
                details=self._met_details_sql(down),
                taken=self._taken_sql(),
                near=SQL("component_lot") if down else SQL("finished_lot"),
                far=SQL("finished_lot") if down else SQL("component_lot"),
                wanted=SQL("TRUE")
                if only is None
                else SQL(
                    "pair.%s = ANY(%s)",
                    SQL("finished_lot") if down else SQL("component_lot"),
                    self._ids_sql(only),
                ),
            )
        )

    def _met_details_sql(self, down):
        """One row for each two lines that met: how much of the one went into the other.

        A component's line is shared out over the finished lines of one product by their
        quantities.
        """
        return SQL(
            """
            SELECT component_lot, finished_lot, %(certain)s AS certain,
                CASE WHEN component_from IN (
                    SELECT id FROM stock_location WHERE usage = 'production'
                ) THEN 0 ELSE
                    component_quantity * finished_quantity / (
                        SELECT SUM(other.quantity_product_uom)
                        FROM stock_move_line_consume_rel rel
                        JOIN stock_move_line other ON other.id = rel.consume_line_id
                        WHERE rel.produce_line_id = met.component_id
                            AND other.product_id = met.finished_product
                            AND other.state = 'done'
                    )
                END AS used,
                (
                    SELECT COUNT(DISTINCT other.lot_id)
                    FROM stock_move_line_consume_rel rel
                    JOIN stock_move_line other ON other.id = rel.produce_line_id
                    WHERE rel.consume_line_id = met.finished_id
                        AND other.product_id = met.component_product
                        AND other.state = 'done' AND other.quantity_product_uom <> 0
                ) AS others,
                (SELECT reference FROM stock_move WHERE id = met.finished_move)
                    AS document
            FROM met WHERE %(tied)s
            """,
            certain=self._certain_sql(down),
            tied=self._tied_sql(down),
        )
