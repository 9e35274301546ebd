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

    @api.model
    def _record_nesting(self, changes):
        """One INSERT … SELECT: a package went into another one, with all it holds.

        :param changes: list of (package id, id of the parent left, of that entered)
        """
        if not changes:
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO udi_event (
                    kind, happened_at, user_id, user_name, station, company_id,
                    product_id, product_name, lot_id, lot_name, di_code,
                    package_id, package_name, quantity, uom_id,
                    location_id, location_name, origin, res_model, res_id
                )
                SELECT told.kind, %(now)s, %(user)s, %(user_name)s, %(station)s,
                    COALESCE(quant.company_id, %(company)s),
                    quant.product_id, %(product_name)s, lot.id, lot.name, di.code,
                    box.id, box.name, quant.quantity, tmpl.uom_id,
                    place.id, place.complete_name, moved.name,
                    'stock.package', moved.id
                FROM unnest(%(packages)s::int[], %(left)s::int[], %(entered)s::int[])
                    AS change (package, before, after)
                JOIN stock_package moved ON moved.id = change.package
                JOIN stock_package inside
                    ON inside.parent_path LIKE moved.parent_path || '%%'
                JOIN stock_quant quant
                    ON quant.package_id = inside.id AND quant.quantity > 0
                JOIN stock_location place ON place.id = quant.location_id
                JOIN product_product product ON product.id = quant.product_id
                JOIN product_template tmpl ON tmpl.id = product.product_tmpl_id
                LEFT JOIN stock_lot lot ON lot.id = quant.lot_id
                LEFT JOIN udi_di di ON di.id = lot.udi_di_id
                CROSS JOIN LATERAL (VALUES
                    ('unpacked', change.before), ('packed', change.after)
                ) AS told (kind, package)
                JOIN stock_package box ON box.id = told.package
                WHERE lot.id IS NOT NULL OR EXISTS (
                    SELECT FROM udi_device device
                    WHERE device.product_id = quant.product_id
                )
                ORDER BY quant.id, told.kind DESC
                """,
                now=fields.Datetime.now(),
                user=self.env.uid,
                user_name=self.env.user.name,
                station=self._station(),
                company=self.env.company.id,
                product_name=self._product_name_sql(),
                packages=[package for package, _left, _entered in changes],
                left=[left for _package, left, _entered in changes],
                entered=[entered for _package, _left, entered in changes],
            )
        )
        self.invalidate_model(flush=False)
