from odoo import models
from odoo.tools import SQL


class UdiRecallBalance(models.Model):
    """What they said, what stock received, and what they got from others."""

    _inherit = "udi.recall.balance"
    _auto = False

    def _said_sql(self):
        """The lines, with their part of what came back.

        What nobody can lay to one delivery address fills the lines in their order;
        what is left then is on the first one, as a finding.
        """
        return SQL(
            """
            SELECT line.*,
                LEAST(line.asked, COALESCE(came.quantity, 0)) AS passed_in,
                line.exact + LEAST(line.missing,
                    GREATEST(0, COALESCE(rest.quantity, 0) - line.missing_before))
                + CASE WHEN line.place = 1 THEN GREATEST(0,
                    COALESCE(rest.quantity, 0) - line.missing_all) ELSE 0 END
                AS received
            FROM (%(lines)s) line
            LEFT JOIN (%(rest)s) rest ON rest.recall_id = line.recall_id
                AND rest.consignee_id = line.consignee_id
                AND rest.lot_id = line.lot_id
            LEFT JOIN (%(came)s) came ON came.recall_id = line.recall_id
                AND came.consignee_id = line.consignee_id
                AND came.lot_id = line.lot_id AND line.place = 1
            """,
            lines=self._lines_sql(),
            rest=self._rest_sql(),
            came=self._passed_in_sql(),
        )

    def _lines_sql(self):
        return SQL(
            """
            SELECT *, GREATEST(0, asked - exact) AS missing,
                COALESCE(SUM(GREATEST(0, asked - exact)) OVER (
                    PARTITION BY recall_id, consignee_id, lot_id ORDER BY id
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ), 0) AS missing_before,
                SUM(GREATEST(0, asked - exact)) OVER of_lot AS missing_all,
                ROW_NUMBER() OVER (
                    PARTITION BY recall_id, consignee_id, lot_id ORDER BY id
                ) AS place
            FROM (
                SELECT line.*, COALESCE(back.quantity, 0) AS exact
                FROM (%(raw)s) line
                LEFT JOIN (%(back)s) back ON back.recall_id = line.recall_id
                    AND back.consignee_id = line.consignee_id
                    AND back.lot_id = line.lot_id AND back.from_id = line.ship_to_id
            ) line
            WINDOW of_lot AS (PARTITION BY recall_id, consignee_id, lot_id)
            """,
            raw=self._raw_sql(),
            back=self._back_sql(),
        )

    def _raw_sql(self):
        return SQL(
            """
            SELECT line.id, consignee.recall_id, consignee.company_id,
                line.consignee_id, consignee.partner_id, line.ship_to_id,
                consignee.country_id, consignee.region,
                COALESCE(line.round_id, consignee.round_id) AS round_id,
                line.lot_id, lot.product_id,
                COALESCE(line.quantity, 0) AS asked,
                COALESCE(line.answer_used, 0) AS used,
                COALESCE(line.answer_returned, 0) AS sent,
                COALESCE(line.answer_destroyed, 0) AS destroyed,
                COALESCE(line.answer_passed_on, 0) AS passed_on,
                COALESCE(line.answer_held, 0) AS held,
                COALESCE(line.answer_lost, 0) AS lost,
                recall.physical_return = 'no'
                    AND consignee.answer_state = 'complete' AS in_place
            FROM udi_recall_consignee_line line
            JOIN udi_recall_consignee consignee ON consignee.id = line.consignee_id
            JOIN udi_recall recall ON recall.id = consignee.recall_id
            JOIN udi_recall_lot lot ON lot.id = line.recall_lot_id
            """
        )

    def _back_sql(self):
        """By consignee, lot and sender, what our stock received since the start.

        On a return of this recall, or on any other road back from the same customer.
        """
        return SQL(
            """
            SELECT asked.recall_id, asked.consignee_id, asked.lot_id,
                picking.partner_id AS from_id,
                SUM(move.quantity_product_uom) AS quantity
            FROM (
                SELECT consignee.recall_id, line.consignee_id, line.lot_id,
                    consignee.partner_id,
                    MIN(COALESCE(round.started_at, recall.started_on)) AS since
                FROM udi_recall_consignee_line line
                JOIN udi_recall_consignee consignee
                    ON consignee.id = line.consignee_id
                JOIN udi_recall recall ON recall.id = consignee.recall_id
                LEFT JOIN udi_recall_round round
                    ON round.id = COALESCE(line.round_id, consignee.round_id)
                GROUP BY consignee.recall_id, line.consignee_id, line.lot_id,
                    consignee.partner_id
            ) asked
            JOIN stock_move_line move
                ON move.lot_id = asked.lot_id AND move.state = 'done'
            JOIN stock_picking picking ON picking.id = move.picking_id
            JOIN stock_location source
                ON source.id = move.location_id AND source.usage = 'customer'
            JOIN stock_location place ON place.id = move.location_dest_id
                AND place.usage IN ('internal', 'transit')
            JOIN res_partner sender ON sender.id = picking.partner_id
            WHERE CASE WHEN picking.udi_recall_consignee_id IS NULL
                THEN sender.commercial_partner_id = asked.partner_id
                    AND move.date > asked.since
                ELSE picking.udi_recall_consignee_id = asked.consignee_id END
            GROUP BY asked.recall_id, asked.consignee_id, asked.lot_id,
                picking.partner_id
            """
        )

    def _rest_sql(self):
        """What came from another address than those of the lines."""
        return SQL(
            """
            SELECT back.recall_id, back.consignee_id, back.lot_id,
                SUM(back.quantity) AS quantity
            FROM (%s) back
            WHERE NOT EXISTS (
                SELECT FROM udi_recall_consignee_line line
                WHERE line.consignee_id = back.consignee_id
                    AND line.lot_id = back.lot_id AND line.ship_to_id = back.from_id
            )
            GROUP BY back.recall_id, back.consignee_id, back.lot_id
            """,
            self._back_sql(),
        )

    def _passed_in_sql(self):
        """What other consignees said they passed on to them."""
        return SQL(
            """
            SELECT onward.recall_id, onward.child_id AS consignee_id, line.lot_id,
                SUM(onward.quantity) AS quantity
            FROM udi_recall_onward onward
            JOIN udi_recall_reply reply
                ON reply.id = onward.reply_id AND reply.state = 'given'
            JOIN udi_recall_consignee_line line ON line.id = onward.consignee_line_id
            WHERE onward.child_id IS NOT NULL
            GROUP BY onward.recall_id, onward.child_id, line.lot_id
            """
        )
