import json

from odoo import api, fields, models
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
    value_text = fields.Char(string="Was", compute="_compute_texts")
    month_text = fields.Char(string="In month", compute="_compute_texts")

    _month_uniq = models.Constraint(
        "UNIQUE(kpi_id, month)", "A figure has one value a month."
    )

    @api.depends("value", "month", "kpi_id")
    @api.depends_context("lang")
    def _compute_texts(self):
        for value in self:
            value.value_text = value.kpi_id._say(value.value)
            value.month_text = format_date(self.env, value.month, date_format="MMM y")

    def _trend(self, title, values):
        """The text that `dashboard_graph` draws."""
        points = [
            {
                "x": value.month_text,
                "y": round(value.value, 2),
                "name": value.value_text,
            }
            for value in values.sorted("month")
        ]
        return json.dumps([{"key": title, "values": points, "is_sample_data": False}])
