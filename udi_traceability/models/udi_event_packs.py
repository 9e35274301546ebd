from odoo import api, models
from odoo.tools import SQL

from .udi_event_insert import LOT_OR_DEVICE


class UdiEvent(models.Model):
    """Into a package and out of it: told beside the movement that did it."""

    _inherit = "udi.event"

    @api.model
    def _record_packing(self, lines):
        """Which lot went into which package, or left it."""
        if not any(line.package_id != line.result_package_id for line in lines):
            return
        self._insert_select(
            self._line_values_sql() | self._box_values_sql(),
            SQL(
                """
                %(tables)s
                CROSS JOIN LATERAL (VALUES
                    ('unpacked', line.package_id, line.location_id),
                    ('packed', line.result_package_id, line.location_dest_id)
                ) AS told (kind, package, place)
                JOIN stock_package box ON box.id = told.package
                JOIN stock_location place ON place.id = told.place
                WHERE %(told)s
                    AND line.package_id IS DISTINCT FROM line.result_package_id
                ORDER BY line.id, told.kind DESC
                """,
                tables=self._line_tables_sql(),
                told=self._line_told_sql(lines),
            ),
        )

    @api.model
    def _record_nesting(self, changes):
        """A package went into another one, with all it holds.

        :param changes: list of (package id, id of the parent left, of that entered)
        """
        if not changes:
            return
        self._insert_select(
            self._box_values_sql()
            | {
                "company_id": SQL(
                    "COALESCE(quant.company_id, %s)", self.env.company.id
                ),
                "quantity": SQL("quant.quantity"),
                "origin": SQL("moved.name"),
                "res_model": SQL("'stock.package'"),
                "res_id": SQL("moved.id"),
            },
            SQL(
                """
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
                WHERE %(told)s
                ORDER BY quant.id, told.kind DESC
                """,
                packages=[package for package, _left, _entered in changes],
                left=[left for _package, left, _entered in changes],
                entered=[entered for _package, _left, entered in changes],
                told=LOT_OR_DEVICE,
            ),
        )

    def _box_values_sql(self):
        """What was done, with which package, where."""
        return {
            "kind": SQL("told.kind"),
            "package_id": SQL("box.id"),
            "package_name": SQL("box.name"),
            "location_id": SQL("place.id"),
            "location_name": SQL("place.complete_name"),
        }
