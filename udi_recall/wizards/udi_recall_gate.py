from odoo import api, fields, models
from odoo.exceptions import UserError


class UdiRecallGate(models.TransientModel):
    """What opens the gate of a jurisdiction, or begins its 48 hours."""

    _name = "udi.recall.gate"
    _description = "Report before the first notice"

    region_id = fields.Many2one("udi.recall.region", required=True, readonly=True)
    what = fields.Selection(
        [
            ("sent", "Report sent"),
            ("draft", "Draft notice sent"),
            ("urgent", "Urgent"),
        ],
        required=True,
        readonly=True,
    )
    number = fields.Char("Number of the report")
    sent_at = fields.Datetime("Sent on", default=fields.Datetime.now)
    file = fields.Binary("The report as sent")
    file_name = fields.Char()
    reason = fields.Char("Why it cannot wait")
    waiting_text = fields.Char(compute="_compute_waiting_text")

    @api.depends("region_id", "what")
    @api.depends_context("lang")
    def _compute_waiting_text(self):
        for wizard in self:
            wizard.waiting_text = wizard.region_id._waiting_text(wizard.what)

    def action_done(self):
        self.ensure_one()
        self.check_access("write")
        getattr(self, f"_do_{self.what}")()
        return {"type": "ir.actions.act_window_close"}

    def _do_sent(self):
        self._check_given("number", "sent_at", "file")
        self._check_past()
        file = (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": self.file_name or self.number,
                    "datas": self.file,
                    "res_model": "udi.recall",
                    "res_id": self.region_id.recall_id.id,
                }
            )
        )
        self.region_id._tell_report(self.number.strip(), self.sent_at, file)

    def _do_draft(self):
        self._check_given("sent_at")
        self._check_past()
        self.region_id._tell_draft(self.sent_at)

    def _do_urgent(self):
        self._check_given("reason")
        self.region_id._tell_urgent(self.reason.strip())

    def _check_given(self, *names):
        empty = [name for name in names if not str(self[name] or "").strip()]
        if empty:
            described = self.fields_get(empty, ["string"])
            raise UserError(
                self.env._(
                    "Empty: %(fields)s. Fill it in; it is the proof.",
                    fields=", ".join(described[name]["string"] for name in empty),
                )
            )

    def _check_past(self):
        if self.sent_at > fields.Datetime.now():
            raise UserError(
                self.env._("“Sent on” is still to come. Say when it was sent.")
            )
