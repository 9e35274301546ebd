from odoo import api, fields, models
from odoo.exceptions import UserError

OPEN = ("queued", "running")


class UdiLabelJob(models.Model):
    """One print of labels: who, when, what, why again, and the file.

    Written by the system only. A run of many labels goes on in the background; each
    part is one transaction with its events, so a killed run counts nothing twice.
    """

    _name = "udi.label.job"
    _inherit = ["udi.background"]
    _description = "Printed Labels"
    _order = "id desc"

    name = fields.Char(string="What", readonly=True, required=True)
    state = fields.Selection(
        [
            ("queued", "Waiting"),
            ("running", "Running"),
            ("done", "Done"),
            ("failed", "Stopped"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="queued",
        index=True,
    )
    template_id = fields.Many2one(
        "udi.label.template", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict", index=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="By",
        required=True,
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.uid,
    )
    file_format = fields.Selection(
        [("pdf", "PDF"), ("zpl", "ZPL")], string="File", required=True, readonly=True
    )
    copies = fields.Integer(required=True, readonly=True)
    di_id = fields.Many2one(
        "udi.di", string="Pack level", readonly=True, ondelete="restrict"
    )
    reason = fields.Char(string="Reason to print again", readonly=True)
    what = fields.Selection(
        [("lot", "Lots/serials"), ("package", "Packages")],
        string="Printed for",
        required=True,
        readonly=True,
        default="lot",
    )
    record_list = fields.Json(readonly=True)
    record_count = fields.Integer(string="Count", readonly=True)
    done_count = fields.Integer(string="Printed", readonly=True)
    label_count = fields.Integer(string="Labels", compute="_compute_label_count")
    progress = fields.Float(compute="_compute_progress")
    message = fields.Char(readonly=True)
    stopped_by = fields.Char(readonly=True)
    attachment_id = fields.Many2one("ir.attachment", string="Result", readonly=True)

    @api.depends("record_count", "copies")
    def _compute_label_count(self):
        for job in self:
            job.label_count = job.record_count * job.copies

    @api.depends("record_count", "done_count")
    def _compute_progress(self):
        for job in self:
            job.progress = 100.0 * job.done_count / (job.record_count or 1)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("What was printed is evidence: it cannot be deleted.")
        )

    def action_refresh(self):
        """Show how far it is: a button reloads the page."""

    def action_download(self):
        self.ensure_one()
        self.check_access("read")
        if not self.attachment_id:
            raise UserError(self.env._("There is no file yet. Wait for the end."))
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=true",
            "target": "download",
        }

    def action_cancel(self):
        """Stop a run between two parts; what is printed stays counted and kept."""
        self._check_own()
        jobs = self.sudo().filtered(lambda job: job.state in OPEN)
        for job in jobs:
            job._close("cancelled", self.env._("Cancelled."))

    def action_resume(self):
        """Go on where a run was stopped; the file then holds all of it."""
        self._check_own()
        jobs = self.sudo().filtered(lambda job: job.state in ("failed", "cancelled"))
        jobs.write({"state": "queued", "message": False, "stopped_by": False})
        jobs._wake()

    def action_records(self):
        """The lots or packages that this print was for."""
        self.ensure_one()
        actions = {
            "lot": "udi_traceability.stock_lot_action",
            "package": "stock.action_package_view",
        }
        action = self.env["ir.actions.act_window"]._for_xml_id(actions[self.what])
        return dict(action, domain=[("id", "in", self.record_list)], context={})

    def _check_own(self):
        """A run belongs to who started it, and to the managers."""
        self.check_access("read")
        if self.env.user.has_group("udi_traceability.group_udi_manager"):
            return
        others = self.filtered(lambda job: job.user_id != self.env.user)
        if others:
            raise UserError(
                self.env._(
                    "%(user)s started this print. Only they, or the role UDI Manager, "
                    "can stop it or let it go on.",
                    user=others[0].user_id.name,
                )
            )

    @api.model
    def _wake(self):
        self.env.ref("udi_traceability.ir_cron_label_job").sudo()._trigger()

    @api.model
    def _cron_print(self):
        self._work_off()

    @api.model
    def _busy(self):
        return [("state", "in", OPEN)]

    def _left(self):
        return self.record_count - self.done_count

    def _ended(self):
        message = self.message or self.env._("The labels are ready.")
        return message, self.state == "done"
