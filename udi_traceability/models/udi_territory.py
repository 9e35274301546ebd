from collections import defaultdict

from odoo import api, fields, models

from ..tools.territory import Territory


class UdiTerritory(models.Model):
    """Where a dealer may sell, what, and how long."""

    _name = "udi.territory"
    _description = "Territory of Dealers"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        default=lambda self: self.env.company,
        help="Empty: all companies.",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Dealers",
        required=True,
        check_company=True,
        domain=[("is_company", "=", True)],
    )
    country_ids = fields.Many2many("res.country", string="Countries", required=True)
    product_ids = fields.Many2many(
        "product.product", string="Products", check_company=True
    )
    brands = fields.Char(help="Brand names, separated by commas.")
    covers = fields.Char(string="For", compute="_compute_covers")
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="To", help="The last day.")

    _dates_ordered = models.Constraint(
        "CHECK(date_from IS NULL OR date_to IS NULL OR date_to >= date_from)",
        "The territory ends before it begins. Change one of the two dates.",
    )

    @api.depends("product_ids", "brands")
    @api.depends_context("lang")
    def _compute_covers(self):
        for territory in self:
            names = [territory.brands] if territory.brands else []
            names += territory.product_ids.mapped("display_name")
            territory.covers = ", ".join(names) or self.env._("all devices")

    def _territory(self):
        """What the judgement needs of it, as a plain value."""
        self.ensure_one()
        brands = (self.brands or "").split(",")
        return Territory(
            countries=frozenset(self.country_ids.mapped("code")),
            products=frozenset(self.product_ids.ids),
            brands=frozenset(filter(None, (b.strip().casefold() for b in brands))),
            start=self.date_from or None,
            end=self.date_to or None,
        )

    @api.model
    def _of_dealers(self, partners, company):
        """Commercial partner -> the `Territory` values that it has, in one read."""
        dealers = partners.commercial_partner_id
        by_dealer = defaultdict(list)
        if not dealers:
            return by_dealer
        for territory in self.sudo().search(
            [
                ("partner_ids", "any", [("commercial_partner_id", "in", dealers.ids)]),
                ("company_id", "in", (False, company.id)),
            ]
        ):
            value = territory._territory()
            for dealer in territory.partner_ids.commercial_partner_id & dealers:
                by_dealer[dealer].append(value)
        return by_dealer
