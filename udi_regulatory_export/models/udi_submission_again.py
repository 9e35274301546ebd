from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class UdiSubmission(models.Model):
    """What was refused goes again in a batch of its own; the rest is let be."""

    _inherit = "udi.submission"

    again_ids = fields.One2many("udi.submission", "again_of_id", readonly=True)
    again_count = fields.Integer("To send again", compute="_compute_again_count")
    result_text = fields.Char("Answered", compute="_compute_result_text")
    swissdamed_text = fields.Char(compute="_compute_swissdamed_text")
    xml_text = fields.Text("First file", compute="_compute_xml_text")

    @api.depends(
        "line_ids.status",
        "line_ids.registration_id.state",
        "line_ids.registration_id.is_changed",
    )
    def _compute_again_count(self):
        for submission in self:
            submission.again_count = len(submission._refused())

    def _refused(self):
        """Refused here, and neither taken nor on its way since."""
        lines = Domain("submission_id", "in", self.ids)
        lines &= Domain("status", "=", "refused")
        still = Domain("state", "=", "rejected")
        still |= Domain("state", "=", "registered") & Domain("is_changed", "=", True)
        return self.env["udi.registration"].search(
            Domain("submission_line_ids", "any", lines) & still
        )

    @api.depends("accepted_count", "refused_count")
    @api.depends_context("lang")
    def _compute_result_text(self):
        for submission in self:
            accepted, refused = submission.accepted_count, submission.refused_count
            submission.result_text = False
            if accepted or refused:
                submission.result_text = self.env._(
                    "%(accepted)s accepted, %(refused)s refused. Versions of the "
                    "accepted moved on; the others keep theirs.",
                    accepted=accepted,
                    refused=refused,
                )

    @api.depends("file_ids.message", "schema_version")
    @api.depends_context("lang")
    def _compute_swissdamed_text(self):
        """Swissmedic takes EUDAMED's files for new devices by upload."""
        for submission in self:
            files = submission._swissdamed_files()
            submission.swissdamed_text = bool(files) and self.env._(
                "Swissdamed takes DEVICE.POST files too (in this batch: %(count)s). "
                "Upload them there if the devices are sold in Switzerland. It may want "
                "another schema version than %(version)s.",
                count=len(files),
                version=submission.schema_version or "-",
            )

    def _swissdamed_files(self):
        return self.file_ids.filtered(lambda file: file.message == "device_post")

    def action_download_swissdamed(self):
        """What swissdamed takes of this batch."""
        return dict(
            self.action_download(),
            url=f"/udi/submission/{self.id}/download?only=swissdamed",
        )

    @api.depends("file_ids")
    def _compute_xml_text(self):
        for submission in self:
            files = submission.file_ids.filtered(
                lambda file: file.media_type == "application/xml"
            )
            submission.xml_text = files[:1].text

    def action_again(self):
        """A new batch of what was refused; pressed twice it is the same one."""
        self.ensure_one()
        self.env["udi.registration"].check_access("write")
        self.check_access("read")
        begun = self.sudo().again_ids.filtered(
            lambda s: (
                s.state == "building" or (s.state == "built" and not s.left_out_count)
            )
        )
        if begun:
            return begun[0].sudo(False)._open()
        refused = self._refused()
        if not refused:
            raise UserError(
                self.env._(
                    "Nothing of %(submission)s is left to send again: what was "
                    "refused was sent since, or nothing was refused.",
                    submission=self.name,
                )
            )
        built = self._build(refused, again_of=self)
        if not built:
            raise UserError(
                self.env._(
                    "None of the refused devices can go yet. Put right what their "
                    "registrations list, then send again."
                )
            )
        return built._open()

    def _open(self):
        """The page of a batch, or a list of several."""
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Submissions"),
            "res_model": "udi.submission",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.ids)],
        }
        if len(self) == 1:
            action.update(views=[(False, "form")], res_id=self.id)
        return action
