from odoo import api, fields, models
from odoo.exceptions import UserError

from ..formats.findings import DRAFT, ERROR
from ..models import finding_rows

CHOICES = {
    "ready": ("ready",),
    "open": ("required", "preparing", "ready"),
    "rejected": ("rejected",),
}


class UdiSubmissionBuild(models.TransientModel):
    """Says what goes and what stays out, before anything is built."""

    _name = "udi.submission.build"
    _description = "Build Files for a Regulator"

    regulator = fields.Selection(
        selection=lambda self: (
            self.env["udi.registration"]._fields["regulator"].selection
        ),
        required=True,
    )
    choice = fields.Selection(
        [
            ("selected", "Selected"),
            ("ready", "Ready"),
            ("open", "All not sent yet"),
            ("rejected", "Rejected"),
        ],
        string="Devices",
        default="selected",
        required=True,
    )
    registration_ids = fields.Many2many(
        "udi.registration",
        string="Registrations",
        compute="_compute_registration_ids",
        store=True,
        readonly=False,
        domain="[('regulator', '=', regulator)]",
    )
    going_count = fields.Integer(compute="_compute_preview")
    left_out_count = fields.Integer(compute="_compute_preview")
    draft_count = fields.Integer(compute="_compute_preview")
    stop_rows = fields.Json(compute="_compute_preview")
    look_rows = fields.Json(compute="_compute_preview")
    schema_text = fields.Char(compute="_compute_schema_text")

    @api.depends("regulator")
    def _compute_display_name(self):
        self.display_name = self.env._("Build files")

    @api.depends("regulator", "choice")
    def _compute_registration_ids(self):
        for wizard in self:
            if wizard.choice == "selected":
                kept = wizard.registration_ids
                regulator = wizard.regulator
                wizard.registration_ids = kept.filtered(
                    lambda r, regulator=regulator: r.regulator == regulator
                )
            else:
                wizard.registration_ids = self.env["udi.registration"].search(
                    [
                        ("regulator", "=", wizard.regulator),
                        ("state", "in", CHOICES[wizard.choice]),
                    ]
                )

    @api.depends("registration_ids")
    @api.depends_context("lang")
    def _compute_preview(self):
        for wizard in self:
            registrations = wizard.registration_ids._origin
            examined = registrations._examine_batch() if registrations else {}
            fit = registrations.filtered(lambda r, e=examined: e[r].fit)
            wizard.going_count = len(fit)
            wizard.left_out_count = len(registrations - fit)
            wizard.draft_count = len(
                fit.filtered(lambda r, e=examined: e[r].count(DRAFT))
            )
            wizard.stop_rows = wizard._rows(registrations - fit, examined, stop=True)
            wizard.look_rows = wizard._rows(fit, examined, stop=False)

    def _rows(self, registrations, examined, stop):
        """The reasons to stay out, or what to look at in those that go."""
        detail_of = registrations._detail_of()
        return [
            dict(row, group=registration.display_name)
            for registration in registrations
            for row in finding_rows.rows(
                detail_of[registration],
                [
                    finding
                    for finding in examined[registration].findings
                    if (finding.severity == ERROR) == stop
                ],
            )
        ]

    @api.depends("regulator")
    @api.depends_context("company", "lang")
    def _compute_schema_text(self):
        for wizard in self:
            wizard.schema_text = wizard._schema_sentence()

    def _schema_sentence(self):
        if not self.regulator:
            return ""
        if self.regulator == "nmpa":
            return self.env._("Not checked against a schema: NMPA publishes none.")
        Detail = self.env[f"udi.registration.{self.regulator}"]
        version = Detail._schema_version(self.env.company)
        schema = self.env["udi.schema"].sudo()._for(self.regulator, version)
        if schema:
            return self.env._(
                "Will be checked with %(schema)s.", schema=schema.display_name
            )
        return self.env._("Not checked against a schema: none uploaded.")

    def action_build(self):
        self.ensure_one()
        if not self.registration_ids:
            raise UserError(
                self.env._("No device is chosen. Add the registrations to build.")
            )
        submissions = self.env["udi.submission"]._build(self.registration_ids)
        if not submissions:
            raise UserError(
                self.env._(
                    "None of these devices can go. Put right what is listed under "
                    "“Stays out”, then build again."
                )
            )
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Submissions"),
            "res_model": "udi.submission",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", submissions.ids)],
        }
        if len(submissions) == 1:
            action.update(views=[(False, "form")], res_id=submissions.id)
        return action
