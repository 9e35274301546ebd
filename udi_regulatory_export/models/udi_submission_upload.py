from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .udi_submission_begin import PART
from .udi_submission_line import SENT


class UdiSubmission(models.Model):
    """A person says that a batch was handed over: all its devices are sent from then.

    Of few that is noted at once; of many part by part, in the background.
    """

    _inherit = "udi.submission"

    noted_id = fields.Integer(
        readonly=True, copy=False, help="The last registration that was noted as sent."
    )
    noted_count = fields.Integer("Noted so far", readonly=True, copy=False)

    def action_uploaded(self):
        """A person says that the files were handed to the regulator."""
        self.env["udi.registration"].check_access("write")
        self.check_access("read")
        for submission in self:
            submission._refuse_upload()
        self.sudo().write(
            {
                "state": "sending",
                "uploaded_on": fields.Datetime.now(),
                "uploaded_by_id": self.env.uid,
            }
        )
        for submission in self.sudo():
            if submission.device_count > PART:
                submission._wake()
            else:
                submission._note_all()

    def _upload_before_answer(self):
        """Whoever brings the answer did upload it; of many that takes its time."""
        if self.device_count > PART:
            raise UserError(
                self.env._(
                    "%(submission)s is not noted as uploaded. Choose “I uploaded it”, "
                    "then read the answer.",
                    submission=self.name,
                )
            )
        self.action_uploaded()

    def _refuse_upload(self):
        if self.is_draft:
            raise UserError(
                self.env._(
                    "%(submission)s holds drafts, which are not for sending. Put right "
                    "what the findings name and build again.",
                    submission=self.name,
                )
            )
        self._refuse_unready()
        if self.state != "built":
            raise UserError(
                self.env._(
                    "%(submission)s was uploaded on %(date)s already.",
                    submission=self.name,
                    date=self.uploaded_on,
                )
            )
        self._refuse_sent_meanwhile()

    def _refuse_unready(self):
        """While its devices are worked on a batch is neither sent nor answered."""
        if self.state == "building":
            raise UserError(
                self.env._(
                    "%(submission)s is still being built. Wait for its files.",
                    submission=self.name,
                )
            )
        if self.state == "sending":
            raise UserError(
                self.env._(
                    "%(submission)s is still being noted as uploaded. Wait for the "
                    "word that it is.",
                    submission=self.name,
                )
            )
        if self.state == "stopped":
            raise UserError(
                self.env._(
                    "%(submission)s stopped on its way. Choose “Go on” first.",
                    submission=self.name,
                )
            )

    def _refuse_sent_meanwhile(self):
        """Two batches may hold the same devices; only one of them is sent."""
        lines = Domain("submission_id", "=", self.id) & Domain("status", "in", SENT)
        others = Domain("status", "=", "built")
        others &= Domain("submission_id.state", "in", ("sending", "stopped"))
        others &= Domain("submission_id.uploaded_on", "!=", False)
        gone = Domain("state", "=", "submitted")
        gone |= Domain("submission_line_ids", "any", others)
        sent = self.env["udi.registration"].search(
            Domain("submission_line_ids", "any", lines) & gone
        )
        if sent:
            raise UserError(
                self.env._(
                    "%(device)s was sent in another batch meanwhile, with %(count)s "
                    "in all. Delete this batch and build again.",
                    device=sent[0].display_name,
                    count=len(sent),
                )
            )

    def _note_all(self):
        while self.state == "sending":
            self._in_own_words()._note_part()

    def _note_part(self):
        """The next devices are with the regulator now; with the last, all of it is."""
        found = self._to_note()
        # history names who uploaded it, whoever does the work
        author = found.with_user(self.uploaded_by_id).sudo()
        author.state = "submitted"
        for details in author._details():
            details._note_upload(self)
        self.noted_id = found[-1:].id or self.noted_id
        self.noted_count += len(found)
        if len(found) < PART:
            self.state = "uploaded"

    def _to_note(self):
        """The next devices by their number, however many messages tell of them."""
        self.env["udi.submission.line"].flush_model(["status", "registration_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT registration_id
                  FROM udi_submission_line
                 WHERE submission_id = %(submission)s
                   AND status IN %(sent)s
                   AND registration_id > %(noted)s
                 ORDER BY registration_id
                 LIMIT %(part)s
                """,
                submission=self.id,
                sent=SENT,
                noted=self.noted_id,
                part=PART,
            )
        )
        return self.env["udi.registration"].browse(each for (each,) in rows)
