from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.clearance import Paper
from ..tools.registration_number import canonical, problem, said
from .udi_certificate_kind import (
    CERTIFICATE_KINDS,
    CERTIFICATE_STATUS,
    LICENCES,
    NOTIFIED_BODY_KINDS,
)


class UdiCertificate(models.Model):
    """One paper that lets a device be sold, or lets a customer buy it."""

    _name = "udi.certificate"
    _description = "Certificate, Approval or Registration"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "valid_to, number"
    _rec_name = "number"
    _rec_names_search = ["number", "holder_id.name"]
    _check_company_auto = True

    kind = fields.Selection(CERTIFICATE_KINDS, required=True, tracking=True)
    is_licence = fields.Boolean(
        string="Licence of a customer",
        compute="_compute_is_licence",
        store=True,
        index=True,
    )
    by_notified_body = fields.Boolean(compute="_compute_by_notified_body")
    number = fields.Char(required=True, tracking=True)
    number_meaning = fields.Char(
        string="Number says", compute="_compute_number_meaning"
    )
    revision = fields.Char(
        string="Revision or supplement",
        tracking=True,
        help="Of a PMA: three digits, one paper for each supplement.",
    )
    notified_body_id = fields.Many2one("res.partner", check_company=True, tracking=True)
    holder_id = fields.Many2one(
        "res.partner", check_company=True, tracking=True, index="btree_not_null"
    )
    scope = fields.Selection(
        [
            ("listed", "The devices and families listed here"),
            ("all", "All devices of the holder"),
        ],
        string="Covers",
        required=True,
        default="listed",
        tracking=True,
        help="A licence: all devices, or those listed.",
    )
    scope_text = fields.Text(string="Scope as printed", tracking=True)
    country_ids = fields.Many2many(
        "res.country",
        string="Also valid in",
        tracking=True,
        help="Countries that take this paper besides those whose law it follows.",
    )
    issue_date = fields.Date(string="Issued on", tracking=True)
    valid_from = fields.Date(tracking=True)
    valid_to = fields.Date(
        tracking=True,
        help="The last day, as the law has it now: a transition period counts too.",
    )
    status = fields.Selection(
        CERTIFICATE_STATUS,
        tracking=True,
        help="What its issuer decided last.",
    )
    decision_date = fields.Date(string="Decided on", tracking=True)
    applicable_from = fields.Date(string="Decision applies from", tracking=True)
    document = fields.Binary(string="File", attachment=True)
    document_name = fields.Char(string="File name")
    device_ids = fields.Many2many("udi.device", string="Devices", check_company=True)
    basic_udi_ids = fields.Many2many(
        "udi.basic.udi", string="Families", check_company=True
    )
    licence_device_ids = fields.Many2many(
        "udi.device",
        "udi_certificate_licence_device_rel",
        string="Devices of the licence",
        check_company=True,
    )
    company_id = fields.Many2one("res.company", index="btree_not_null")
    validity = fields.Selection(
        [
            ("good", "Valid"),
            ("ending", "Ending soon"),
            ("paper_not_begun", "Not yet valid"),
            ("paper_ended", "Ended"),
            ("paper_suspended", "Suspended"),
            ("paper_withdrawn", "Withdrawn"),
            ("paper_cancelled", "Cancelled"),
        ],
        compute="_compute_validity",
    )

    _dates_ordered = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "The certificate ends before it begins. Change one of the two dates.",
    )

    @api.depends("kind")
    def _compute_is_licence(self):
        for certificate in self:
            certificate.is_licence = certificate.kind in LICENCES

    @api.depends("kind")
    def _compute_by_notified_body(self):
        for certificate in self:
            certificate.by_notified_body = certificate.kind in NOTIFIED_BODY_KINDS

    @api.depends("kind", "number")
    @api.depends_context("lang")
    def _compute_number_meaning(self):
        routes = {
            "domestic": self.env._("made in China"),
            "imported": self.env._("imported"),
            "hk_macao_taiwan": self.env._("Hong Kong, Macao or Taiwan"),
        }
        for certificate in self:
            told = certificate.kind == "cn_registration" and said(
                certificate.number or ""
            )
            certificate.number_meaning = told and self.env._(
                "%(route)s, class %(risk)s, catalogue %(catalogue)s, of %(year)s",
                route=routes[told.route],
                risk=told.risk,
                catalogue=told.catalogue,
                year=str(told.year),
            )

    @api.depends(
        "valid_from",
        "valid_to",
        "status",
        "decision_date",
        "applicable_from",
        "remind_days",
    )
    @api.depends_context("company")
    def _compute_validity(self):
        today = self.env.company._udi_today()
        for certificate in self:
            paper = certificate._paper()
            state = paper.state(today)
            left = (paper.last - today).days
            soon = state == "good" and left <= certificate.remind_days
            certificate.validity = "ending" if soon else state

    @api.depends("number", "revision")
    def _compute_display_name(self):
        for certificate in self:
            parts = (certificate.number, certificate.revision)
            certificate.display_name = " ".join(part for part in parts if part)

    @api.constrains("kind", "number")
    def _check_number(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for certificate in self:
            wrong = problem(certificate.kind, certificate.number)
            if wrong:
                raise ValidationError(
                    self.env._(
                        "Number “%(number)s”: %(kind)s has another form. Write it "
                        "like %(example)s, or choose another kind.",
                        number=wrong.found,
                        kind=kinds[certificate.kind],
                        example=wrong.expected,
                    )
                )

    @api.constrains("kind", "scope", "holder_id", "country_ids")
    def _check_complete(self):
        for certificate in self:
            problem_text = certificate._lacking()
            if problem_text:
                raise ValidationError(
                    self.env._(
                        "%(number)s: %(problem)s",
                        number=certificate.number,
                        problem=problem_text,
                    )
                )

    def _lacking(self):
        if self.is_licence and not self.holder_id:
            return self.env._("“Holder” is empty. Choose the customer.")
        if self.scope == "all" and not self.holder_id:
            return self.env._(
                "it covers all devices of its holder, and “Holder” is empty. Choose "
                "the holder."
            )
        if self.kind == "registration" and not self.country_ids:
            return self.env._("“Valid in” is empty. Choose the countries.")
        return ""

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._canonical(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._canonical(vals))

    @api.model
    def _canonical(self, vals):
        """Full-width characters, blanks and small letters are spelling only."""
        if not vals.get("number") and not vals.get("revision"):
            return vals
        kind = vals.get("kind", self[:1].kind)
        number = vals.get("number", self[:1].number) or ""
        revision = vals.get("revision") or ""
        number, revision = canonical(kind, number, revision)
        vals = dict(vals, number=number)
        if revision:
            vals["revision"] = revision
        return vals

    def _paper(self):
        """What clearance needs of it, as a plain value."""
        self.ensure_one()
        return Paper(
            key=self.id,
            kind=self.kind or "",
            countries=frozenset(self.country_ids.mapped("code")),
            valid_from=self.valid_from or None,
            valid_to=self.valid_to or None,
            status=self.status or "",
            status_from=self.applicable_from or self.decision_date or None,
        )
