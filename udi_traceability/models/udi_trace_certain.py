from odoo import models
from odoo.tools import SQL


class UdiTrace(models.AbstractModel):
    """Whether a component must be in a finished lot.

    The order of production says only which lots met in it. A step is certain if all of
    the component's line went into one finished lot, or if the finished line had this
    component from one lot only. One of the two is asked of all lines at once, the other
    only where that leaves a doubt.
    """

    _inherit = "udi.trace"

    def _certain_sql(self, down):
        """Whether this step is certain, for a query on `met` and `doubted`.

        What a repair took out of a unit is tied to it as if it had gone in: it was
        there, and no longer is.
        """
        return SQL(
            """
            (component_from NOT IN (
                SELECT id FROM stock_location WHERE usage = 'production'
            ) AND (
                (%(near)s_id, component_product) NOT IN (
                    SELECT line_id, product_id FROM doubted
                )
                OR NOT EXISTS (%(other)s)
            ))
            """,
            near=self._near(down),
            other=self._other_component_sql() if down else self._other_finished_sql(),
        )

    def _mixed_sql(self):
        """Finished lines that had a component from several lots."""
        return SQL(
            """
            SELECT finished_id AS line_id, component_product AS product_id
            FROM met
            GROUP BY finished_id, component_product
            HAVING MIN(COALESCE(component_lot, 0)) <> MAX(COALESCE(component_lot, 0))
            """
        )

    def _shared_out_sql(self):
        """Component lines that went into several finished lots, where any of these had
        the component from another lot too.

        The finished lots of one order have the same components: it is looked up once
        for all of them.
        """
        return SQL(
            """
            SELECT component_id AS line_id, component_product AS product_id
            FROM (
                SELECT component_id, component_product, component_lot,
                    ARRAY_AGG(finished_id) AS finished_ids
                FROM met
                GROUP BY component_id, component_product, component_lot
                HAVING MIN(COALESCE(finished_lot, 0)) <> MAX(COALESCE(finished_lot, 0))
            ) shared
            WHERE EXISTS (
                SELECT FROM (
                    SELECT DISTINCT produce_line_id
                    FROM stock_move_line_consume_rel
                    WHERE consume_line_id = ANY(shared.finished_ids)
                    OFFSET 0
                ) beside
                CROSS JOIN LATERAL (
                    SELECT lot_id, product_id FROM stock_move_line
                    WHERE id = beside.produce_line_id AND state = 'done'
                        AND quantity_product_uom <> 0
                    OFFSET 0
                ) other
                WHERE other.product_id = shared.component_product
                    AND other.lot_id IS DISTINCT FROM shared.component_lot
            )
            """
        )

    def _other_component_sql(self):
        """Whether this finished line had the component from another lot too."""
        return SQL(
            """
            SELECT FROM stock_move_line_consume_rel rel
            JOIN stock_move_line other ON other.id = rel.produce_line_id
            WHERE rel.consume_line_id = met.finished_id
                AND other.product_id = met.component_product
                AND other.lot_id IS DISTINCT FROM met.component_lot
                AND other.state = 'done' AND other.quantity_product_uom <> 0
            """
        )

    def _other_finished_sql(self):
        """Whether this component's line went into another finished lot too."""
        return SQL(
            """
            SELECT FROM stock_move_line_consume_rel rel
            JOIN stock_move_line other ON other.id = rel.consume_line_id
            WHERE rel.produce_line_id = met.component_id
                AND other.lot_id IS DISTINCT FROM met.finished_lot
                AND other.state = 'done' AND other.quantity_product_uom <> 0
            """
        )
