from odoo import fields, models
from odoo.tools import SQL


class UdiInsight(models.Model):
    """Units recalled, by the day that the recall began: certain ones, no drills."""

    _inherit = "udi.insight"
    _depends = {
        "udi.recall": ["state", "kind", "started_on"],
        "udi.recall.lot": ["lot_id", "certainty", "quantity_total"],
    }

    recalled = fields.Float(
        digits="Product Unit",
        readonly=True,
        help="Units of the lots that a recall surely touches, wherever they are.",
    )

    def _columns(self):
        return super()._columns() | {"recalled": SQL("numeric")}

    def _parts_sql(self):
        return [*super()._parts_sql(), self._recalled_sql()]

    def _recalled_sql(self):
        values = {
            "date": SQL("recall.started_on"),
            "company_id": SQL("recall.company_id"),
            "device_id": SQL("COALESCE(lot.udi_device_id, device.id)"),
            "product_id": SQL("lot.product_id"),
            "di_id": SQL("lot.udi_di_id"),
            "lot_id": SQL("lot.id"),
            "recalled": SQL("affected.quantity_total"),
        }
        tables = SQL(
            """
            FROM udi_recall_lot affected
            JOIN udi_recall recall ON recall.id = affected.recall_id
            JOIN stock_lot lot ON lot.id = affected.lot_id
            LEFT JOIN device ON device.product_id = lot.product_id
            WHERE recall.started_on IS NOT NULL
                AND recall.state <> 'cancelled' AND recall.kind <> 'drill'
                AND affected.certainty = 'certain' AND affected.quantity_total <> 0
                AND recall.company_id IN %s
                AND COALESCE(lot.udi_device_id, device.id) IS NOT NULL
            """,
            self._companies(),
        )
        return self._part_sql(4, SQL("affected.id"), values, tables)
