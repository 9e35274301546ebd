from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.regions import REGIONS, REPORT_FIRST

TYPED = {"code", "class_firm", "class_authority", "classified_on", "number_ids"}


class UdiRecallRegion(models.Model):
    """One jurisdiction that a recall touches: its class, its report, its last word."""

    _name = "udi.recall.region"
    _description = "Recall in one jurisdiction"
    _inherit = ["udi.recall.part"]
    _order = "recall_id, code"
    _rec_name = "code"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    code = fields.Selection(REGIONS, "Where", required=True)
    added = fields.Boolean(
        "Added by a person",
        readonly=True,
        default=True,
        help="Sold there, though no customer there has any of it.",
    )
    class_firm = fields.Char("Class by us")
    class_authority = fields.Char("Class by the authority")
    classified_on = fields.Date("Classified on")
    report_first = fields.Boolean(
        "Report before the first notice", compute="_compute_report_first"
    )
    gate_state = fields.Selection(
        [
            ("free", "Not needed first"),
            ("needed", "Needed before the first notice"),
            ("sent", "Sent"),
            ("urgent", "Urgent: told afterwards"),
        ],
        "Report",
        required=True,
        readonly=True,
        default="free",
    )
    draft_sent_at = fields.Datetime("Draft notice sent to the authority", readonly=True)
    report_number = fields.Char(readonly=True)
    report_sent_at = fields.Datetime("Report sent", readonly=True)
    report_file_id = fields.Many2one(
        "ir.attachment", "Report as sent", readonly=True, ondelete="restrict"
    )
    urgent_reason = fields.Char("Why not before", readonly=True)
    urgent_by_id = fields.Many2one("res.users", "Urgent, signed by", readonly=True)
    number_ids = fields.One2many("udi.recall.number", "region_id", "Numbers")
    outcome = fields.Selection(
        [
            ("waiting", "No answer yet"),
            ("accepted", "Accepted"),
            ("ordered_again", "Ordered again"),
            ("terminated", "Terminated"),
        ],
        "Authority's last word",
        required=True,
        readonly=True,
        default="waiting",
    )
    outcome_on = fields.Date(readonly=True)
    outcome_note = fields.Char(readonly=True)

    _recall_code_uniq = models.Constraint(
        "UNIQUE(recall_id, code)", "A jurisdiction stands in a recall once."
    )

    @api.depends("code")
    def _compute_report_first(self):
        for region in self:
            region.report_first = region.code in REPORT_FIRST

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """A place is chosen by its name, not by our code for it."""
        for region in self:
            region.display_name = region._place() if region.code else False

    def _typed(self):
        return TYPED

    @api.model_create_multi
    def create(self, vals_list):
        regions = super().create(vals_list)
        first = regions.filtered("report_first")
        first.sudo().gate_state = "needed"
        return regions

    def write(self, vals):
        moved = set(self.mapped("code")) - {vals.get("code")}
        if "code" in vals and moved and not self.env.su:
            raise UserError(
                self.env._(
                    "Where a row stands cannot be changed. Remove it and add another."
                )
            )
        result = super().write(vals)
        if not self.env.su and "class_firm" in vals:
            self.recall_id.sudo()._content_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_what_was_added(self):
        if self.env.su:
            return
        for region in self:
            if not region.added or region.recall_id.started_on:
                raise UserError(
                    self.env._(
                        "%(place)s stays: customers or the firm itself are there, or "
                        "the recall has begun.",
                        place=region._place(),
                    )
                )

    def _place(self):
        self.ensure_one()
        return dict(self._fields["code"]._description_selection(self.env))[self.code]

    def _gate_open(self):
        """Whether the first notice may leave to here."""
        self.ensure_one()
        return self.gate_state != "needed"
