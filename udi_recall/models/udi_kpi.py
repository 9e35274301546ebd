from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.udi_traceability.models.udi_kpi import Kpi


class UdiKpi(models.Model):
    """Recall time: from the first word of a recall to holds and notices."""

    _inherit = "udi.kpi"

    code = fields.Selection(
        selection_add=[("recall_time", "Recall time")],
        ondelete={"recall_time": "cascade"},
    )

    def _kpis(self):
        return super()._kpis() | {"recall_time": Kpi("hours", "lower", 4)}

    def _how(self):
        return super()._how() | {
            "recall_time": self.env._(
                "Hours from the draft to holds and notices, in the mean; drills too."
            )
        }

    def _measure_recall_time(self, first):
        recalls = self.env["udi.recall"]._search(self._begun_domain(first))
        rows = self.env.execute_query(
            SQL(
                """
                SELECT %(month)s,
                    AVG(EXTRACT(EPOCH FROM started_on - create_date) / 3600), COUNT(*)
                FROM udi_recall WHERE id IN %(recalls)s
                GROUP BY 1
                """,
                month=self._month_sql(SQL("started_on")),
                recalls=recalls.subselect(),
            )
        )
        return {month: (float(hours), count) for month, hours, count in rows}

    def _begun_domain(self, first):
        return Domain("started_on", ">=", self._moment(first)) & Domain(
            "company_id", "=", self.company_id.id
        )

    def _door_recall_time(self):
        month = self.month or self._this_month()
        until = self._moment(fields.Date.add(month, months=1))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_recall.udi_recall_action"
        )
        domain = self._begun_domain(month) & Domain("started_on", "<", until)
        return dict(action, domain=list(domain), context={})
