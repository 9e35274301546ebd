from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ..tools.verify import FIXED, OFF

SEVERITIES = [
    ("stop", "Stop"),
    ("warn", "Warn"),
    ("info", "Only say it"),
    (OFF, "Off"),
]
CODES = [
    ("expired", "Expired"),
    ("expires_soon", "Expires too soon for the customer"),
    ("on_hold", "On hold or recalled"),
    ("already_shipped", "Shipped already"),
    ("not_in_stock", "Not in stock here"),
    ("lot_unknown", "Lot or serial not known"),
    ("other_lot", "Other lot than reserved"),
    ("over_quantity", "More than the transfer wants"),
    ("wrong_count", "Package with another count than its label"),
    ("label_differs", "Label and record differ"),
    ("di_withdrawn", "Device or DI withdrawn"),
    ("not_cleared", "Not cleared in the country"),
    ("licence_missing", "Customer showed no licence"),
    ("licence_ended", "Customer's licence ended"),
    ("licence_too_narrow", "Customer's licence is for other devices"),
    ("outside_territory", "Outside the dealer's territory"),
    ("not_scanned", "Not scanned"),
]


class UdiCheckPolicy(models.Model):
    """How severe a finding is, and who may allow it all the same.

    The row of an operation type comes before that of its company, and that one
    before the row for all.
    """

    _name = "udi.check.policy"
    _description = "Scan Policy"
    _order = "sequence, company_id NULLS FIRST, picking_type_id NULLS FIRST, id"
    _rec_name = "code"
    _check_company_auto = True

    code = fields.Selection(CODES, string="Finding", required=True, index=True)
    sequence = fields.Integer(compute="_compute_sequence", store=True)
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        help="Empty: all companies.",
    )
    picking_type_id = fields.Many2one(
        "stock.picking.type",
        string="Operation type",
        ondelete="cascade",
        index="btree_not_null",
        check_company=True,
        help="Empty: all operation types.",
    )
    severity = fields.Selection(
        SEVERITIES,
        string="What happens",
        required=True,
        default="stop",
        help="Stop: it does not count and does not leave. Warn: it counts, with the "
        "finding on the card and in the ledger.",
    )
    override_group_id = fields.Many2one(
        "res.groups",
        string="May be allowed by",
        ondelete="set null",
        help="Who may let a stopped unit pass, with a reason. Empty: nobody.",
    )

    _row_uniq = models.UniqueIndex(
        "(code, COALESCE(company_id, 0), COALESCE(picking_type_id, 0))",
        "There is a row for this finding, company and operation type already. Change "
        "that one.",
    )

    @api.depends("code")
    def _compute_sequence(self):
        places = {code: place for place, (code, _name) in enumerate(CODES)}
        for policy in self:
            policy.sequence = places.get(policy.code, 0)

    @api.depends("picking_type_id")
    def _compute_company_id(self):
        for policy in self:
            policy.company_id = policy.picking_type_id.company_id or policy.company_id

    @api.constrains("code", "severity")
    def _check_hold_is_seen(self):
        """A hold that nobody sees is none."""
        for policy in self:
            if policy.code == "on_hold" and policy.severity in ("info", OFF):
                raise ValidationError(
                    self.env._(
                        "On hold: “What happens” can be Stop or Warn. To let goods "
                        "go unseen, release the hold."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @api.model
    @tools.ormcache()
    def _book(self):
        """(company id, type id), 0 for all -> {code: (severity, group id)}."""
        book = {}
        known = [code for code, _name in CODES]
        for policy in self.sudo().search([("code", "in", known)]):
            key = policy.company_id.id or 0, policy.picking_type_id.id or 0
            row = policy.severity, policy.override_group_id.id
            book.setdefault(key, {})[policy.code] = row
        return book

    @api.model
    def _rows(self, company, picking_type):
        """{code: (severity, group id)} of one operation type."""
        return {
            **self._book().get((0, 0), {}),
            **self._book().get((company.id, 0), {}),
            **self._own_rows(company, picking_type),
        }

    @api.model
    def _own_rows(self, company, picking_type):
        """The rows that name the operation type itself."""
        if not picking_type:
            return {}
        return self._book().get((company.id, picking_type.id), {})

    @api.model
    def _group(self, code, company, picking_type):
        """Who may let pass what is stopped with this code; empty: nobody."""
        _severity, group = self._rows(company, picking_type).get(code, ("stop", None))
        return (
            self.env["res.groups"]
            .sudo()
            .browse(group if group and code not in FIXED else [])
        )

    @api.model
    def _may_allow(self, code, company, picking_type):
        """Whether this user may let pass what is stopped with this code."""
        group = self._group(code, company, picking_type)
        return bool(group) and group.id in self.env.user.all_group_ids.ids
