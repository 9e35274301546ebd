from odoo import api, models
from odoo.tools import SQL

from .udi_event_insert import LOT_OR_DEVICE

# A transit place without a company lies between companies: what goes there has left
MOVE_KIND = SQL(
    """
    CASE
        WHEN src.usage = 'customer' OR dest.usage = 'supplier' THEN 'returned'
        WHEN dest.usage = 'customer' THEN 'shipped'
        WHEN src.usage = 'production' AND dest.usage <> 'production' THEN 'made'
        WHEN dest.usage = 'production' AND src.usage <> 'production' THEN 'consumed'
        WHEN dest.usage = 'transit' AND dest.company_id IS NULL THEN 'shipped'
        WHEN src.usage = 'supplier' THEN 'received'
        WHEN src.usage = 'transit' AND src.company_id IS NULL THEN 'received'
        ELSE 'moved'
    END
    """
)


class UdiEvent(models.Model):
    _inherit = "udi.event"

    @api.model
    def _record_moves(self, lines, reason=None):
        """What these move lines did to each lot or device."""
        if not lines:
            return
        self._insert_select(
            self._line_values_sql()
            | {
                "kind": MOVE_KIND,
                "package_id": SQL("package.id"),
                "package_name": SQL("package.name"),
                "partner_id": SQL("partner.id"),
                "partner_name": SQL("partner.complete_name"),
                "reason": SQL("%s", reason),
                "location_id": SQL("src.id"),
                "location_name": SQL("src.complete_name"),
                "location_dest_id": SQL("dest.id"),
                "location_dest_name": SQL("dest.complete_name"),
            },
            SQL(
                """
                %(tables)s
                LEFT JOIN stock_package package
                    ON package.id = COALESCE(line.result_package_id, line.package_id)
                LEFT JOIN res_partner partner
                    ON partner.id = COALESCE(picking.partner_id, move.partner_id)
                WHERE %(told)s
                ORDER BY line.id
                """,
                tables=self._line_tables_sql(),
                told=self._line_told_sql(lines),
            ),
        )

    def _line_values_sql(self):
        """What every event about a move line tells."""
        return {
            "company_id": SQL("line.company_id"),
            "quantity": SQL("line.quantity_product_uom"),
            "picking_id": SQL("picking.id"),
            "origin": SQL("move.reference"),
            "res_model": SQL("'stock.move.line'"),
            "res_id": SQL("line.id"),
        }

    def _line_tables_sql(self):
        return SQL(
            """
            FROM stock_move_line line
            JOIN product_product product ON product.id = line.product_id
            JOIN product_template tmpl ON tmpl.id = product.product_tmpl_id
            JOIN stock_location src ON src.id = line.location_id
            JOIN stock_location dest ON dest.id = line.location_dest_id
            LEFT JOIN stock_move move ON move.id = line.move_id
            LEFT JOIN stock_picking picking ON picking.id = line.picking_id
            LEFT JOIN stock_lot lot ON lot.id = line.lot_id
            LEFT JOIN udi_di di ON di.id = COALESCE(line.udi_di_id, lot.udi_di_id)
            """
        )

    def _line_told_sql(self, lines):
        return SQL(
            "line.id IN %s AND line.quantity_product_uom <> 0 AND %s",
            tuple(lines.ids),
            LOT_OR_DEVICE,
        )
