from odoo import models
from odoo.tools import SQL


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

    def _moved_sql(self):
        values = {
            "date": SQL("line.date"),
            "company_id": SQL("line.company_id"),
            "device_id": SQL("COALESCE(lot.udi_device_id, device.id)"),
            "product_id": SQL("line.product_id"),
            "di_id": SQL("COALESCE(lot.udi_di_id, line.udi_di_id)"),
            "lot_id": SQL("line.lot_id"),
            "partner_id": SQL("customer.commercial_partner_id"),
            "country_id": SQL("customer.country_id"),
            "territory_id": SQL("territory.id"),
            "picking_id": SQL("line.picking_id"),
            "lead_days": self._lead_days_sql(),
            "paid_share": self._paid_share_sql(),
        }
        for kind in ("shipped", "returned", "received", "made"):
            values[kind] = SQL(
                "CASE WHEN was.kind = %s THEN line.quantity_product_uom END", kind
            )
        return self._part_sql(0, SQL("line.id"), values, self._moved_tables_sql())

    def _lead_days_sql(self):
        return SQL(
            """
            CASE WHEN was.kind = 'shipped'
                THEN EXTRACT(EPOCH FROM line.date - sold.date_order) / 86400
            END
            """
        )

    def _paid_share_sql(self):
        """What was invoiced of what was delivered, times what was paid of that."""
        return SQL(
            """
            CASE WHEN was.kind = 'shipped' AND order_line.price_total <> 0
                THEN COALESCE(
                    paid.share * LEAST(1, GREATEST(0,
                        order_line.qty_invoiced / NULLIF(order_line.qty_delivered, 0)
                    )),
                    0
                )
            END
            """
        )

    def _moved_tables_sql(self):
        """A place without a company lies between companies: what goes there left."""
        return SQL(
            """
            FROM stock_move_line line
            JOIN stock_location src ON src.id = line.location_id
            JOIN stock_location dest ON dest.id = line.location_dest_id
            CROSS JOIN LATERAL (SELECT CASE
                WHEN src.usage = dest.usage THEN NULL
                WHEN src.usage = 'customer' THEN 'returned'
                WHEN dest.usage = 'customer' THEN 'shipped'
                WHEN src.usage = 'production' THEN 'made'
                WHEN dest.usage = 'transit' AND dest.company_id IS NULL
                    THEN 'shipped'
                WHEN dest.usage NOT IN ('internal', 'transit') THEN NULL
                WHEN src.usage = 'supplier' THEN 'received'
                WHEN src.usage = 'transit' AND src.company_id IS NULL
                    THEN 'received'
            END AS kind) was
            JOIN stock_move move ON move.id = line.move_id
            LEFT JOIN stock_picking picking ON picking.id = line.picking_id
            LEFT JOIN stock_lot lot ON lot.id = line.lot_id
            LEFT JOIN device ON device.product_id = line.product_id
            LEFT JOIN res_partner customer
                ON customer.id = COALESCE(picking.partner_id, move.partner_id)
                AND was.kind IN ('shipped', 'returned')
            LEFT JOIN territory ON territory.partner_id = customer.commercial_partner_id
                AND territory.country_id = customer.country_id
                AND territory.company_id = line.company_id
            LEFT JOIN sale_order_line order_line ON order_line.id = move.sale_line_id
            LEFT JOIN sale_order sold ON sold.id = order_line.order_id
            LEFT JOIN paid ON paid.order_line_id = order_line.id
            WHERE line.state = 'done' AND was.kind IS NOT NULL
                AND line.company_id IN %s
                AND COALESCE(lot.udi_device_id, device.id) IS NOT NULL
            """,
            self._companies(),
        )
