from datetime import datetime, time
from time import perf_counter
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

# Lots that the time to trace is taken of
TRACED = 10


class UdiKpi(models.Model):
    """How each figure is measured, and the rows behind it.

    `_measure_CODE(first)` gives month -> (figure, out of how many), for the company in
    the environment, from the month `first` on; `_door_CODE()` opens what was counted.
    """

    _inherit = "udi.kpi"

    def _this_month(self):
        return self.company_id._udi_today().replace(day=1)

    def _moment(self, day):
        """When a day begins at the company, as Odoo stores it."""
        local = datetime.combine(day, time(), self.company_id._udi_timezone())
        return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)

    def _month_sql(self, moment):
        return SQL(
            "DATE_TRUNC('month', %s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date",
            moment,
            self.company_id._udi_timezone().key,
        )

    # -- time to trace -------------------------------------------------------------

    def _measure_time_to_trace(self, _first):
        lots = self._lots_to_trace()
        if not lots:
            return {}
        trace, slowest = self.env["udi.trace"], 0.0
        for lot in lots:
            started = perf_counter()
            family = {found.lot_id for found in trace.downstream(lot)}
            family |= {found.lot_id for found in trace.upstream(lot)}
            trace.holdings(lot.browse(family))
            slowest = max(slowest, perf_counter() - started)
        return {self._this_month(): (slowest, len(lots))}

    def _lots_to_trace(self):
        """Lots of devices that moved last."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT line.lot_id
                FROM (
                    SELECT id, lot_id FROM stock_move_line
                    WHERE state = 'done' AND lot_id IS NOT NULL AND company_id = %s
                    ORDER BY id DESC LIMIT 10000
                ) line
                JOIN stock_lot lot ON lot.id = line.lot_id
                WHERE lot.udi_di_id IS NOT NULL
                GROUP BY line.lot_id ORDER BY MAX(line.id) DESC LIMIT %s
                """,
                self.company_id.id,
                TRACED,
            )
        )
        return self.env["stock.lot"].browse([lot_id for (lot_id,) in rows])

    def _door_time_to_trace(self):
        return self.action_open_history()

    # -- scan compliance -------------------------------------------------------------

    def _measure_scan_compliance(self, first):
        shipped = self.env["stock.move.line"]._search(self._shipped_domain(first))
        rows = self.env.execute_query(
            SQL(
                """
                SELECT %(month)s,
                    SUM(LEAST(udi_scanned_qty, quantity_product_uom)),
                    SUM(quantity_product_uom)
                FROM stock_move_line WHERE id IN %(shipped)s
                GROUP BY 1
                HAVING SUM(quantity_product_uom) > 0
                """,
                month=self._month_sql(SQL("date")),
                shipped=shipped.subselect(),
            )
        )
        return {
            month: (100 * float(scanned or 0) / float(units), float(units))
            for month, scanned, units in rows
        }

    def _shipped_domain(self, first):
        """Finished lines that took devices to customers, from this day on."""
        return Domain(
            [
                ("state", "=", "done"),
                ("company_id", "=", self.company_id.id),
                ("date", ">=", self._moment(first)),
                ("location_dest_id.usage", "=", "customer"),
                ("location_id.usage", "!=", "customer"),
                ("quantity_product_uom", ">", 0),
            ]
        ) & Domain.OR(
            [
                Domain("lot_id.udi_device_id", "!=", False),
                Domain("product_id.udi_device_ids", "!=", False),
            ]
        )

    def _door_scan_compliance(self):
        """The lines that were not scanned, or only in part."""
        month = self.month or self._this_month()
        until = self._moment(month + relativedelta(months=1))
        domain = self._shipped_domain(month) & Domain("date", "<", until)
        lines = self.env["stock.move.line"].sudo()._search(domain)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM stock_move_line
                WHERE id IN %s AND udi_scanned_qty > 0
                    AND udi_scanned_qty < quantity_product_uom
                """,
                lines.subselect(),
            )
        )
        missing = Domain("udi_scanned_qty", "in", [0, False]) | Domain(
            "id", "in", [line_id for (line_id,) in rows]
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Shipped without a scan"),
            "res_model": "stock.move.line",
            "views": [(False, "list"), (False, "form")],
            "domain": list(domain & missing),
            "context": {"create": False},
        }

    # -- data completeness -----------------------------------------------------------

    def _measure_data_completeness(self, _first):
        devices = self.env["udi.device"]
        active = devices.search_count(self._active_domain())
        if not active:
            return {}
        lacking = devices.search_count(self._lacking_domain())
        return {self._this_month(): (100 * (active - lacking) / active, active)}

    def _active_domain(self):
        return Domain("state", "=", "active") & Domain(
            "company_id", "in", [self.company_id.id, False]
        )

    def _lacking_domain(self):
        return self._active_domain() & Domain("missing_count", ">", 0)

    def _door_data_completeness(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_device_action"
        )
        return dict(action, domain=list(self._lacking_domain()), context={})
