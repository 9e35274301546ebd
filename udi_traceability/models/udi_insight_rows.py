from odoo import fields, models
from odoo.tools import SQL

from .udi_insight import PACE_DAYS

COLUMNS = {
    "date": SQL("timestamp"),
    "company_id": SQL("integer"),
    "device_id": SQL("integer"),
    "product_id": SQL("integer"),
    "di_id": SQL("integer"),
    "lot_id": SQL("integer"),
    "partner_id": SQL("integer"),
    "country_id": SQL("integer"),
    "territory_id": SQL("integer"),
    "picking_id": SQL("integer"),
    "shipped": SQL("numeric"),
    "returned": SQL("numeric"),
    "received": SQL("numeric"),
    "made": SQL("numeric"),
    "expired": SQL("numeric"),
    "stock": SQL("numeric"),
    "pace": SQL("numeric"),
    "days_of_stock": SQL("numeric"),
    "lead_days": SQL("numeric"),
    "paid_share": SQL("numeric"),
}
# Each part numbers its rows by its own records; this keeps the numbers apart
PARTS = 8
NOTHING = SQL("NULL")


class UdiInsight(models.Model):
    """Where the rows come from: a part of SQL for each kind of them."""

    _inherit = "udi.insight"

    @property
    def _table_query(self):
        return SQL(
            "WITH %s %s",
            SQL(", ").join(self._first_sql()),
            SQL(" UNION ALL ").join(self._parts_sql()),
        )

    def _first_sql(self):
        """What is found once, for all rows of a part."""
        return [
            self._device_sql(),
            self._pace_sql(),
            self._territory_sql(),
            self._paid_sql(),
            self._place_sql(),
            self._trip_sql(),
        ]

    def _parts_sql(self):
        """The kinds of rows; an addon that knows of more adds its own."""
        return [
            self._moved_sql(),
            self._lying_sql(),
            self._expired_sql(),
        ]

    def _columns(self):
        """Names and SQL types, in the order that all parts have."""
        return COLUMNS

    def _part_sql(self, number, record, values, tables):
        """One part; the columns that `values` does not name are empty in it.

        :param int number: of the part, below `PARTS`
        :param SQL record: the id that its rows are numbered by
        :param dict values: name of a column -> `SQL`
        :param SQL tables: from FROM on
        """
        columns = [
            SQL("(%s)::%s AS %s", values.get(name, NOTHING), kind, SQL.identifier(name))
            for name, kind in self._columns().items()
        ]
        return SQL(
            "SELECT %s::bigint * %s + %s AS id, %s %s",
            record,
            PARTS,
            number,
            SQL(", ").join(columns),
            tables,
        )

    def _companies(self):
        return tuple(self.env.companies.ids)

    def _device_sql(self):
        """The device of a product: the active one, else the last."""
        return SQL(
            """
            device AS MATERIALIZED (
                SELECT DISTINCT ON (product_id) product_id, id
                FROM udi_device
                WHERE product_id IS NOT NULL
                ORDER BY product_id, state = 'active' DESC, id DESC
            )
            """
        )

    # -- what lies on the shelf ------------------------------------------------------

    def _lying_sql(self):
        """The pace is shared out among the heaps it is the pace of."""
        values = self._lying_values() | {
            "date": SQL("%s", fields.Datetime.now()),
            "stock": SQL("quant.quantity"),
            "pace": SQL(
                """
                pace.units / COUNT(*) OVER (
                    PARTITION BY quant.company_id, lot.udi_di_id,
                        COALESCE(lot.udi_device_id, device.id)
                )
                """
            ),
        }
        return self._part_sql(1, SQL("quant.id"), values, self._lying_tables_sql())

    def _expired_sql(self):
        """By the day on the label, which is the last good one."""
        values = self._lying_values() | {
            "date": SQL("lot.expiration_date"),
            "expired": SQL("quant.quantity"),
        }
        tables = SQL(
            """
            %s AND quant.quantity > 0 AND COALESCE(
                lot.udi_expiration_date < %s, lot.expiration_date < %s
            )
            """,
            self._lying_tables_sql(),
            self.env.company._udi_today(),
            fields.Datetime.now(),
        )
        return self._part_sql(2, SQL("quant.id"), values, tables)

    def _lying_values(self):
        return {
            "company_id": SQL("quant.company_id"),
            "device_id": SQL("COALESCE(lot.udi_device_id, device.id)"),
            "product_id": SQL("quant.product_id"),
            "di_id": SQL("lot.udi_di_id"),
            "lot_id": SQL("quant.lot_id"),
        }

    def _lying_tables_sql(self):
        return SQL(
            """
            FROM stock_quant quant
            JOIN stock_location lies ON lies.id = quant.location_id
            LEFT JOIN stock_lot lot ON lot.id = quant.lot_id
            LEFT JOIN device ON device.product_id = quant.product_id
            LEFT JOIN pace ON pace.company_id = quant.company_id
                AND pace.device_id = COALESCE(lot.udi_device_id, device.id)
                AND pace.di_id IS NOT DISTINCT FROM lot.udi_di_id
            WHERE quant.quantity <> 0 AND lies.usage IN ('internal', 'transit')
                AND (quant.company_id IS NULL OR quant.company_id IN %s)
                AND COALESCE(lot.udi_device_id, device.id) IS NOT NULL
            """,
            self._companies(),
        )

    def _pace_sql(self):
        """What left in the last days, of each device and DI that stock may lie of."""
        return SQL(
            """
            pace AS MATERIALIZED (
                SELECT line.company_id, lot.udi_di_id AS di_id,
                    COALESCE(lot.udi_device_id, device.id) AS device_id,
                    SUM(line.quantity_product_uom) AS units
                FROM stock_move_line line
                JOIN stock_location src ON src.id = line.location_id
                JOIN stock_location dest ON dest.id = line.location_dest_id
                LEFT JOIN stock_lot lot ON lot.id = line.lot_id
                LEFT JOIN device ON device.product_id = line.product_id
                WHERE line.state = 'done' AND line.company_id IN %(companies)s
                    AND line.date > %(now)s::timestamp - %(days)s * INTERVAL '1 day'
                    AND dest.usage = 'customer' AND src.usage <> 'customer'
                GROUP BY 1, 2, 3
            )
            """,
            companies=self._companies(),
            now=fields.Datetime.now(),
            days=PACE_DAYS,
        )
