from odoo import api, fields, models
from odoo.tools import SQL

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
        """One INSERT … SELECT: what these move lines did to each lot or device."""
        if not lines:
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO udi_event (
                    kind, happened_at, user_id, user_name, station, company_id,
                    product_id, product_name, lot_id, lot_name, di_code,
                    package_id, package_name, quantity, uom_id,
                    partner_id, partner_name, picking_id, origin, reason,
                    location_id, location_name, location_dest_id, location_dest_name,
                    res_model, res_id
                )
                SELECT %(kind)s, %(now)s, %(user)s, %(user_name)s, %(station)s,
                    line.company_id,
                    line.product_id, %(product_name)s, lot.id, lot.name, di.code,
                    package.id, package.name, line.quantity_product_uom, tmpl.uom_id,
                    partner.id, partner.complete_name, picking.id, move.reference,
                    %(reason)s,
                    src.id, src.complete_name, dest.id, dest.complete_name,
                    'stock.move.line', line.id
                %(tables)s
                WHERE line.id IN %(lines)s
                    AND line.quantity_product_uom <> 0
                    AND (lot.id IS NOT NULL OR EXISTS (
                        SELECT FROM udi_device device
                        WHERE device.product_id = line.product_id
                    ))
                ORDER BY line.id
                """,
                kind=MOVE_KIND,
                now=fields.Datetime.now(),
                user=self.env.uid,
                user_name=self.env.user.name,
                station=self._station(),
                product_name=self._product_name_sql(),
                reason=reason,
                tables=self._move_tables_sql(),
                lines=tuple(lines.ids),
            )
        )
        self.invalidate_model(flush=False)

    def _product_name_sql(self):
        """`display_name` of the product, as this user reads it."""
        return SQL(
            """
            CONCAT(
                '[' || NULLIF(product.default_code, '') || '] ',
                COALESCE(tmpl.name->>%(lang)s, tmpl.name->>'en_US')
            )
            """,
            lang=self.env.lang or "en_US",
        )

    def _move_tables_sql(self):
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
            LEFT JOIN stock_package package
                ON package.id = COALESCE(line.result_package_id, line.package_id)
            LEFT JOIN res_partner partner
                ON partner.id = COALESCE(picking.partner_id, move.partner_id)
            """
        )
