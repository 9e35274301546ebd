from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

# clocks of people and servers differ a little
AHEAD = timedelta(minutes=5)


class UdiRecallDeadlineAct(models.TransientModel):
    """Done with proof, set aside with a reason, or started at a typed moment."""

    _name = "udi.recall.deadline.act"
    _description = "Deal with deadlines"

    deadline_ids = fields.Many2many("udi.recall.deadline", required=True)
    act = fields.Selection(
        [("done", "Done"), ("void", "Does not apply"), ("start", "Start the clock")],
        required=True,
        default="done",
    )
    what = fields.Char("Duty", compute="_compute_what")
    at = fields.Datetime("When", default=lambda self: fields.Datetime.now())
    there = fields.Char("By the clock there", compute="_compute_there")
    note = fields.Char("In words")
    file = fields.Binary("Proof file", attachment=False)
    filename = fields.Char("Name of the file")

    @api.depends("deadline_ids")
    def _compute_what(self):
        for wizard in self:
            wizard.what = "; ".join(wizard.deadline_ids.mapped("name"))

    @api.depends("at", "deadline_ids")
    @api.depends_context("lang")
    def _compute_there(self):
        for wizard in self:
            rows = wizard.deadline_ids.grouped("tz").values()
            wizard.there = " · ".join(
                f"{row[0]._there_text(wizard.at)} ({row[0].tz})"
                for row in rows
                if wizard.at
            )

    def action_apply(self):
        self.ensure_one()
        self.deadline_ids._check_may_act()
        self._check_filled()
        note = (self.note or "").strip()
        if self.act == "void":
            self.deadline_ids._void(note)
        elif self.act == "start":
            self.deadline_ids._start(self.at)
        else:
            self.deadline_ids._done(self.at, note, self._attach())
        return {"type": "ir.actions.act_window_close"}

    def _check_filled(self):
        if self.act == "void" and not (self.note or "").strip():
            raise UserError(
                self.env._("Nothing was changed: say in words why it does not apply.")
            )
        if self.act == "done" and not ((self.note or "").strip() or self.file):
            raise UserError(
                self.env._(
                    "Nothing was changed: what proves it? Type a number or words, or "
                    "add a file."
                )
            )
        if self.act != "void" and not self.at:
            raise UserError(self.env._("Nothing was changed: say when it was."))
        if self.act != "void" and self.at > fields.Datetime.now() + AHEAD:
            raise UserError(
                self.env._(
                    "Nothing was changed: this moment is still to come. Type when it "
                    "was."
                )
            )

    def _attach(self):
        """One file for all rows it proves; whoever reads a recall reads its files."""
        files = self.env["ir.attachment"].sudo()
        if not self.file:
            return files
        return files.create(
            {
                "name": self.filename or self.env._("Proof"),
                "datas": self.file,
                "res_model": "udi.recall.deadline",
                "res_id": self.deadline_ids[:1].id,
            }
        )


class UdiRecallDeadlineAdd(models.TransientModel):
    """A duty that no recall has by itself: an order, an incident, a tracked device."""

    _name = "udi.recall.deadline.add"
    _description = "Add a duty to a recall"

    recall_id = fields.Many2one("udi.recall", required=True, readonly=True)
    region_codes = fields.Json(compute="_compute_region_codes")
    rule_ids = fields.Many2many("udi.deadline.rule", string="Duties", required=True)
    at = fields.Datetime(
        "Runs from",
        default=lambda self: fields.Datetime.now(),
        help="When what starts the clock happened. Empty: not yet.",
    )

    @api.depends("recall_id")
    def _compute_region_codes(self):
        for wizard in self:
            wizard.region_codes = wizard.recall_id.region_ids.mapped("code")

    def action_add(self):
        self.ensure_one()
        if self.at and self.at > fields.Datetime.now() + AHEAD:
            raise UserError(
                self.env._("Nothing was added: the start is still to come. Empty it.")
            )
        self.recall_id._add_duties(self.rule_ids, self.at)
        return {"type": "ir.actions.act_window_close"}
