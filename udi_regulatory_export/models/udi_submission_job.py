import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from .udi_registration_changes import key
from .udi_submission_begin import PART
from .udi_submission_line import SENT

_logger = logging.getLogger(__name__)

# The background works on these
BUSY = ("building", "sending")


class UdiSubmission(models.Model):
    """A large batch is built part by part, and holds nobody.

    First every device is looked at, then the files are written. Each part is one
    transaction; what is done says so itself, so nothing is done twice. A part that
    cannot be done stops its batch, and no other.
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

    @api.depends("state", "done_count", "chosen_count", "file_count", "noted_count")
    def _compute_progress(self):
        """Half of the way is looking, half is writing; noting is a way of its own."""
        for submission in self:
            chosen = submission.chosen_count or 1
            share = 50.0 * submission.done_count / chosen
            if submission.uploaded_on:
                share = 100.0 * submission.noted_count / (submission.device_count or 1)
            elif submission.state not in ("building", "stopped"):
                share = 100.0
            elif submission.done_count >= chosen:
                share += 50.0 * submission._written_share()
            submission.progress = share

    def _written_share(self):
        sent, unwritten = self._count(SENT), self._count(("built",), file_id=False)
        return 1 - unwritten / sent if sent else 0.0

    def _count(self, status, **others):
        lines = self._lines_in(status, **others)
        return self.env["udi.submission.line"].search_count(lines)

    def _lines_in(self, status, **others):
        """Domain of this batch's lines."""
        domain = Domain("submission_id", "=", self.id) & Domain("status", "in", status)
        return Domain.AND([domain, *(Domain(k, "=", v) for k, v in others.items())])

    def action_refresh(self):
        """Show how far it is: a button reloads the page."""

    def action_go_on(self):
        """Somebody does not want to wait for the next hour, or put right what stopped
        it."""
        self.env["udi.registration"].check_access("write")
        self.check_access("read")
        for submission in self.sudo().filtered(lambda batch: batch.state == "stopped"):
            going = "sending" if submission.uploaded_on else "building"
            told = submission.uploaded_on and submission._result_sentence()
            submission.write({"state": going, "message": told})
        if self.filtered(lambda submission: submission.state in BUSY):
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
        return [("state", "in", BUSY)]

    def _left(self):
        """Steps: a device is looked at and written, or noted; then the last word."""
        if self.state == "sending":
            return self.device_count - self.noted_count + 1
        steps = 2 * self._count(("waiting",)) + self._count(("built",), file_id=False)
        return steps + 1 if self.state == "building" else 0

    def _ended(self):
        if self.state == "uploaded":
            return self.env._("All its devices are noted as sent."), True
        return self.message, bool(self.device_count) and self.state != "stopped"

    def _work_through(self):
        """All parts at once, for few devices; whether any of them goes."""
        while self.state == "building":
            self._next_part()
        return self.device_count

    def _do_part(self):
        """One part in the background: nobody is there to see that it fails."""
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                self._next_part()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            _logger.exception("%s stopped", self.name)
            self._stop(error)

    def _stop(self, error):
        """Say why; the others go on, and this one when a person says so."""
        self.env.invalidate_all()
        batch = self._in_own_words()
        told = batch._why(error)
        line = batch._next_lines(("waiting",))[:1]
        if line:
            told = batch.env._(
                "Among the devices from %(device)s on: %(why)s",
                device=line.registration_id.display_name,
                why=told,
            )
        batch.write({"state": "stopped", "message": told})

    def _why(self, error):
        if isinstance(error, UserError):
            return str(error)
        return self.env._(
            "The program could not go on (%(error)s). If it stops here again, ask who "
            "looks after the server: the log says more.",
            error=repr(error),
        )

    def _in_own_words(self):
        """For the company of the batch, in the language of who began it."""
        batch = self.with_company(self.company_id)
        return batch.with_context(lang=self.built_by_id.lang)

    def _next_part(self):
        """Look at the next devices, write the next files, or end; or note the next."""
        batch = self._in_own_words()
        if batch.state == "sending":
            batch._note_part()
            return
        before = batch._how_far()
        batch._build_part()
        if batch._how_far() == before:
            raise UserError(
                batch.env._(
                    "The next files came out as nothing. Delete this batch and build "
                    "again, with fewer devices."
                )
            )

    def _how_far(self):
        unwritten = self._count(("built",), file_id=False)
        return self.state, self._count(("waiting",)), unwritten

    def _build_part(self):
        lines = self._next_lines(("waiting",))
        if lines:
            self._look_at(lines)
            return
        for message in self._upload_order():
            lines = self._next_lines(("built",), file_id=False, message=message)
            if lines:
                self._write_files(message, lines)
                return
        self._finish()

    def _next_lines(self, status, **others):
        return self.env["udi.submission.line"].search(
            self._lines_in(status, **others), order="id", limit=PART
        )

    def _upload_order(self):
        form = self.env["udi.registration"]._formats()[self.regulator]
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
        told = [
            self.env._("Devices: %(count)s", count=self.device_count),
            self.env._("files: %(count)s", count=self.file_count),
        ]
        if self.left_out_count:
            told.append(self.env._("stayed out: %(count)s", count=self.left_out_count))
        return ", ".join(told)
