from contextlib import contextmanager

from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError, ValidationError
from odoo.tools import mute_logger

KEY = ("name", "product_id", "company_id")
INDEX = "stock_lot_udi_number_uniq"


class StockLot(models.Model):
    """One lot number of a product is one lot, also when two people type it at once.

    Odoo looks for another lot before it saves; two transactions do not see each
    other. Here the database decides. Who comes second is run again, as after any
    conflict, and then finds the lot of the first.
    """

    _inherit = "stock.lot"

    _udi_number_uniq = models.UniqueIndex(
        "(product_id, name, COALESCE(company_id, 0))",
        "This product has a lot or serial with this number already. Choose that one.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        with self._udi_one_lot(vals_list):
            return super().create(vals_list)

    def write(self, vals):
        if not any(name in vals for name in KEY):
            return super().write(vals)
        with self._udi_one_lot([vals]):
            result = super().write(vals)
            self.flush_recordset(KEY)
        return result

    @contextmanager
    def _udi_one_lot(self, vals_list):
        try:
            # what is said below is better than a line in the log
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                yield
        except UniqueViolation as error:
            if error.diag.constraint_name != INDEX:
                raise
            raise self._udi_taken_error(vals_list) from error

    def _udi_taken_error(self, vals_list):
        """A sentence where the other lot can be seen; else the wish to run again."""
        names = [vals["name"] for vals in vals_list if vals.get("name")]
        names = names or self.mapped("name")
        products = {vals["product_id"] for vals in vals_list if vals.get("product_id")}
        seen = self.sudo().search(
            [
                ("name", "in", names),
                ("product_id", "in", [*products, *self.product_id.ids]),
                ("id", "not in", self.ids),
            ]
        )
        taken = set(seen.mapped("name"))
        taken |= {name for name in names if names.count(name) > 1 or len(self) > 1}
        if not taken:
            return ConcurrencyError("Another transaction has just made this lot.")
        return ValidationError(
            self.env._(
                "Lot/serial number %(numbers)s: this product has it already. Choose "
                "that one, or type another number.",
                numbers=", ".join(sorted(taken)),
            )
        )
