import json

from odoo import fields, models
from odoo.tools import format_date


class UdiKpiValue(models.Model):
    """What one figure was in one month. Measured by a job, never typed."""

    _name = "udi.kpi.value"
    _description = "KPI by Month"
    _order = "month desc, kpi_id, id"
    _rec_name = "month"

    kpi_id = fields.Many2one(
        "udi.kpi", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="kpi_id.company_id", store=True, index=True)
    month = fields.Date(required=True, readonly=True)
    value = fields.Float(
        string="Figure", digits=(16, 2), readonly=True, aggregator="avg"
    )
    sample = fields.Float(
        string="Out of",
        digits=(16, 0),
        readonly=True,
        aggregator=None,
        help="How many units, devices, lots or recalls it was counted from.",
    )
    value_text = fields.Char(string="In words", compute="_compute_value_text")

    _month_uniq = models.Constraint(
        "UNIQUE(kpi_id, month)", "A figure has one value a month."
    )

    def _compute_value_text(self):
        for value in self:
            value.value_text = value.kpi_id._say(value.value)

    def _trend(self, title, values):
        """The text that `dashboard_graph` draws."""
        points = [
            {
                "x": format_date(self.env, value.month, date_format="MMM y"),
                "y": round(value.value, 2),
                "name": value.value_text,
            }
            for value in values.sorted("month")
        ]
        return json.dumps([{"key": title, "values": points, "is_sample_data": False}])
