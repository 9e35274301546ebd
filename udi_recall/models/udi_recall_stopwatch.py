from odoo import api, fields, models

LAPS = [
    ("draft", "Begun"),
    ("scoped", "Scope previewed"),
    ("approved", "Approved"),
    ("running", "Started"),
    ("hold", "Holds"),
    ("deliveries", "Deliveries"),
    ("consignees", "Customers"),
    ("notices", "Notices"),
    ("tasks", "Tasks"),
    ("deadlines", "Deadlines"),
    ("reconciling", "Reconciling"),
    ("completed", "Completed"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]


class UdiRecallStopwatch(models.Model):
    """When a recall came to a step: written once, by the recall alone."""

    _name = "udi.recall.stopwatch"
    _description = "Stopwatch of a recall"
    _order = "recall_id, at, id"
    _rec_name = "step"

    recall_id = fields.Many2one(
        "udi.recall", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    step = fields.Selection(LAPS, required=True, readonly=True)
    at = fields.Datetime("When", required=True, readonly=True)
    minutes = fields.Float(
        "Minutes since the start", compute="_compute_minutes", digits=(16, 1)
    )

    _recall_step_uniq = models.Constraint(
        "UNIQUE(recall_id, step)", "A step is timed once."
    )

    @api.depends("at", "recall_id.create_date")
    def _compute_minutes(self):
        for lap in self:
            begun = lap.recall_id.create_date or lap.at
            lap.minutes = max(0.0, (lap.at - begun).total_seconds() / 60)


class UdiRecallProgress(models.Model):
    """The steps of the start are timed too."""

    _inherit = "udi.recall.progress"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "done":
            for step, rows in self.grouped("step").items():
                rows.recall_id._lap(step)
        return result
