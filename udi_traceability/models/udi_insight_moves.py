from odoo import models
from odoo.tools import SQL

# What a place is to us; one without a company lies between companies
SIDES = SQL(
    """
    CASE
        WHEN usage IN ('customer', 'supplier', 'production') THEN usage
        WHEN usage = 'transit' AND company_id IS NULL THEN 'between'
        WHEN usage IN ('internal', 'transit') THEN 'inside'
        ELSE 'nowhere'
    END
    """
)
# (from, to) -> what it was; what stands not here is no movement
WAYS = {
    ("inside", "customer"): "shipped",
    ("supplier", "customer"): "shipped",
    ("production", "customer"): "shipped",
    ("between", "customer"): "shipped",
    ("nowhere", "customer"): "shipped",
    ("inside", "between"): "shipped",
    ("customer", "inside"): "returned",
    ("customer", "supplier"): "returned",
    ("customer", "production"): "returned",
    ("customer", "between"): "returned",
    ("customer", "nowhere"): "returned",
    ("supplier", "inside"): "received",
    ("between", "inside"): "received",
    ("production", "inside"): "made",
    ("production", "between"): "made",
}


class UdiInsight(models.Model):
    """The movements: who got what, when, for which order, and was it paid."""

    _inherit = "udi.insight"

    def _territory_sql(self):
        """Dealer, country and company -> one territory of theirs."""
        return SQL(
            """
            territory AS MATERIALIZED (
                SELECT DISTINCT ON (
                        dealer.commercial_partner_id, lands.res_country_id, company.id
                    )
                    dealer.commercial_partner_id AS partner_id,
                    lands.res_country_id AS country_id,
                    company.id AS company_id,
                    held.id
                FROM udi_territory held
                JOIN res_company company ON company.id IN %(companies)s
                    AND (held.company_id IS NULL OR held.company_id = company.id)
                JOIN %(dealers)s dealers ON dealers.udi_territory_id = held.id
                JOIN res_partner dealer ON dealer.id = dealers.res_partner_id
                JOIN %(lands)s lands ON lands.udi_territory_id = held.id
                WHERE held.active
                ORDER BY dealer.commercial_partner_id, lands.res_country_id,
                    company.id, held.id
            )
            """,
            companies=self._companies(),
            dealers=self._relation_sql("partner_ids"),
            lands=self._relation_sql("country_ids"),
        )

    def _relation_sql(self, name):
        return SQL.identifier(self.env["udi.territory"]._fields[name].relation)

    def _paid_sql(self):
        """Order line -> the share of its invoices that was paid.

        A credit note closes its invoice without a payment: `reversed`.
        """
        return SQL(
            """
            paid AS MATERIALIZED (
                SELECT rel.order_line_id,
                    SUM(billed.price_total * CASE
                        WHEN bill.payment_state = 'reversed' THEN 0
                        ELSE 1 - bill.amount_residual / bill.amount_total
                    END) / SUM(billed.price_total) AS share
                FROM sale_order_line_invoice_rel rel
                JOIN account_move_line billed ON billed.id = rel.invoice_line_id
                JOIN account_move bill ON bill.id = billed.move_id
                WHERE bill.move_type = 'out_invoice' AND bill.state = 'posted'
                    AND bill.amount_total <> 0 AND bill.company_id IN %s
                GROUP BY rel.order_line_id
                HAVING SUM(billed.price_total) <> 0
            )
            """,
            self._companies(),
        )

    def _place_sql(self):
        return SQL(
            "place AS MATERIALIZED (SELECT id, %s AS side FROM stock_location)", SIDES
        )

    def _trip_sql(self):
        """What the lines of a move have in common: found once, not for each unit."""
        return SQL(
            """
            trip AS MATERIALIZED (
                SELECT move.id, customer.commercial_partner_id AS partner_id,
                    customer.country_id, territory.id AS territory_id, sold.date_order,
                    %(paid_share)s AS paid_share
                FROM stock_move move
                LEFT JOIN stock_picking picking ON picking.id = move.picking_id
                LEFT JOIN res_partner customer
                    ON customer.id = COALESCE(picking.partner_id, move.partner_id)
                LEFT JOIN territory
                    ON territory.partner_id = customer.commercial_partner_id
                    AND territory.country_id = customer.country_id
                    AND territory.company_id = move.company_id
                LEFT JOIN sale_order_line order_line
                    ON order_line.id = move.sale_line_id
                LEFT JOIN sale_order sold ON sold.id = order_line.order_id
                LEFT JOIN paid ON paid.order_line_id = order_line.id
                WHERE move.state = 'done' AND move.company_id IN %(companies)s
            )
            """,
            paid_share=self._paid_share_sql(),
            companies=self._companies(),
        )

    def _paid_share_sql(self):
        """Percent: invoiced of what was delivered, times what of that was paid."""
        return SQL(
            """
            CASE WHEN order_line.price_total <> 0
                THEN 100 * COALESCE(
                    paid.share * LEAST(1, GREATEST(0,
                        order_line.qty_invoiced / NULLIF(order_line.qty_delivered, 0)
                    )),
                    0
                )
            END
            """
        )

    def _moved_sql(self):
        values = {
            "date": SQL("line.date"),
            "company_id": SQL("line.company_id"),
            "device_id": SQL("COALESCE(lot.udi_device_id, device.id)"),
            "product_id": SQL("line.product_id"),
            "di_id": SQL("COALESCE(lot.udi_di_id, line.udi_di_id)"),
            "lot_id": SQL("line.lot_id"),
            "picking_id": SQL("line.picking_id"),
            "lead_days": self._when_sql(
                "EXTRACT(EPOCH FROM line.date - trip.date_order) / 86400", "shipped"
            ),
            "paid_share": self._when_sql("trip.paid_share", "shipped"),
        }
        for name in ("partner_id", "country_id", "territory_id"):
            values[name] = self._when_sql(f"trip.{name}", "shipped", "returned")
        for kind in ("shipped", "returned", "received", "made"):
            values[kind] = self._when_sql("line.quantity_product_uom", kind)
        return self._part_sql(0, SQL("line.id"), values, self._moved_tables_sql())

    def _when_sql(self, value, *kinds):
        return SQL("CASE WHEN way.kind IN %s THEN %s END", kinds, SQL(value))

    def _moved_tables_sql(self):
        ways = [SQL("%s", (*sides, kind)) for sides, kind in WAYS.items()]
        return SQL(
            """
            FROM stock_move_line line
            JOIN place src ON src.id = line.location_id
            JOIN place dest ON dest.id = line.location_dest_id
            JOIN (VALUES %(ways)s) way (src, dest, kind)
                ON way.src = src.side AND way.dest = dest.side
            JOIN trip ON trip.id = line.move_id
            LEFT JOIN stock_lot lot ON lot.id = line.lot_id
            LEFT JOIN device ON device.product_id = line.product_id
            WHERE line.state = 'done' AND line.company_id IN %(companies)s
                AND COALESCE(lot.udi_device_id, device.id) IS NOT NULL
            """,
            ways=SQL(", ").join(ways),
            companies=self._companies(),
        )
