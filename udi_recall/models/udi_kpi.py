from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.udi_traceability.models.udi_kpi import Kpi


class UdiKpi(models.Model):
    """Recall time: from the first word of a recall to holds and notices."""

    _inherit = "udi.kpi"

    code = fields.Selection(
        selection_add=[
            ("recall_time", "Recall time"),
            ("drill_time", "Time of a drill"),
            ("drill_age", "Since the last drill"),
        ],
        ondelete=dict.fromkeys(("recall_time", "drill_time", "drill_age"), "cascade"),
    )
    unit = fields.Selection(selection_add=[("days", "days")])

    def _kpis(self):
        return super()._kpis() | {
            "recall_time": Kpi("hours", "lower", 4),
            "drill_time": Kpi("hours", "lower", 4, digits=2),
            "drill_age": Kpi("days", "lower", 366, digits=0),
        }

    def _how(self):
        return super()._how() | {
            "recall_time": self.env._(
                "Hours from the draft to holds and notices, in the mean; drills too."
            ),
            "drill_time": self.env._(
                "Hours from the draft of a drill to its holds and notices, in the mean."
            ),
            "drill_age": self.env._("Days since a drill was signed."),
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

    def _measure_drill_time(self, first):
        """By the stopwatch: what would be held and written was ready then."""
        drills = self.env["udi.recall"]._search(
            self._begun_domain(first) & Domain("kind", "=", "drill")
        )
        rows = self.env.execute_query(
            SQL(
                """
                SELECT %(month)s, AVG(seconds) / 3600, COUNT(*)
                FROM (
                    SELECT recall.started_on AS at, EXTRACT(
                        EPOCH FROM MAX(lap.at) - recall.create_date) AS seconds
                    FROM udi_recall recall
                    JOIN udi_recall_stopwatch lap ON lap.recall_id = recall.id
                    WHERE recall.id IN %(drills)s AND lap.step IN ('hold', 'notices')
                    GROUP BY recall.id
                ) drill
                GROUP BY 1
                """,
                month=self._month_sql(SQL("at")),
                drills=drills.subselect(),
            )
        )
        return {month: (float(hours), count) for month, hours, count in rows}

    def _door_drill_time(self):
        action = self._door_recall_time()
        return dict(action, domain=[*action["domain"], ("kind", "=", "drill")])

    def _measure_drill_age(self, _first):
        """Nothing to say before the first: the reminder speaks of that."""
        last = self.company_id._udi_last_drills().get(self.company_id)
        if not last:
            return {}
        return {self._this_month(): ((self.company_id._udi_today() - last).days, 1)}

    def _door_drill_age(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_recall.udi_recall_action"
        )
        domain = Domain("kind", "=", "drill") & Domain(
            "company_id", "=", self.company_id.id
        )
        return dict(action, domain=list(domain), context={})
