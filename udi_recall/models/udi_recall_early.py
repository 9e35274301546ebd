from odoo import models
from odoo.tools import SQL


class UdiRecallConsignee(models.Model):
    """What came back after the start, and before they heard of it.

    It counts as returned already; the notice asks for what is still there.
    """

    _inherit = "udi.recall.consignee"

    def _put(self, recall, holdings):
        result = super()._put(recall, holdings)
        self._count_early(recall)
        return result

    def _count_early(self, recall):
        """Of those who were not told yet; what came later is for them to answer.

        :return: whether any figure changed
        """
        self.env.flush_all()
        changed = self.env.execute_query(
            SQL(
                """
                WITH untold AS (
                    SELECT line.id, line.consignee_id, line.lot_id, line.quantity,
                        line.ship_to_id, line.quantity_early,
                        COALESCE(SUM(line.quantity) OVER (
                            PARTITION BY line.consignee_id, line.lot_id
                            ORDER BY line.id
                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                        ), 0) AS before
                    FROM udi_recall_consignee_line line
                    JOIN udi_recall_consignee account
                        ON account.id = line.consignee_id
                    WHERE account.recall_id = %(recall)s
                        AND line.round_id IS NOT NULL
                        AND NOT EXISTS (
                            SELECT FROM udi_recall_message message
                            WHERE message.consignee_id = account.id
                                AND (message.sent_at IS NOT NULL
                                    OR message.state = 'sending')
                        )
                ), back AS (
                    SELECT consignee_id, lot_id, SUM(quantity) AS quantity
                    FROM (%(back)s) came WHERE came.recall_id = %(recall)s
                    GROUP BY consignee_id, lot_id
                )
                UPDATE udi_recall_consignee_line line
                SET quantity_early = came.early
                FROM (
                    SELECT untold.id, LEAST(untold.quantity,
                        GREATEST(0, COALESCE(back.quantity, 0) - untold.before)
                    ) AS early
                    FROM untold LEFT JOIN back
                        ON back.consignee_id = untold.consignee_id
                        AND back.lot_id = untold.lot_id
                ) came
                WHERE came.id = line.id
                    AND COALESCE(line.quantity_early, 0) <> came.early
                RETURNING line.id
                """,
                recall=recall.id,
                back=self.env["udi.recall.balance"]._back_sql(),
            )
        )
        if changed:
            self.env.invalidate_all(flush=False)
        return bool(changed)


class UdiRecall(models.Model):
    _inherit = "udi.recall"

    def _notices_released(self, regions):
        """They waited for a report; goods may have come back meanwhile."""
        recall = self._of_all()
        if recall.env["udi.recall.consignee"]._count_early(recall):
            recall._prepare_notices()
        return super()._notices_released(regions)
