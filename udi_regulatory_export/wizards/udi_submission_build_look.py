from uuid import UUID

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..formats.message import Envelope
from ..models.udi_registration_changes import name as message_name
from .udi_submission_build import FURTHER, NEW

# Devices that the preview of the file shows
SHOWN = 3


class UdiSubmissionBuild(models.TransientModel):
    """What stands behind each figure, where it goes, and how a file will look."""

    _inherit = "udi.submission.build"

    preview_text = fields.Text(compute="_compute_preview_text")
    environment_text = fields.Char("Environment", compute="_compute_schema_text")
    schema_text = fields.Char(compute="_compute_schema_text")

    @api.depends("regulator", "choice", "registration_ids")
    def _compute_preview_text(self):
        for wizard in self:
            wizard.preview_text = wizard._preview_file()

    def _preview_file(self):
        """The beginning of the first file; nothing is kept of it."""
        chosen = self._chosen()[: SHOWN * SHOWN]
        examined = chosen._examine_batch() if chosen else {}
        plans = chosen._plan(examined)
        going = chosen.filtered(lambda r: plans[r])
        if not going:
            return self.env._("None of the first devices can go: there is no file.")
        form = going._formats()[self.regulator]
        envelope = Envelope(
            message_id=UUID(int=0),
            created_at=fields.Datetime.now(),
            schema_version=going._details()[0]._schema_version(self.env.company) or "",
        )
        first = plans[going[0]][0]
        same = going.filtered(lambda r: first in plans[r])[:SHOWN]
        if hasattr(form, "build_files"):
            entries = [
                form.Entry(record=examined[r].record, accepted=examined[r].accepted)
                for r in same
            ]
            built = form.build_files(entries, message_name(first), envelope)
        else:
            built = form.build(examined[same[0]].record, envelope)
        return next(iter(built)).content.decode()

    @api.depends("regulator")
    @api.depends_context("company", "lang")
    def _compute_schema_text(self):
        company = self.env.company
        words = dict(
            company._fields["udi_eudamed_environment"]._description_selection(self.env)
        )
        for wizard in self:
            told = wizard.regulator == "eudamed"
            wizard.environment_text = told and words[company.udi_eudamed_environment]
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

    def action_preview(self):
        """The file in a window of its own, with its first devices."""
        self.ensure_one()
        view = "udi_regulatory_export.udi_submission_build_view_preview"
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preview: the first devices"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref(view).id, "form")],
            "target": "new",
        }

    def action_open_new(self):
        return self._listed(self.env._("New devices"), NEW)

    def action_open_further(self):
        return self._listed(self.env._("Further UDI-DIs"), FURTHER)

    def action_open_updates(self):
        return self._listed(self.env._("Updates"), None)

    def _listed(self, title, messages):
        """The devices behind a figure, found as the figure was."""
        self.ensure_one()
        chosen = self._chosen()
        if self.is_large:
            found = chosen.filtered("accepted_id")
        else:
            plans = chosen._plan(chosen._examine_batch() if chosen else {})
            found = chosen.filtered(lambda r: self._is_of(plans[r], messages))
        if not found:
            raise UserError(self.env._("No device is behind this figure any more."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_regulatory_export.udi_registration_action"
        )
        return dict(
            action,
            name=title,
            domain=[("id", "in", found.ids)],
            context={},
            views=[(False, "list"), (False, "form")],
        )

    @api.model
    def _is_of(self, plan, messages):
        if messages is None:
            return bool(plan) and plan[0] not in (*NEW, *FURTHER)
        return bool(plan) and plan[0] in messages
