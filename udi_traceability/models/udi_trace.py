from array import array

from odoo import api, models
from odoo.tools import SQL

from ..tools.trace import Link, walk


class UdiTrace(models.AbstractModel):
    """Where lots went, what they were made of, and who has them.

    Reads the move lines, so history from before this addon counts. Sees the companies
    it is given, else those that the user has ticked, and no record rule: callers check
    who asks.
    """

    _name = "udi.trace"
    _description = "Trace Engine"

    @api.private
    def downstream(self, lots, companies=None):
        """The lots that these went into, at any depth, themselves at depth 0.

        :return: generator of `TracedLot`; first the certain ones, nearest first, then
            the possible ones, nearest first
        """
        return self._walk(lots, companies, down=True)

    @api.private
    def upstream(self, lots, companies=None):
        """The lots that these were made of, as `downstream` gives them."""
        return self._walk(lots, companies, down=False)

    @api.private
    def links(self, lots, down=True, companies=None):
        """One step from these lots, with what is known of it.

        :return: list of `Link`, one for each two lots that met
        """
        if not lots:
            return []
        self.env.flush_all()
        rows = self._link_rows(lots.ids, down, self._company_ids(companies))
        return [
            Link(near, far, certain, max(0, used - taken), document, others, taken)
            for near, far, certain, used, document, others, taken in rows
        ]

    @api.private
    def hidden(self, lots, companies=None):
        """How many movements of these lots other companies made, which are not told."""
        if not lots:
            return 0
        self.env.flush_all()
        [[count]] = self.env.execute_query(
            SQL(
                """
                SELECT COUNT(DISTINCT line.move_id)
                FROM UNNEST(%(lots)s) asked (lot_id)
                JOIN stock_move_line line ON line.lot_id = asked.lot_id
                WHERE line.state = 'done' AND line.quantity_product_uom <> 0
                    AND line.company_id <> ALL(%(companies)s)
                """,
                lots=self._ids_sql(lots.ids),
                companies=self._company_ids(companies),
            )
        )
        return count

    # -- what is asked ------------------------------------------------------------

    def _company_ids(self, companies):
        return (self.env.companies if companies is None else companies).ids

    def _ids_sql(self, ids):
        """Many ids as one literal: a parameter each would cost a tree of nodes."""
        return SQL("%s::integer[]", f"{{{str(list(ids))[1:-1]}}}")

    # -- family -------------------------------------------------------------------

    def _walk(self, lots, companies, down):
        companies = self._company_ids(companies)
        self.env.flush_all()
        return walk(lots.ids, lambda layer: self._step(layer, down, companies))

    def _step(self, lot_ids, down, companies):
        """(lot reached, lot before it, certain), each lot reached once.

        A row holds thousands of steps, and is packed as it comes: a hundred thousand
        rows of Python would take twenty times the memory.
        """
        if not lot_ids:
            return
        self.env.cr.execute(self._step_sql(lot_ids, down, companies))
        rows = []
        while row := self.env.cr.fetchone():
            certain, opened, *ends = row
            rows.append((certain, opened, *(array("q", lots) for lots in ends)))
        for certain, opened, fars, nears in rows:
            kept = None
            if certain and opened:
                kept = self._still_held(fars, nears, down, companies)
            for far, near in zip(fars, nears, strict=True):
                yield far, near, certain and (kept is None or (near, far) in kept)

    def _still_held(self, fars, nears, down, companies):
        """Those of these steps whose component was not all taken out again."""
        rows = self._link_rows(sorted(set(nears)), down, companies, only=fars)
        return {(row[0], row[1]) for row in rows if row[2]}

    def _step_sql(self, lot_ids, down, companies):
        return SQL(
            """
            WITH %(met)s
            SELECT certain, opened,
                ARRAY_AGG(far_lot ORDER BY far_lot),
                ARRAY_AGG(near_lot ORDER BY far_lot)
            FROM (
                SELECT far_lot, BOOL_OR(certain) AS certain, BOOL_OR(opened) AS opened,
                    COALESCE(MIN(near_lot) FILTER (WHERE certain), MIN(near_lot))
                        AS near_lot
                FROM (
                    SELECT %(near)s_lot AS near_lot, %(far)s_lot AS far_lot,
                        %(certain)s AS certain, %(opened)s AS opened
                    FROM met WHERE %(tied)s
                    OFFSET 0
                ) link
                GROUP BY far_lot
            ) reached
            GROUP BY certain, opened, far_lot / 4096
            ORDER BY certain DESC, far_lot / 4096
            """,
            met=self._met_sql(lot_ids, down, companies),
            near=self._near(down),
            far=self._near(not down),
            certain=self._certain_sql(down),
            opened=self._opened_sql(),
            tied=self._tied_sql(down),
        )

    def _near(self, down):
        return SQL("component") if down else SQL("finished")

    def _met_sql(self, lot_ids, down, companies):
        """The parts `met`, each time that a component's and a finished line met, and
        `doubted`, of a query on them.

        `stock_move_line_consume_rel` has its names crossed: a row's `consume_line_id`
        is the finished line, `produce_line_id` the component.

        `OFFSET 0` keeps the planner to one look-up for each step: it would read the
        whole table for what it takes for many.
        """
        near, far = self._near(down), self._near(not down)
        ends = SQL("produce_line_id"), SQL("consume_line_id")
        return SQL(
            """
            met AS MATERIALIZED (
                SELECT component.id AS component_id, component.lot_id AS component_lot,
                    component.product_id AS component_product,
                    component.location_id AS component_from,
                    component.quantity_product_uom AS component_quantity,
                    finished.id AS finished_id, finished.lot_id AS finished_lot,
                    finished.product_id AS finished_product,
                    finished.move_id AS finished_move,
                    finished.quantity_product_uom AS finished_quantity
                FROM UNNEST(%(lots)s) asked (lot_id)
                JOIN stock_move_line %(near)s ON %(near)s.lot_id = asked.lot_id
                JOIN stock_move_line_consume_rel rel ON rel.%(near_end)s = %(near)s.id
                CROSS JOIN LATERAL (
                    SELECT id, lot_id, product_id, move_id, location_id,
                        quantity_product_uom
                    FROM stock_move_line
                    WHERE id = rel.%(far_end)s AND state = 'done'
                        AND quantity_product_uom <> 0
                    OFFSET 0
                ) %(far)s
                WHERE %(near)s.state = 'done' AND %(near)s.quantity_product_uom <> 0
                    AND %(near)s.company_id = ANY(%(companies)s)
            ),
            doubted AS MATERIALIZED (%(doubted)s)
            """,
            lots=self._ids_sql(lot_ids),
            near=near,
            far=far,
            near_end=ends[not down],
            far_end=ends[down],
            companies=companies,
            doubted=self._shared_out_sql() if down else self._mixed_sql(),
        )

    def _tied_sql(self, down):
        """Which of the lines that met tie two lots.

        Where a unit was taken apart, Odoo ties its by-products to its components: that
        is no way in.
        """
        return SQL(
            "%s_lot IS NOT NULL AND NOT %s",
            self._near(not down),
            self._apart_sql(SQL("finished_move")),
        )
