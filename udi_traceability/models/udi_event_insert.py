from odoo import api, fields, models
from odoo.tools import SQL

# What the ledger tells of: lots, and devices that stock does not number
LOT_OR_DEVICE = SQL(
    """
    (lot.id IS NOT NULL OR EXISTS (
        SELECT FROM udi_device device WHERE device.product_id = product.id
    ))
    """
)


class UdiEvent(models.Model):
    """Many events by one statement: a shipment of 10,000 units is one."""

    _inherit = "udi.event"

    @api.model
    def _insert_select(self, values, source):
        """One INSERT … SELECT; who, when and which goods is the same for all of them.

        :param dict values: column -> SQL, what these events tell besides
        :param SQL source: FROM and what follows it, with `product`, its `tmpl`,
            `lot` and `di`
        """
        row = {
            "happened_at": SQL("%s", fields.Datetime.now()),
            "user_id": SQL("%s", self.env.uid),
            "user_name": SQL("%s", self.env.user.name),
            "station": SQL("%s", self._station()),
            "product_id": SQL("product.id"),
            "product_name": self._product_name_sql(),
            "lot_id": SQL("lot.id"),
            "lot_name": SQL("lot.name"),
            "di_code": SQL("di.code"),
            "uom_id": SQL("tmpl.uom_id"),
            **values,
        }
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "INSERT INTO udi_event (%s) SELECT %s %s",
                SQL(", ").join(map(SQL.identifier, row)),
                SQL(", ").join(row.values()),
                source,
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
