from odoo import api, fields, models
from odoo.fields import Domain

from .udi_registration_changes import key
from .udi_submission_begin import PART
from .udi_submission_line import SENT


class UdiSubmission(models.Model):
    """A large batch is built part by part, and holds nobody.

    First every device is looked at, then the files are written. Each part is one
    transaction; what is done says so itself, so nothing is done twice.
    """

    _inherit = "udi.submission"

    environment = fields.Selection(
        [("playground", "Playground"), ("production", "Production")],
        readonly=True,
        help="The regulator's system that the files are for.",
    )
    user_id = fields.Many2one(related="built_by_id", string="Who is told")
    chosen_count = fields.Integer("Devices chosen", readonly=True)
    done_count = fields.Integer("Looked at so far", readonly=True)
    progress = fields.Float(compute="_compute_progress")
    message = fields.Char("How it went", readonly=True)
    manifest = fields.Text(
        readonly=True, help="The files in the order in which they are uploaded."
    )
    answer_ids = fields.One2many(
        "udi.submission.answer", "submission_id", readonly=True
    )
    again_of_id = fields.Many2one(
        "udi.submission",
        string="Sends again",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    accepted_count = fields.Integer("Accepted", readonly=True)
    refused_count = fields.Integer("Refused", readonly=True)

    @api.depends("state", "done_count", "chosen_count", "file_count")
    def _compute_progress(self):
        """Half of the way is looking, half is writing."""
        for submission in self:
            chosen = submission.chosen_count or 1
            share = 50.0 * submission.done_count / chosen
            if submission.state != "building":
                share = 100.0
            elif submission.done_count >= chosen:
                share += 50.0 * submission._written_share()
            submission.progress = share

    def _written_share(self):
        Line = self.env["udi.submission.line"]
        sent = Line.search_count(self._lines_in(SENT))
        left = Line.search_count(self._lines_in(("built",), file_id=False))
        return 1 - left / sent if sent else 0.0

    def _lines_in(self, status, **others):
        """Domain of this batch's lines."""
        domain = Domain("submission_id", "=", self.id) & Domain("status", "in", status)
        return Domain.AND([domain, *(Domain(k, "=", v) for k, v in others.items())])

    def action_refresh(self):
        """Show how far it is: a button reloads the page."""

    def action_go_on(self):
        """Somebody does not want to wait for the next hour."""
        self.env["udi.registration"].check_access("write")
        self.check_access("read")
        if self.filtered(lambda submission: submission.state == "building"):
            self._wake()

    @api.model
    def _wake(self):
        cron = self.env.ref("udi_regulatory_export.ir_cron_submission_build")
        cron.sudo()._trigger()

    @api.model
    def _cron_build(self):
        self._work_off()

    @api.model
    def _busy(self):
        return [("state", "=", "building")]

    def _left(self):
        """Lines to look at, lines to write, and the last word."""
        lines = self._lines_in(("waiting",)) | self._lines_in(("built",), file_id=False)
        waiting = self.env["udi.submission.line"].search_count(lines)
        return waiting + (self.state == "building")

    def _ended(self):
        return self.message, bool(self.device_count)

    def _work_through(self):
        """All parts at once, for few devices; whether any of them goes."""
        while self.state == "building":
            self._do_part()
        return self.device_count

    def _do_part(self):
        """Look at the next devices, or write the next files, or end."""
        self.ensure_one()
        batch = self.with_company(self.company_id)
        batch = batch.with_context(lang=self.built_by_id.lang)
        lines = batch._next_lines(("waiting",))
        if lines:
            batch._look_at(lines)
            return
        for message in batch._upload_order():
            lines = batch._next_lines(("built",), file_id=False, message=message)
            if lines:
                batch._write_files(message, lines)
                return
        batch._finish()

    def _next_lines(self, status, **others):
        return self.env["udi.submission.line"].search(
            self._lines_in(status, **others), order="id", limit=PART
        )

    def _upload_order(self):
        form = self._form()
        return [*map(key, getattr(form, "MESSAGES", ())), "whole"]

    def _finish(self):
        self.write(
            {
                "state": "built",
                "manifest": self._manifest(),
                "message": self._result_sentence(),
            }
        )

    def _result_sentence(self):
        if not self.device_count:
            return self.env._("None of these devices can go. Look why in the list.")
        if self.left_out_count:
            return self.env._(
                "%(count)s devices in %(files)s files; %(left_out)s stayed out.",
                count=self.device_count,
                files=self.file_count,
                left_out=self.left_out_count,
            )
        return self.env._(
            "%(count)s devices in %(files)s files.",
            count=self.device_count,
            files=self.file_count,
        )
