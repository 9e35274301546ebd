from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..tools.forecast import forecast

# Read for the forecast; shown; said
HISTORY, SHOWN, AHEAD = 36, 12, 6


class UdiForecast(models.Model):
    """How the rows are made: what left, a method chosen by its error, the orders."""

    _inherit = "udi.forecast"

    @api.model
    def _cron_forecast(self):
        """Each company anew; one that fails leaves the others' as they are."""
        companies = self.env["res.company"].search([("active", "=", True)])
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            self._compute_company(company)
            if not self.env["ir.cron"]._commit_progress(1):
                return

    def action_compute(self):
        """Now, for the companies that are ticked."""
        if not self.env.user.has_group("udi_traceability.group_udi_officer"):
            raise AccessError(
                self.env._(
                    "You may read the forecast but not compute it. The role *UDI / "
                    "Officer* can. Each night it is computed by itself."
                )
            )
        for company in self.env.companies:
            self._compute_company(company)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _compute_company(self, company):
        """All months of all devices that were shipped or ordered there."""
        us = self.sudo().with_context(
            allowed_company_ids=company.ids, tz=company._udi_timezone().key
        )
        today = company._udi_today()
        this_month = today.replace(day=1)
        left = us._left_by_month(this_month)
        ordered = us._order_book(company, this_month)
        us.search([("company_id", "=", company.id)]).unlink()
        us.create(
            [
                {"device_id": device, "company_id": company.id, **vals}
                for device in sorted(left.keys() | ordered.keys())
                for vals in us._rows(
                    this_month, left.get(device, {}), ordered.get(device, {})
                )
            ]
        )

    def _left_by_month(self, this_month):
        """Device id -> month -> units that left."""
        start = this_month - relativedelta(months=HISTORY)
        found = self.env["udi.insight"]._read_group(
            [("shipped", ">", 0), ("date", ">=", start)],
            ["device_id", "date:month"],
            ["shipped:sum"],
        )
        left = defaultdict(dict)
        for device, month, units in found:
            left[device.id][fields.Date.to_date(month)] = units
        return left

    def _order_book(self, company, this_month):
        """Device id -> month -> units still to deliver."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH %(device)s
                SELECT device.id, GREATEST(due.month, %(this_month)s), SUM(due.units)
                FROM (%(lines)s) due
                JOIN device ON device.product_id = due.product_id
                WHERE due.month < %(end)s
                GROUP BY 1, 2
                """,
                device=self.env["udi.insight"]._device_sql(),
                lines=self._open_lines_sql(company),
                this_month=this_month,
                end=this_month + relativedelta(months=AHEAD),
            )
        )
        ordered = defaultdict(dict)
        for device_id, month, units in rows:
            ordered[device_id][month] = float(units)
        return ordered

    def _open_lines_sql(self, company):
        """Lines of orders with units to deliver, and the month they are promised."""
        self.env["sale.order.line"].flush_model()
        self.env["sale.order"].flush_model()
        return SQL(
            """
            SELECT line.id, line.product_id,
                DATE_TRUNC('month',
                    COALESCE(
                        sold.commitment_date,
                        sold.date_order + line.customer_lead * INTERVAL '1 day'
                    ) AT TIME ZONE 'UTC' AT TIME ZONE %(tz)s
                )::date AS month,
                (line.product_uom_qty - line.qty_delivered)
                    * sold_in.factor / kept_in.factor AS units
            FROM sale_order_line line
            JOIN sale_order sold ON sold.id = line.order_id
            JOIN product_product product ON product.id = line.product_id
            JOIN product_template tmpl ON tmpl.id = product.product_tmpl_id
            JOIN uom_uom sold_in ON sold_in.id = line.product_uom_id
            JOIN uom_uom kept_in ON kept_in.id = tmpl.uom_id
            WHERE line.state = 'sale' AND line.company_id = %(company)s
                AND line.product_uom_qty > line.qty_delivered
            """,
            tz=company._udi_timezone().key,
            company=company.id,
        )

    def _open_lines_domain(self):
        """The order lines that `ordered` of this row sums up."""
        today = self.company_id._udi_today()
        first = self.month if self.month > today else None
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM (%(lines)s) due
                WHERE product_id = %(product)s AND month < %(end)s
                    AND (%(first)s IS NULL OR month >= %(first)s)
                """,
                lines=self.sudo()._open_lines_sql(self.company_id),
                product=self.device_id.sudo().product_id.id,
                first=first,
                end=self.month + relativedelta(months=1),
            )
        )
        return [("id", "in", [line_id for (line_id,) in rows])]

    @api.model
    def _rows(self, this_month, left, ordered):
        """Values of the rows of one device, but for whose they are."""
        began = min(left, default=this_month)
        count = (this_month.year - began.year) * 12 + this_month.month - began.month
        past = [began + relativedelta(months=number) for number in range(count)]
        said = forecast([left.get(month, 0.0) for month in past], AHEAD)
        rows = [
            {"month": month, "shipped": left.get(month, 0.0)} for month in past[-SHOWN:]
        ]
        for number, units in enumerate(said.values):
            month = this_month + relativedelta(months=number)
            shipped, open_units = left.get(month, 0.0), ordered.get(month, 0.0)
            rows.append(
                {
                    "month": month,
                    "ahead": True,
                    "shipped": shipped,
                    "forecast": units,
                    "ordered": open_units,
                    # without a past its zero would read as "nobody will ask for it"
                    "gap": units - shipped - open_units if past else 0.0,
                    "method": said.method if past else "too_new",
                    "error": said.error or 0.0,
                    "error_share": said.share or 0.0,
                    "tested": said.tested,
                }
            )
        return rows
