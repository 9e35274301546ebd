from odoo import api, fields, models

STEPS = [
    ("hold", "Holds"),
    ("deliveries", "Deliveries"),
    ("consignees", "Customers"),
    ("notices", "Notices"),
    ("tasks", "Tasks"),
    ("deadlines", "Deadlines"),
]


class UdiRecallProgress(models.Model):
    """How far one step of one round is."""

    _name = "udi.recall.progress"
    _description = "Step of a recall's start"
    _order = "round_id, sequence, id"
    _rec_name = "step"

    round_id = fields.Many2one(
        "udi.recall.round", required=True, ondelete="cascade", index=True
    )
    recall_id = fields.Many2one(related="round_id.recall_id", store=True, index=True)
    company_id = fields.Many2one(related="round_id.company_id", store=True, index=True)
    sequence = fields.Integer(readonly=True)
    step = fields.Selection(STEPS, required=True, readonly=True)
    state = fields.Selection(
        [
            ("queued", "Waiting"),
            ("running", "Running"),
            ("stopped", "Stopped"),
            ("done", "Done"),
        ],
        required=True,
        readonly=True,
        default="queued",
    )
    total = fields.Integer("Of", readonly=True)
    done = fields.Integer(readonly=True)
    left = fields.Integer("To do", compute="_compute_share")
    share = fields.Float("How far", compute="_compute_share")
    outcome = fields.Integer(
        "What came of it", readonly=True, help="Lots held, notices prepared."
    )
    message = fields.Char("What was done", readonly=True)

    _round_step_uniq = models.Constraint(
        "UNIQUE(round_id, step)", "A step stands in a round once."
    )

    @api.depends("total", "done", "state")
    def _compute_share(self):
        for step in self:
            step.left = max(step.total - step.done, 0)
            part = 100.0 * step.done / step.total if step.total else 0.0
            step.share = 100.0 if step.state == "done" else part

    def _finish(self, message):
        """What is done is all there was: goods moved since it was counted."""
        self.write(
            {
                "state": "done",
                "total": self.done,
                "message": message,
            }
        )
