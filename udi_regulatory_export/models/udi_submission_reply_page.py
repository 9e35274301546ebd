from odoo import api, fields, models
from odoo.fields import Domain

# Refused devices that are told on the page of the batch itself
SHOWN = 20


class UdiSubmission(models.Model):
    """The page of a batch once it was answered."""

    _inherit = "udi.submission"

    takes_answer = fields.Boolean(compute="_compute_takes_answer")
    refused_rows = fields.Json("Reasons of refusal", compute="_compute_refused_rows")

    @api.depends("regulator", "state", "is_draft")
    def _compute_takes_answer(self):
        for batch in self:
            batch.takes_answer = (
                hasattr(batch._form(), "read_reply")
                and batch.state not in ("building", "stopped", "sending")
                and not batch.is_draft
            )

    @api.depends("answer_ids.whole_file_refused")
    def _compute_result_text(self):
        """A file that was refused as such is told from devices that were."""
        result = super()._compute_result_text()
        for batch in self:
            last = batch.answer_ids[:1]
            if last.whole_file_refused:
                batch.result_text = last.result_text
        return result

    @api.depends("line_ids.answer_rows", "line_ids.status")
    @api.depends_context("lang")
    def _compute_refused_rows(self):
        """What was refused, device by device; the list of devices shows them all."""
        Line = self.env["udi.submission.line"]
        of_files = Domain("answer_id.whole_file_refused", "=", True)
        for batch in self:
            refused = batch._lines_in(("refused",))
            single = Line.search(refused & ~of_files, limit=SHOWN)
            batch.refused_rows = Line._rows_of_files(refused & of_files) + [
                row for line in single for row in line.answer_finding_rows or ()
            ]

    def action_read_answer(self):
        """Choose the file that the regulator gave."""
        self.ensure_one()
        self._check_may_read()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Read the answer to %s", self.name),
            "res_model": "udi.submission.read",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_submission_id": self.id},
        }

    def action_again(self):
        """With what was refused on its way again, nothing of this batch is open."""
        action = super().action_again()
        self._settle()
        return action


class UdiSubmissionLine(models.Model):
    _inherit = "udi.submission.line"

    @api.model
    def _rows_of_files(self, refused):
        """A file that was refused itself is told once, not for each of its devices."""
        found = self._read_group(refused, ["file_id"], ["id:min"], limit=SHOWN)
        return [
            dict(row, group=file.name)
            for file, line_id in found
            for row in self.browse(line_id).answer_finding_rows
        ]
