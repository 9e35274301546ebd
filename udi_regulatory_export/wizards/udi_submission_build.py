from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..formats.findings import DRAFT, ERROR, WARNING
from ..models import finding_rows
from ..models.udi_registration_changes import key, name as message_name
from ..models.udi_submission_begin import PART

CHOICES = {
    "ready": Domain("state", "=", "ready"),
    "changed": Domain("state", "=", "registered") & Domain("is_changed", "=", True),
    "rejected": Domain("state", "=", "rejected"),
    "open": Domain("state", "in", ("required", "preparing", "ready")),
}
NEW = ("device_post", "whole")
FURTHER = ("udi_di_post",)


class UdiSubmissionBuild(models.TransientModel):
    """Says what goes and what stays out, before anything is built.

    Up to a few hundred devices are looked at here and now; of more the last check is
    counted, and each is looked at while the files are built.
    """

    _name = "udi.submission.build"
    _description = "Build Files for a Regulator"

    regulator = fields.Selection(
        selection=lambda self: (
            self.env["udi.registration"]._fields["regulator"].selection
        ),
        required=True,
        default=lambda self: self._first_regulator(),
    )
    choice = fields.Selection(
        [
            ("ready", "Ready"),
            ("changed", "Changed since accepted"),
            ("rejected", "Rejected"),
            ("open", "All not sent yet"),
            ("selected", "Selected"),
        ],
        string="Devices",
        compute="_compute_choice",
        store=True,
        readonly=False,
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
    ready_count = fields.Integer("Ready", compute="_compute_choice_counts")
    changed_count = fields.Integer("Changed", compute="_compute_choice_counts")
    rejected_count = fields.Integer("Rejected", compute="_compute_choice_counts")
    selected_count = fields.Integer("Selected", compute="_compute_choice_counts")
    chosen_count = fields.Integer("Chosen", compute="_compute_preview")
    is_large = fields.Boolean(compute="_compute_preview")
    going_count = fields.Integer(compute="_compute_preview")
    left_out_count = fields.Integer(compute="_compute_preview")
    draft_count = fields.Integer(compute="_compute_preview")
    warning_count = fields.Integer(compute="_compute_preview")
    new_count = fields.Integer("New devices", compute="_compute_preview")
    further_count = fields.Integer("Further UDI-DIs", compute="_compute_preview")
    update_count = fields.Integer("Updates", compute="_compute_preview")
    file_count = fields.Integer("Files", compute="_compute_preview")
    files_text = fields.Text("Files in upload order", compute="_compute_preview")
    stop_rows = fields.Json(compute="_compute_preview")
    look_rows = fields.Json(compute="_compute_preview")

    @api.model
    def _first_regulator(self):
        """Where most devices are ready; EUDAMED is the one with a deadline."""
        rows = self.env["udi.registration"]._read_group(
            CHOICES["ready"], ["regulator"], ["__count"], order="__count DESC"
        )
        return rows[0][0] if rows else "eudamed"

    @api.depends("regulator")
    def _compute_display_name(self):
        self.display_name = self.env._("Build files")

    @api.depends("regulator")
    def _compute_choice(self):
        """What a person most probably came for; a selection made before counts."""
        Registration = self.env["udi.registration"]
        for wizard in self:
            mine = Domain("regulator", "=", wizard.regulator)
            given = wizard.choice or wizard.registration_ids and "selected"
            found = (
                name
                for name in ("ready", "rejected", "changed")
                if Registration.search_count(mine & CHOICES[name], limit=1)
            )
            wizard.choice = given or next(found, "ready")

    @api.depends("regulator")
    def _compute_registration_ids(self):
        """Kept for a selection; the other choices are what the database finds."""
        for wizard in self:
            regulator = wizard.regulator
            wizard.registration_ids = wizard.registration_ids.filtered(
                lambda r, regulator=regulator: r.regulator == regulator
            )

    def _chosen(self):
        if self.choice == "selected":
            return self.registration_ids._origin
        mine = Domain("regulator", "=", self.regulator)
        return self.env["udi.registration"].search(mine & CHOICES[self.choice])

    @api.depends("regulator", "registration_ids")
    def _compute_choice_counts(self):
        Registration = self.env["udi.registration"]
        for wizard in self:
            mine = Domain("regulator", "=", wizard.regulator)
            for name in ("ready", "changed", "rejected"):
                count = Registration.search_count(mine & CHOICES[name])
                wizard[f"{name}_count"] = count
            wizard.selected_count = len(wizard.registration_ids)

    @api.depends("regulator", "choice", "registration_ids")
    @api.depends_context("lang")
    def _compute_preview(self):
        for wizard in self:
            chosen = wizard._chosen() if wizard.choice else wizard.registration_ids
            wizard.chosen_count = len(chosen)
            wizard.is_large = len(chosen) > PART
            if wizard.is_large:
                wizard._preview_by_check(chosen)
            else:
                wizard._preview_now(chosen)

    def _preview_now(self, chosen):
        examined = chosen._examine_batch() if chosen else {}
        plans = chosen._plan(examined)
        going = chosen.filtered(lambda r: plans[r])
        stay = chosen - going
        self.going_count = len(going)
        self.left_out_count = len(stay)
        self.draft_count = len(going.filtered(lambda r: examined[r].count(DRAFT)))
        self.warning_count = sum(examined[r].count(WARNING) for r in going)
        self.stop_rows = self._rows(stay, examined, stop=True)
        self.look_rows = self._rows(going, examined, stop=False)
        self._count_messages(plans.values())
        senders = self._counted_files(going, plans)
        self.file_count = sum(-(-count // PART) for count in senders.values())
        self.files_text = self._files_sentence(senders)

    def _preview_by_check(self, chosen):
        """Thousands: what the last check of each said, in a few counts."""
        mine = Domain("id", "in", chosen.ids)
        Registration = self.env["udi.registration"]
        stopped = Registration.search_count(mine & Domain("error_count", ">", 0))
        self.going_count = len(chosen) - stopped
        self.left_out_count = stopped
        drafts = mine & Domain("draft_count", ">", 0) & Domain("error_count", "=", 0)
        self.draft_count = Registration.search_count(drafts)
        warned = mine & Domain("warning_count", ">", 0)
        self.warning_count = Registration.search_count(warned)
        self.update({"stop_rows": [], "look_rows": [], "files_text": False})
        self.update(dict.fromkeys(("file_count", "new_count", "further_count"), 0))
        known = mine & Domain("accepted_id", "!=", False)
        self.update_count = Registration.search_count(known)

    def _count_messages(self, plans):
        """Devices by what is told of them."""
        plans = [plan for plan in plans if plan]
        self.new_count = sum(plan[0] in NEW for plan in plans)
        self.further_count = sum(plan[0] in FURTHER for plan in plans)
        self.update_count = len(plans) - self.new_count - self.further_count

    def _counted_files(self, going, plans):
        """Entries by message; of a family one goes. Other regulators: none told."""
        form = going._formats()[self.regulator] if self.regulator else None
        counts = {}
        if not hasattr(form, "build_files"):
            return counts
        families = {}
        for registration in going:
            for message in plans[registration]:
                family = registration.device_id.basic_udi_id
                told = family if message == "basic_udi_patch" else registration
                families.setdefault(message, set()).add(told)
        order = map(key, form.MESSAGES)
        return {m: len(families[m]) for m in order if m in families}

    def _files_sentence(self, counts):
        """One line a file, in the order in which they are uploaded."""
        lines, number = [], 0
        for message, count in counts.items():
            for first in range(0, count, PART):
                number += 1
                size = min(PART, count - first)
                lines.append(f"{number}  {message_name(message)} ({size})")
        return "\n".join(lines)

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

    def action_build(self):
        self.ensure_one()
        chosen = self._chosen()
        if not chosen:
            raise UserError(
                self.env._("No device is chosen. Add the registrations to build.")
            )
        submissions = self.env["udi.submission"]._build(chosen)
        if not submissions:
            raise UserError(
                self.env._(
                    "None of these devices can go. Put right what is listed under "
                    "“Stays out”, then build again."
                )
            )
        return submissions._open()
