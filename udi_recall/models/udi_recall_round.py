from odoo import api, fields, models
from odoo.exceptions import UserError

BUSY = ("queued", "running")
TYPED = {"reason", "decided_at", "line_ids"}


class UdiRecallRound(models.Model):
    """One extent of a recall: the first, and each time that it grew.

    Each has a clock of its own: an amendment is due from when the extension began
    (21 CFR 806.10(d)). Its steps go on part by part, each a transaction: killed in the
    middle, it goes on after the last one.
    """

    _name = "udi.recall.round"
    _inherit = ["udi.background"]
    _description = "Round of a recall"
    _order = "recall_id, number"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    name = fields.Char(compute="_compute_name")
    number = fields.Integer("Round", required=True, readonly=True)
    state = fields.Selection(
        [
            ("draft", "Being widened"),
            ("queued", "Waiting"),
            ("running", "Running"),
            ("stopped", "Stopped"),
            ("done", "Done"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
    )
    user_id = fields.Many2one(
        "res.users", "By", readonly=True, default=lambda self: self.env.uid
    )
    reason = fields.Char("Why it grew")
    line_ids = fields.One2many("udi.recall.scope", "round_id", "What is added")
    progress_ids = fields.One2many("udi.recall.progress", "round_id", "Steps")
    stopped_picking_ids = fields.Many2many(
        "stock.picking",
        string="Transfers stopped",
        readonly=True,
        groups="stock.group_stock_user",
    )
    message = fields.Char("Why it stopped", readonly=True)
    decided_at = fields.Datetime("Decided")
    started_at = fields.Datetime("Holds set from", readonly=True)
    held_at = fields.Datetime("Holds set", readonly=True)
    initiated_at = fields.Datetime(
        "First notice left", readonly=True, help="Stamped once, by that notice."
    )
    notified_at = fields.Datetime("Last notice left", readonly=True)

    deadline_ids = fields.One2many("udi.recall.deadline", "round_id", "Deadlines")

    _recall_number_uniq = models.Constraint(
        "UNIQUE(recall_id, number)", "A round has one number in a recall."
    )

    @api.depends("number", "recall_id.name")
    @api.depends_context("lang")
    def _compute_name(self):
        for round_ in self:
            round_.name = self.env._(
                "%(recall)s, round %(number)s",
                recall=round_.recall_id.name,
                number=round_.number,
            )

    @api.depends("name")
    def _compute_display_name(self):
        for round_ in self:
            round_.display_name = round_.name

    def write(self, vals):
        if not self.env.su:
            self._check_draft()
            if typed := vals.keys() - TYPED:
                raise UserError(
                    self.env._(
                        "%(fields)s: only the steps of the recall set this.",
                        fields=", ".join(
                            self.fields_get(list(typed), ["string"])[name]["string"]
                            for name in typed
                        ),
                    )
                )
        return super().write(vals)

    def _check_draft(self):
        if late := self.filtered(lambda round_: round_.state != "draft")[:1]:
            raise UserError(
                self.env._(
                    "%(round)s has begun: its scope can no longer be changed. Widen "
                    "the recall once more.",
                    round=late.name,
                )
            )

    # -- part by part --------------------------------------------------------------

    @api.model
    def _cron_start(self):
        self._work_off()

    @api.model
    def _wake(self):
        self.env.ref("udi_recall.ir_cron_recall").sudo()._trigger()

    @api.model
    def _busy(self):
        return [("state", "in", BUSY)]

    def _left(self):
        """Steps count too: one that has nothing to do is still a part."""
        open_steps = self.progress_ids.filtered(lambda step: step.state in BUSY)
        return len(open_steps) + sum(open_steps.mapped("left"))

    def _ended(self):
        if self.state == "stopped":
            return self.env._("Stopped: %(why)s", why=self.message), False
        return self.env._("Everything is prepared."), True

    def _do_part(self):
        """The next part of the next step, for who started it."""
        self.ensure_one()
        steps = self.progress_ids.sorted("sequence")
        step = steps.filtered(lambda step: step.state in BUSY)[:1]
        if not step:
            self.write({"state": "done", "message": False})
            return
        recall = self.recall_id._as_starter(self)
        try:
            with self.env.cr.savepoint():
                step.state = "running"
                getattr(recall, f"_step_{step.step}")(step.with_env(recall.env))
        except UserError as error:
            step.write({"state": "stopped", "message": str(error)})
            self.write({"state": "stopped", "message": str(error)})
            return
        left = self.progress_ids.filtered(lambda step: step.state in BUSY)
        self.write({"state": "running" if left else "done", "message": False})
        if not left:
            recall._round_done(self)

    def _begin(self):
        """Its steps begin; the recall runs by this round from now on."""
        self.ensure_one()
        recall = self.recall_id
        self.write(
            {
                "started_at": fields.Datetime.now(),
                "state": "queued",
                "progress_ids": recall._steps_values(),
            }
        )
        first = recall.first_round_id or self
        recall.write({"round_id": self.id, "first_round_id": first.id})
        self._run()

    def _queue(self, steps):
        """These steps once more: each does what is new since."""
        again = self.progress_ids.filtered(lambda row: row.step in steps)
        again.write({"state": "queued", "total": 0, "done": 0, "outcome": 0})
        self.state = "queued"

    def action_go_on(self):
        """Go on now: after a stop, or without waiting for the next turn."""
        self.ensure_one()
        self.recall_id._check_manager()
        round_ = self.sudo()
        if round_.state not in ("stopped", *BUSY) or not round_.try_lock_for_update():
            # done, or being worked on at this moment
            return
        stopped = round_.progress_ids.filtered(lambda step: step.state == "stopped")
        stopped.write({"state": "queued", "message": False})
        round_.write({"state": "queued", "message": False})
        round_._run()

    def _run(self):
        """All at once where a person can wait for it, else in the background."""
        self.ensure_one()
        if not self.recall_id._is_small():
            self._wake()
            return
        while self.state in BUSY:
            self._do_part()
