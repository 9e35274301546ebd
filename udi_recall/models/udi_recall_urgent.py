from odoo import api, fields, models
from odoo.exceptions import UserError


class UdiRecall(models.Model):
    """The one button of a running recall: what harms most if it waits.

    A shut gate keeps customers in the dark; then whoever has not answered; then what
    is left to be settled.
    """

    _inherit = "udi.recall"

    urgent = fields.Selection(
        [
            ("report", "Record the report"),
            ("remind", "Remind"),
            ("check", "Check completion"),
            ("complete", "Complete"),
        ],
        "Most urgent",
        compute="_compute_urgent",
    )
    urgent_label = fields.Char(compute="_compute_urgent")

    @api.depends(
        "state",
        "kind",
        "region_ids.gate_state",
        "consignee_ids.answer_state",
        "point_ids.state",
        "notice_ids.state",
    )
    @api.depends_context("lang")
    def _compute_urgent(self):
        for recall in self:
            urgent, label = recall._most_urgent()
            drill = label and not recall._real()
            recall.urgent = urgent
            recall.urgent_label = self.env._("%s (drill)", label) if drill else label

    def _most_urgent(self):
        """Which button, and its words where they change."""
        if self.state not in ("running", "reconciling"):
            return False, False
        if region := self._first_shut():
            return "report", self.env._("Record %(place)s report", place=region.code)
        if count := self._remind_count():
            label = self.env._("Send %(count)s reminders", count=count)
            return "remind", self.env._("Send 1 reminder") if count == 1 else label
        if self.state == "reconciling" and not self.open_point_count:
            return "complete", False
        return "check", False

    def _first_shut(self):
        """The jurisdiction where most customers wait for the report."""
        shut = self.region_ids.filtered(
            lambda row: row.report_first and not row._gate_open()
        )
        if not shut:
            return shut
        groups = self.env["udi.recall.consignee"]._read_group(
            [
                ("recall_id", "=", self.id),
                ("region", "in", shut.mapped("code")),
                ("quantity", ">", 0),
            ],
            ["region"],
            order="__count desc, region",
            limit=1,
        )
        first = {code for (code,) in groups}
        return shut.filtered(lambda row: row.code in first)

    def _remind_count(self):
        """Who may be asked again today: nobody is on the day of the notice."""
        today = self.company_id._udi_today()
        last = self.sudo().notice_ids.search(
            [("recall_id", "=", self.id), ("state", "!=", "void")],
            order="create_date desc, id desc",
            limit=1,
        )
        return self.unanswered_count if last and last._as_of() < today else 0

    def action_record_report(self):
        """Mark the report as sent that most customers wait for."""
        self.ensure_one()
        self._check_manager()
        region = self._first_shut()
        if not region:
            raise UserError(
                self.env._(
                    "%(recall)s: no customer waits for a report. Nothing was changed.",
                    recall=self.name,
                )
            )
        return region.action_sent()
