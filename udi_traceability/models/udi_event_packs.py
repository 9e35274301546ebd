from odoo import api, fields, models
from odoo.tools import SQL


class UdiEvent(models.Model):
    """Into a package and out of it: told beside the movement that did it."""

    _inherit = "udi.event"

    @api.model
    def _record_packing(self, lines):
        """One INSERT … SELECT: which lot went into which package, or left it."""
        if not any(line.package_id != line.result_package_id for line in lines):
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO udi_event (
                    kind, happened_at, user_id, user_name, station, company_id,
                    product_id, product_name, lot_id, lot_name, di_code,
                    package_id, package_name, quantity, uom_id,
                    picking_id, origin, location_id, location_name,
                    res_model, res_id
                )
                SELECT told.kind, %(now)s, %(user)s, %(user_name)s, %(station)s,
                    line.company_id,
                    line.product_id, %(product_name)s, lot.id, lot.name, di.code,
                    told.package, box.name, line.quantity_product_uom, tmpl.uom_id,
                    picking.id, move.reference, told.place, place.complete_name,
                    'stock.move.line', line.id
                %(tables)s
                CROSS JOIN LATERAL (VALUES
                    ('unpacked', line.package_id, line.location_id),
                    ('packed', line.result_package_id, line.location_dest_id)
                ) AS told (kind, package, place)
                JOIN stock_package box ON box.id = told.package
                JOIN stock_location place ON place.id = told.place
                WHERE line.id IN %(lines)s
                    AND line.quantity_product_uom <> 0
                    AND line.package_id IS DISTINCT FROM line.result_package_id
                    AND (lot.id IS NOT NULL OR EXISTS (
                        SELECT FROM udi_device device
                        WHERE device.product_id = line.product_id
                    ))
                ORDER BY line.id, told.kind DESC
                """,
                now=fields.Datetime.now(),
                user=self.env.uid,
                user_name=self.env.user.name,
                station=self._station(),
                product_name=self._product_name_sql(),
                tables=self._move_tables_sql(),
                lines=tuple(lines.ids),
            )
        )
        self.invalidate_model(flush=False)
