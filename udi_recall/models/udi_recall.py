from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .udi_recall_lock import CONTENT, STEP_DEFAULTS


class UdiRecall(models.Model):
    """A recall: what is wrong, which steps it has, and what may still be changed.

    Its steps, figures and words are in the parts it inherits, one file each.
    """

    _name = "udi.recall"
    _description = "Recall"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "udi.recall.seam",
        "udi.recall.step",
        "udi.recall.lock",
        "udi.recall.law",
        "udi.recall.approval",
        "udi.recall.end",
        "udi.recall.end.points",
        "udi.recall.moment",
        "udi.recall.figures",
        "udi.recall.words",
        "udi.recall.strategy",
    ]
    _order = "id desc"
    _rec_names_search = ["name", "title"]
    _check_company_auto = True

    name = fields.Char("Number", readonly=True, copy=False, index=True)
    title = fields.Char(required=True, translate=True, tracking=True)
    kind = fields.Selection(
        [
            ("recall", "Recall"),
            ("field_correction", "Field correction"),
            ("withdrawal", "Withdrawal"),
            ("fsca", "Field safety corrective action"),
            ("drill", "Drill"),
        ],
        required=True,
        default="recall",
        tracking=True,
        help="Recall: goods already with users come back. Withdrawal: goods in the "
        "chain are no longer supplied. Correction: they are put right where they are. "
        "A drill goes through the same steps; nothing is held.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("scoped", "Scoped"),
            ("approved", "Approved"),
            ("running", "Running"),
            ("reconciling", "Reconciling"),
            ("completed", "Completed"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
    )
    responsible_id = fields.Many2one(
        "res.users",
        default=lambda self: self.env.user,
        tracking=True,
        check_company=True,
        help="Named in the notices as the person to ask.",
    )
    reason_text = fields.Text(
        "What is wrong",
        translate=True,
        tracking=True,
        help="Printed in the notices, for people who use the device. No advertising, "
        "nothing that plays the fault down.",
    )
    hazard = fields.Text(
        "What can happen",
        translate=True,
        tracking=True,
        help="The risk to patients and users, printed in the notices.",
    )
    instructions = fields.Text(
        "What customers must do",
        translate=True,
        tracking=True,
        help="One instruction a line; the notices number them.",
    )
    unaffected_reason = fields.Text(
        "Why other lots are good",
        tracking=True,
        help="Authorities ask for it; it is not printed in the notices.",
    )
    reply_by = fields.Date(
        "Answer by",
        default=lambda self: fields.Date.context_today(self) + timedelta(days=3),
        copy=False,
        tracking=True,
        help="The last day for customers to answer, printed in the notices.",
    )
    scope_line_ids = fields.One2many(
        "udi.recall.scope", "recall_id", "Scope", copy=True
    )
    lot_line_ids = fields.One2many("udi.recall.lot", "recall_id", "Affected lots")
    consignee_ids = fields.One2many("udi.recall.consignee", "recall_id", "Consignees")
    hold_ids = fields.One2many("udi.hold", "recall_id", "Holds")
    product_ids = fields.Many2many(
        "product.product", string="Products", compute="_compute_product_ids", store=True
    )
    other_company_count = fields.Integer(
        "Lots of other companies", readonly=True, copy=False
    )
    scoped_on = fields.Datetime("Scope previewed on", readonly=True, copy=False)
    started_on = fields.Datetime(readonly=True, copy=False)
    ended_on = fields.Datetime(readonly=True, copy=False)
    ended_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    end_reason = fields.Text("Reason of the end", readonly=True, copy=False)

    _name_company_uniq = models.Constraint(
        "UNIQUE(name, company_id)", "This recall number is already used."
    )

    @api.depends("name", "title")
    def _compute_display_name(self):
        for recall in self:
            parts = filter(None, (recall.name, recall.title))
            recall.display_name = " ".join(parts)

    @api.depends(
        "scope_line_ids.lot_id", "scope_line_ids.di_id", "lot_line_ids.product_id"
    )
    def _compute_product_ids(self):
        products = self.env["product.product"]
        affected = dict.fromkeys(self, products)
        for recall, product in self.env["udi.recall.lot"]._read_group(
            [("recall_id", "in", self.ids)], ["recall_id", "product_id"]
        ):
            affected[recall] |= product
        for recall in self:
            named = recall.scope_line_ids.filtered(lambda line: not line.exclude)
            recall.product_ids = (
                named.lot_id.product_id
                | named.product_id
                | named.di_id.device_id.product_id
                | affected[recall]
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            company = vals.get("company_id") or self.env.company.id
            sequence = self.env["ir.sequence"].with_company(company)
            vals.update(STEP_DEFAULTS, name=sequence.next_by_code("udi.recall"))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_may_change(vals.keys())
        result = super().write(vals)
        if "company_id" in vals:
            self._scope_changed()
        if CONTENT & vals.keys():
            self.sudo()._content_changed()
        return result

    def _update_field_translations(self, field_name, *args, **kwargs):
        """The words of another language are signed like those of one's own."""
        if not self.env.su:
            self._check_may_change({field_name})
        result = super()._update_field_translations(field_name, *args, **kwargs)
        if field_name in CONTENT:
            self.sudo()._content_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        if begun := self.filtered(lambda recall: recall.state != "draft"):
            raise UserError(
                self.env._(
                    "%(recalls)s: a recall that was begun is kept as evidence. "
                    "Cancel it with a reason instead.",
                    recalls=", ".join(begun.mapped("name")),
                )
            )
