from odoo import api, fields, models
from odoo.tools import SQL

from . import finding_rows
from .udi_registration import MESSAGES

# What is told to the regulator, whatever it said
SENT = ("built", "accepted", "refused")


class UdiSubmissionLine(models.Model):
    """What was told about one device, or why nothing was.

    A registration in a batch is not deleted (``udi.registration``); the foreign key
    follows it all the same, so that the addon can be uninstalled.
    """

    _name = "udi.submission.line"
    _description = "Device in a UDI Submission"
    _order = "submission_id, status, id"
    _rec_name = "registration_id"

    submission_id = fields.Many2one(
        "udi.submission", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="submission_id.company_id", store=True, precompute=True, index=True
    )
    registration_id = fields.Many2one(
        "udi.registration", required=True, ondelete="cascade", index=True
    )
    device_id = fields.Many2one(related="registration_id.device_id")
    message = fields.Selection(
        MESSAGES, string="What is sent", required=True, default="whole"
    )
    status = fields.Selection(
        [
            ("waiting", "To do"),
            ("built", "Built"),
            ("left_out", "Stayed out"),
            ("accepted", "Accepted"),
            ("refused", "Refused"),
        ],
        required=True,
    )
    file_id = fields.Many2one(
        "udi.submission.file", ondelete="set null", index="btree_not_null"
    )
    entity_code = fields.Char(
        "Key in the file", index="btree_not_null", help="By which an answer names it."
    )
    snapshot = fields.Json("Record as sent", prefetch=False)
    answer_id = fields.Many2one(
        "udi.submission.answer", ondelete="restrict", index="btree_not_null"
    )
    answer_words = fields.Text("In the regulator's words")
    answer_rows = fields.Json("As the regulator says")
    findings = fields.Json()
    finding_rows = fields.Json(compute="_compute_finding_rows")
    summary = fields.Char(string="Why", compute="_compute_finding_rows")

    _registration_uniq = models.Constraint(
        "UNIQUE(submission_id, registration_id, message)",
        "This device is in the batch already.",
    )

    # What is still to do of a batch of a hundred thousand, part by part
    _to_look_at = models.Index("(submission_id, id) WHERE status = 'waiting'")
    _to_write = models.Index(
        "(submission_id, message, id) WHERE status = 'built' AND file_id IS NULL"
    )

    @api.depends("findings")
    @api.depends_context("lang")
    def _compute_finding_rows(self):
        detail_of = self.registration_id._detail_of()
        for line in self:
            found = finding_rows.loaded(line.findings)
            rows = finding_rows.rows(detail_of[line.registration_id], found)
            line.finding_rows = [
                dict(row, group=line.registration_id.display_name) for row in rows
            ]
            line.summary = finding_rows.summary(self.env, rows)
            if line.status == "left_out" and not rows:
                line.summary = self.env._("Nothing is new since it was accepted.")

    @api.model
    def _take_in(self, submission, registrations):
        """A line to do for each, in one statement: there may be a hundred thousand."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO udi_submission_line
                       (submission_id, company_id, registration_id, message, status,
                        create_uid, create_date, write_uid, write_date)
                SELECT %(submission)s, %(company)s, taken.id, 'whole', 'waiting',
                       %(user)s, now() AT TIME ZONE 'UTC',
                       %(user)s, now() AT TIME ZONE 'UTC'
                  FROM unnest(%(ids)s) WITH ORDINALITY AS taken (id, place)
                 ORDER BY taken.place
                """,
                submission=submission.id,
                company=submission.company_id.id or None,
                user=self.env.uid,
                ids=registrations.ids,
            )
        )
        submission.invalidate_recordset(["line_ids"])
        registrations.invalidate_recordset(["submission_line_ids", "submission_count"])
