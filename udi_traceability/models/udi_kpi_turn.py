from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL

from ..tools.turnover import turns


class UdiKpi(models.Model):
    """Stock turn: the months behind it, and what they say."""

    _inherit = "udi.kpi"

    def _measure_stock_turn(self, first):
        """Units of devices: what left in a year, over what lay there."""
        changes = self._monthly_changes()
        if not changes:
            return {}
        month, this_month = min(changes), self._this_month()
        months = []
        while month <= this_month:
            months.append(month)
            month += relativedelta(months=1)
        today = self.company_id._udi_today()
        found = turns(
            self._stock_now(),
            [changes[month][0] for month in months],
            [changes[month][1] for month in months],
            part=today.day / ((this_month + relativedelta(months=1)) - this_month).days,
        )
        return {
            month: (figure, changes[month][1])
            for month, figure in zip(months, found, strict=True)
            if figure is not None and month >= first
        }

    def _stock_now(self):
        lying = self.env["udi.insight"]._read_group([], [], ["stock:sum"])
        return lying[0][0] or 0.0

    def _monthly_changes(self):
        """Month -> (by how much the stock grew, units sold less units that came back).

        For as long back as a year before the first month that is shown.
        """
        start = self._moment(self._this_month() - relativedelta(months=24))
        rows = self.env.execute_query(
            SQL(
                """
                WITH %(device)s
                SELECT %(month)s,
                    SUM(line.quantity_product_uom * (
                        (dest.usage IN ('internal', 'transit'))::int
                        - (src.usage IN ('internal', 'transit'))::int
                    )),
                    SUM(line.quantity_product_uom * (
                        (dest.usage = 'customer')::int - (src.usage = 'customer')::int
                    ))
                FROM stock_move_line line
                JOIN stock_location src ON src.id = line.location_id
                JOIN stock_location dest ON dest.id = line.location_dest_id
                LEFT JOIN stock_lot lot ON lot.id = line.lot_id
                LEFT JOIN device ON device.product_id = line.product_id
                WHERE line.state = 'done' AND line.company_id = %(company)s
                    AND line.date >= %(start)s AND src.usage <> dest.usage
                    AND COALESCE(lot.udi_device_id, device.id) IS NOT NULL
                GROUP BY 1
                """,
                device=self.env["udi.insight"]._device_sql(),
                month=self._month_sql(SQL("line.date")),
                company=self.company_id.id,
                start=start,
            )
        )
        changes = defaultdict(lambda: (0.0, 0.0))
        changes.update(
            {month: (float(grew), float(sold)) for month, grew, sold in rows}
        )
        return changes

    def _door_stock_turn(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_insight_action"
        )
        context = {
            "pivot_measures": ["shipped", "returned", "stock", "days_of_stock"],
            "pivot_row_groupby": ["device_id"],
            "pivot_column_groupby": [],
        }
        return dict(action, domain=[], context=context)
