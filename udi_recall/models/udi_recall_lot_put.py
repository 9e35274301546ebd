from odoo import fields, models
from odoo.tools import SQL

from ..tools.reconcile import Balance, balances
from ..tools.scope import Affected
from .rows import learn, table

PART = 20_000
FIGURES = {
    "quantity_total": "total",
    "quantity_here": "here",
    "quantity_reserved": "reserved",
    "quantity_transit": "transit",
    "quantity_out": "out",
    "quantity_gone": "gone",
    "quantity_never_left": "never_left",
    "quantity_back": "back",
}
TYPES = {
    "lot_id": "integer",
    "depth": "integer",
    "certainty": "varchar",
    "source": "varchar",
    "parent_lot_id": "integer",
    **dict.fromkeys(FIGURES, "numeric"),
}


class UdiRecallLot(models.Model):
    """The affected lots written together, whether ten or a hundred thousand."""

    _inherit = "udi.recall.lot"

    def _put(self, recall, affected, holdings):
        """Make the rows of ``recall`` those of ``affected``, with their figures.

        A lot that a round took up stays: people were told of it.
        """
        lots = self.env["stock.lot"].browse([row.lot_id for row in affected])
        places = balances(holdings, self._returned(lots))
        rows = [self._row(row, places.get(row.lot_id, Balance())) for row in affected]
        self.env.flush_all()
        for start in range(0, len(rows), PART):
            self.env.cr.execute(self._put_sql(recall, rows[start : start + PART]))
        learn(self.env.cr, len(rows), self._table)
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM udi_recall_lot affected
                WHERE recall_id = %(recall)s AND round_id IS NULL AND NOT EXISTS (
                    SELECT FROM %(kept)s WHERE given.lot_id = affected.lot_id
                )
                """,
                recall=recall.id,
                kept=table({"lot_id": "integer"}, [(lot_id,) for lot_id in lots.ids]),
            )
        )
        self.env.invalidate_all(flush=False)
        self.env.add_to_compute(recall._fields["product_ids"], recall)

    def _row(self, affected, balance):
        return (
            affected.lot_id,
            affected.depth,
            "certain" if affected.certain else "possible",
            affected.source,
            affected.parent_lot_id,
            *(getattr(balance, name) for name in FIGURES.values()),
        )

    def _put_sql(self, recall, rows):
        given = [SQL.identifier(name) for name in TYPES]
        changing = given[1:]
        return SQL(
            """
            INSERT INTO udi_recall_lot AS affected (
                recall_id, company_id, product_id, quantity_to_hold, %(names)s,
                create_uid, create_date, write_uid, write_date
            )
            SELECT %(recall)s, %(company)s, lot.product_id,
                quantity_here + quantity_transit, %(given)s,
                %(user)s, %(now)s, %(user)s, %(now)s
            FROM %(table)s JOIN stock_lot lot ON lot.id = given.lot_id
            ORDER BY depth, lot.id
            ON CONFLICT (recall_id, lot_id) DO UPDATE
            SET %(changes)s, quantity_to_hold = EXCLUDED.quantity_to_hold,
                write_uid = EXCLUDED.write_uid, write_date = EXCLUDED.write_date
            WHERE (%(old)s) IS DISTINCT FROM (%(new)s)
            """,
            recall=recall.id,
            company=recall.company_id.id,
            user=self.env.uid,
            now=fields.Datetime.now(),
            table=table(TYPES, rows),
            names=SQL(", ").join(given),
            given=SQL(", ").join(SQL("given.%s", name) for name in given),
            changes=SQL(", ").join(
                SQL("%s = EXCLUDED.%s", name, name) for name in changing
            ),
            old=SQL(", ").join(SQL("affected.%s", name) for name in changing),
            new=SQL(", ").join(SQL("EXCLUDED.%s", name) for name in changing),
        )

    def _known(self, recall):
        """The lots that rounds took up, as ``Affected``."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT lot_id, depth, certainty = 'certain', source, parent_lot_id
                FROM udi_recall_lot
                WHERE recall_id = %s AND round_id IS NOT NULL
                """,
                recall.id,
            )
        )
        return [Affected(*row) for row in rows]

    def _returned(self, lots):
        """By lot, what ever came back from customers."""
        groups = self.env["stock.move.line"]._read_group(
            [
                ("lot_id", "in", lots.ids),
                ("state", "=", "done"),
                ("company_id", "in", self.env.companies.ids),
                ("location_id.usage", "=", "customer"),
                ("location_dest_id.usage", "in", ("internal", "transit")),
            ],
            ["lot_id"],
            ["quantity_product_uom:sum"],
        )
        return {lot.id: quantity for lot, quantity in groups}

    def _take_up(self, round_):
        """These lots belong to a round from now on; the ledger says so."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE udi_recall_lot
                SET round_id = %(round)s, recalled_on = %(now)s
                WHERE id = ANY(%(rows)s)
                """,
                round=round_.id,
                now=fields.Datetime.now(),
                rows=self.ids,
            )
        )
        self.invalidate_model(["round_id", "recalled_on"], flush=False)
        if round_.recall_id._real():
            self._record(round_.recall_id, round_.recall_id._note())

    def _record(self, recall, reason):
        """One event in the ledger for each of these lots."""
        self.env["udi.event"]._insert_select(
            {
                "kind": SQL("'recalled'"),
                "company_id": SQL("affected.company_id"),
                "quantity": SQL("affected.quantity_total"),
                "reason": SQL("%s", reason),
                "origin": SQL("%s", recall.name),
                "res_model": SQL("%s", recall._name),
                "res_id": SQL("affected.recall_id"),
            },
            SQL(
                """
                FROM udi_recall_lot affected
                JOIN stock_lot lot ON lot.id = affected.lot_id
                JOIN product_product product ON product.id = affected.product_id
                JOIN product_template tmpl ON tmpl.id = product.product_tmpl_id
                LEFT JOIN udi_di di ON di.id = lot.udi_di_id
                WHERE affected.id = ANY(%s)
                ORDER BY affected.id
                """,
                self.ids,
            ),
        )
