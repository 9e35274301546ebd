from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

WAITING = ("assigned", "partially_available", "confirmed", "waiting")


class StockMoveLine(models.Model):
    """Units of devices that wait in a transfer for their scan."""

    _inherit = "stock.move.line"

    udi_unscanned = fields.Boolean(
        string="Not scanned",
        compute="_compute_udi_unscanned",
        search="_search_udi_unscanned",
        help="Some of its units were not scanned yet.",
    )

    @api.depends("state", "quantity_product_uom", "udi_scanned_qty", "product_id")
    def _compute_udi_unscanned(self):
        for line in self:
            lacking = line.quantity_product_uom - line.udi_scanned_qty
            line.udi_unscanned = (
                line.state in WAITING
                and lacking > 0
                and bool(line.product_id.sudo().udi_device_ids)
            )

    def _search_udi_unscanned(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = Domain("state", "in", WAITING)
        waiting &= Domain("product_id.udi_device_ids", "!=", False)
        return waiting & Domain.custom(to_sql=self._lacking_sql)

    def _lacking_sql(self, model, alias, query):
        """A domain compares a field with a value, not with another field."""
        return SQL(
            "COALESCE(%s, 0) > COALESCE(%s, 0)",
            model._field_to_sql(alias, "quantity_product_uom", query),
            model._field_to_sql(alias, "udi_scanned_qty", query),
        )
