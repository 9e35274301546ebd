from contextlib import contextmanager

from odoo import fields, models
from odoo.tools import SQL

# Over how many days the pace of shipping is taken, to say how long the stock lasts
PACE_DAYS = 90
# For each step of a sum over all movements; Odoo's database has 4 MB
MEMORY = "64MB"
UNITS = {"digits": "Product Unit", "readonly": True}
# What an order was paid is for those who may see orders or invoices
MONEY = (
    "sales_team.group_sale_salesman,account.group_account_invoice,"
    "account.group_account_readonly"
)


class UdiInsight(models.Model):
    """What happened to units of devices, a row a movement or a heap, for pivots.

    No table of its own. Movements are the finished move lines, so history from before
    this addon counts; what lies on the shelf is a row of today.
    """

    _name = "udi.insight"
    _description = "Movements of Devices"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "product_id"
    _depends = {
        "stock.move.line": [
            "product_id",
            "lot_id",
            "picking_id",
            "move_id",
            "company_id",
            "state",
            "date",
            "quantity_product_uom",
            "location_id",
            "location_dest_id",
            "udi_di_id",
        ],
        "stock.move": [
            "company_id",
            "partner_id",
            "picking_id",
            "sale_line_id",
            "state",
        ],
        "stock.picking": ["partner_id"],
        "stock.lot": ["product_id", "udi_di_id", "udi_device_id", "expiration_date"],
        "stock.location": ["usage", "company_id"],
        "stock.quant": ["product_id", "lot_id", "location_id", "quantity"],
        "udi.device": ["product_id", "state"],
        "udi.territory": ["active", "company_id"],
        "res.partner": ["commercial_partner_id", "country_id"],
        "sale.order": ["date_order"],
        "sale.order.line": ["qty_delivered", "qty_invoiced"],
        "account.move": [
            "state",
            "move_type",
            "amount_total",
            "amount_residual",
            "payment_state",
        ],
        "account.move.line": ["price_total"],
    }

    date = fields.Datetime(string="When", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    device_id = fields.Many2one("udi.device", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    di_id = fields.Many2one("udi.di", string="DI", readonly=True)
    lot_id = fields.Many2one("stock.lot", string="Lot/Serial", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    territory_id = fields.Many2one(
        "udi.territory",
        readonly=True,
        help="The dealer's territory that the country belongs to.",
    )
    picking_id = fields.Many2one("stock.picking", string="Transfer", readonly=True)
    shipped = fields.Float(help="Units that went to customers.", **UNITS)
    returned = fields.Float(help="Units that came back from customers.", **UNITS)
    received = fields.Float(help="Units from suppliers.", **UNITS)
    made = fields.Float(help="Units out of production.", **UNITS)
    expired = fields.Float(
        string="Expired in stock",
        help="Units on the shelf whose date has passed, by that date.",
        **UNITS,
    )
    stock = fields.Float(
        string="In stock", help="Units on the shelf or on the way, now.", **UNITS
    )
    pace = fields.Float(readonly=True, aggregator=None)
    days_of_stock = fields.Float(
        string="Days of stock",
        digits=(16, 1),
        readonly=True,
        aggregator="avg",
        help="How long the stock lasts at the pace of the last 90 days.",
    )
    lead_days = fields.Float(
        string="Days from order to delivery",
        digits=(16, 1),
        readonly=True,
        aggregator="avg",
        help="The mean of the units shipped for an order.",
    )
    paid_share = fields.Float(
        string="Paid (%)",
        digits=(16, 1),
        readonly=True,
        aggregator="avg",
        groups=MONEY,
        help="Of the units shipped for an order with a price.",
    )

    def _read_group(self, *args, **kwargs):
        with self._memory_to_count():
            return super()._read_group(*args, **kwargs)

    def _read_grouping_sets(self, *args, **kwargs):
        with self._memory_to_count():
            return super()._read_grouping_sets(*args, **kwargs)

    @contextmanager
    def _memory_to_count(self):
        """A million rows are joined and summed in memory, else on the disk."""
        self.env.cr.execute(SQL("SET LOCAL work_mem = %s", MEMORY))
        yield
        self.env.cr.execute(SQL("SET LOCAL work_mem TO DEFAULT"))

    def _read_group_select(self, aggregate_spec, query):
        """A mean of units, not of rows: ten units in a row count ten times."""
        if aggregate_spec in ("lead_days:avg", "paid_share:avg"):
            name = aggregate_spec.partition(":")[0]
            return SQL(
                """
                SUM(%(value)s * %(units)s)
                / NULLIF(SUM(%(units)s) FILTER (WHERE %(value)s IS NOT NULL), 0)
                """,
                value=self._field_to_sql(self._table, name, query),
                units=self._field_to_sql(self._table, "shipped", query),
            )
        if aggregate_spec == "days_of_stock:avg":
            return SQL(
                "SUM(%s) * %s / NULLIF(SUM(%s), 0)",
                self._field_to_sql(self._table, "stock", query),
                PACE_DAYS,
                self._field_to_sql(self._table, "pace", query),
            )
        return super()._read_group_select(aggregate_spec, query)

    def action_open_document(self):
        """The transfer, or the lot where nothing was transferred."""
        self.ensure_one()
        self.check_access("read")
        return (self.picking_id or self.lot_id or self.product_id).get_formview_action()
