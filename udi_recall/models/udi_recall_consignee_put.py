from odoo import fields, models
from odoo.tools import SQL

from ..tools.reconcile import exposures
from ..tools.ship_to import Shipment, shares
from .rows import learn, table

PART = 20_000
TYPES = {
    "consignee_id": "integer",
    "lot_id": "integer",
    "ship_to_id": "integer",
    "quantity_shipped": "numeric",
    "quantity_back": "numeric",
    "quantity": "numeric",
    "shipped_on": "date",
    "document": "varchar",
}


class UdiRecallConsignee(models.Model):
    """Who still has goods, by account, delivery address and lot, written together.

    Rows that a round took up keep what was asked; only what is out there now changes.
    """

    _inherit = "udi.recall.consignee"

    def _put(self, recall, holdings):
        """Make the rows of ``recall`` the accounts who still have something."""
        exposed = exposures(holdings)
        exposed.pop(None, None)
        rows = self._rows_of(recall, exposed)
        lots = {lot_id for units in exposed.values() for lot_id in units}
        papers = self._shipments(sorted(lots))
        lines = [
            (
                rows[account],
                lot_id,
                share.ship_to_id,
                share.shipped,
                share.back,
                share.quantity,
                share.first_on,
                share.document,
            )
            for account, units in exposed.items()
            for lot_id, quantity in units.items()
            for share in shares(quantity, papers.get((account, lot_id), ()), account)
        ]
        self._put_lines(recall, lines)
        self._sum_up(recall)
        self._direct(recall)._addressees()

    def _direct(self, recall):
        """Those we shipped to ourselves, read together."""
        return self.search([("recall_id", "=", recall.id), ("parent_id", "=", False)])

    def _rows_of(self, recall, accounts):
        """``{account id: id of its row}``; who has nothing and was not told goes."""
        all_ = self.search([("recall_id", "=", recall.id)])
        known = {row.partner_id.id: row for row in all_}
        preview = all_.filtered(lambda row: not row.round_id and not row.parent_id)
        stale = preview.filtered(lambda row: row.partner_id.id not in accounts)
        stale.unlink()
        usual = recall.company_id.partner_id.lang or "en_US"
        new = self.env["res.partner"].browse(set(accounts) - known.keys())
        created = self.create(
            [
                {
                    "recall_id": recall.id,
                    "partner_id": partner.id,
                    "lang": partner.lang or usual,
                }
                for partner in new
            ]
        )
        for row in preview - stale:
            lang = row.partner_id.lang or usual
            if row.lang != lang:
                row.lang = lang
        rows = {row.partner_id.id: row.id for row in created}
        return rows | {account: row.id for account, row in known.items()}

    def _shipments(self, lot_ids):
        """``{(account, lot): [Shipment]}`` as the transfers tell it."""
        self.env.flush_all()
        found = {}
        for account, lot_id, *paper in self.env.execute_query(
            SQL(
                """
                SELECT named.commercial_partner_id, line.lot_id, named.id,
                    COALESCE(SUM(line.quantity_product_uom)
                        FILTER (WHERE dest.usage = 'customer'), 0)::float,
                    COALESCE(SUM(line.quantity_product_uom)
                        FILTER (WHERE src.usage = 'customer'), 0)::float,
                    MIN((line.date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date)
                        FILTER (WHERE dest.usage = 'customer'),
                    (ARRAY_AGG(COALESCE(picking.name, move.reference)
                        ORDER BY line.date, line.id)
                        FILTER (WHERE dest.usage = 'customer'))[1]
                FROM UNNEST(%(lots)s) asked (lot_id)
                JOIN stock_move_line line ON line.lot_id = asked.lot_id
                JOIN stock_location src ON src.id = line.location_id
                JOIN stock_location dest ON dest.id = line.location_dest_id
                JOIN stock_move move ON move.id = line.move_id
                LEFT JOIN stock_picking picking ON picking.id = line.picking_id
                LEFT JOIN stock_move sent ON sent.id = move.origin_returned_move_id
                LEFT JOIN stock_picking sent_with ON sent_with.id = sent.picking_id
                JOIN res_partner named ON named.id = COALESCE(
                    CASE WHEN src.usage = 'supplier' THEN move.partner_id END,
                    picking.partner_id, move.partner_id, sent_with.partner_id
                )
                WHERE line.state = 'done' AND line.quantity_product_uom <> 0
                    AND line.company_id = ANY(%(companies)s)
                    AND (src.usage = 'customer') <> (dest.usage = 'customer')
                GROUP BY named.commercial_partner_id, line.lot_id, named.id
                """,
                lots=self.env["udi.trace"]._ids_sql(lot_ids),
                zone=str(self.env.company._udi_timezone()),
                companies=self.env.companies.ids,
            )
        ):
            found.setdefault((account, lot_id), []).append(Shipment(*paper))
        return found

    def _put_lines(self, recall, lines):
        self.env.flush_all()
        cr = self.env.cr
        cr.execute(self._forget_sql(recall, lines))
        for start in range(0, len(lines), PART):
            cr.execute(self._put_sql(recall, lines[start : start + PART]))
        learn(cr, len(lines), self._table, "udi_recall_consignee_line")
        self.env.invalidate_all(flush=False)

    def _forget_sql(self, recall, lines):
        """What is not out there any more: gone from a preview, nothing in a round."""
        keys = [line[:3] for line in lines]
        kept = {name: TYPES[name] for name in ("consignee_id", "lot_id", "ship_to_id")}
        return SQL(
            """
            WITH left_over AS (
                SELECT line.id, line.round_id FROM udi_recall_consignee_line line
                JOIN udi_recall_consignee account
                    ON account.id = line.consignee_id
                LEFT JOIN %(kept)s ON given.consignee_id = line.consignee_id
                    AND given.lot_id = line.lot_id
                    AND given.ship_to_id = line.ship_to_id
                WHERE account.recall_id = %(recall)s AND account.parent_id IS NULL
                    AND given.lot_id IS NULL
            ), told AS (
                UPDATE udi_recall_consignee_line line SET quantity_out = 0
                FROM left_over WHERE left_over.id = line.id
                    AND left_over.round_id IS NOT NULL
            )
            DELETE FROM udi_recall_consignee_line line
            USING left_over WHERE left_over.id = line.id
                AND left_over.round_id IS NULL
            """,
            recall=recall.id,
            kept=table(kept, keys),
        )

    def _put_sql(self, recall, lines):
        given = [SQL.identifier(name) for name in TYPES if name != "lot_id"]
        kept = SQL(", ").join(
            SQL(
                "%(name)s = CASE WHEN line.round_id IS NULL THEN EXCLUDED.%(name)s "
                "ELSE line.%(name)s END",
                name=name,
            )
            for name in given[2:]
        )
        return SQL(
            """
            INSERT INTO udi_recall_consignee_line AS line (
                %(names)s, quantity_out, recall_lot_id, lot_id, certainty, company_id,
                create_uid, create_date, write_uid, write_date
            )
            SELECT %(given)s, given.quantity, affected.id, affected.lot_id,
                affected.certainty, affected.company_id,
                %(user)s, %(now)s, %(user)s, %(now)s
            FROM %(table)s
            JOIN udi_recall_lot affected ON affected.lot_id = given.lot_id
                AND affected.recall_id = %(recall)s
            ORDER BY given.consignee_id, affected.id
            ON CONFLICT (consignee_id, recall_lot_id, ship_to_id) DO UPDATE
            SET %(kept)s, quantity_out = EXCLUDED.quantity,
                certainty = EXCLUDED.certainty
            WHERE (line.quantity_out, line.certainty)
                    IS DISTINCT FROM (EXCLUDED.quantity, EXCLUDED.certainty)
                OR line.round_id IS NULL AND (%(old)s) IS DISTINCT FROM (%(new)s)
            """,
            names=SQL(", ").join(given),
            given=SQL(", ").join(SQL("given.%s", name) for name in given),
            table=table(TYPES, lines),
            recall=recall.id,
            kept=kept,
            old=SQL(", ").join(SQL("line.%s", name) for name in given[2:]),
            new=SQL(", ").join(SQL("EXCLUDED.%s", name) for name in given[2:]),
            user=self.env.uid,
            now=fields.Datetime.now(),
        )

    def _sum_up(self, recall):
        self.env.cr.execute(
            SQL(
                """
                UPDATE udi_recall_consignee account
                SET quantity = sums.asked, quantity_possible = sums.possible,
                    quantity_out = sums.out
                FROM (
                    SELECT each.id, COALESCE(SUM(line.quantity), 0) AS asked,
                        COALESCE(SUM(line.quantity)
                            FILTER (WHERE line.certainty = 'possible'), 0) AS possible,
                        COALESCE(SUM(line.quantity_out), 0) AS out
                    FROM udi_recall_consignee each
                    LEFT JOIN udi_recall_consignee_line line
                        ON line.consignee_id = each.id
                    WHERE each.recall_id = %s
                    GROUP BY each.id
                ) sums
                WHERE sums.id = account.id
                """,
                recall.id,
            )
        )
        self.env.invalidate_all(flush=False)
