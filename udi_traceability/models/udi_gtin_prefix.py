from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..tools import UdiError
from ..tools.container import capacity, sscc

DIGITS = [(str(digit), str(digit)) for digit in range(10)]


class UdiGtinPrefix(models.Model):
    """A company prefix that GS1 lent, and what was numbered with it."""

    _name = "udi.gtin.prefix"
    _description = "GS1 Company Prefix"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(
        string="GS1 Company Prefix", required=True, help="4 to 12 digits, as issued."
    )
    sequence = fields.Integer(default=10, help="The first one numbers new packages.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    sscc_extension = fields.Selection(
        DIGITS,
        string="Extension digit of packages",
        required=True,
        default="0",
        help="A free digit that makes ten times as many SSCC.",
    )
    sscc_next = fields.Integer(
        string="Next package number",
        required=True,
        default=1,
        help="Raise it if another system numbered packages before.",
    )

    _name_uniq = models.Constraint(
        "UNIQUE(name)", "This GS1 Company Prefix is on the list already."
    )

    @api.constrains("name", "sscc_next")
    def _check_name(self):
        for prefix in self:
            try:
                most = capacity(prefix.name)
            except UdiError as error:
                raise ValidationError(
                    self.env._(
                        "GS1 Company Prefix %(prefix)s: it has 4 to 12 digits and "
                        "nothing else. Copy it from your GS1 contract.",
                        prefix=prefix.name,
                    )
                ) from error
            if not 0 <= prefix.sscc_next <= most:
                raise ValidationError(
                    self.env._(
                        "Next package number %(number)s: prefix %(prefix)s has room "
                        "for 0 to %(last)s. Choose another extension digit.",
                        number=prefix.sscc_next,
                        prefix=prefix.name,
                        last=most - 1,
                    )
                )

    @api.model
    def _of_company(self, company):
        """The prefix that numbers the packages of a company, or none."""
        return self.sudo().search([("company_id", "=", company.id)], limit=1)

    def _coming_sscc(self):
        """The number the next package would get; nothing is taken."""
        self.ensure_one()
        number = min(self.sscc_next, capacity(self.name) - 1)
        return sscc(self.name, number, self.sscc_extension)

    def _take_sscc(self, count):
        """That many new container numbers, none given before.

        The row is locked till the transaction ends: two people never get the same
        one, and nobody gets one that was rolled back. GS1 General Specifications
        4.3.2.2 lets none return within a year; here none ever does.
        """
        self.ensure_one()
        taken = []
        while len(taken) < count:
            codes = self._count_on(count - len(taken))
            used = self.env["stock.package"].sudo()._of_sscc(codes)
            taken += [code for code in codes if code not in used]
        return taken

    def _count_on(self, count):
        """The next numbers, also those that another system gave already."""
        self.flush_recordset(["sscc_next", "sscc_extension", "name"])
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE udi_gtin_prefix SET sscc_next = sscc_next + %(count)s
                 WHERE id = %(id)s AND sscc_next + %(count)s <= %(most)s
                RETURNING sscc_next, sscc_extension
                """,
                count=count,
                id=self.id,
                most=capacity(self.name),
            )
        )
        self.invalidate_recordset(["sscc_next"])
        if not rows:
            raise UserError(
                self.env._(
                    "Prefix %(prefix)s has room for fewer than %(count)s more packages "
                    "with extension digit %(digit)s. Choose the next digit.",
                    prefix=self.name,
                    count=count,
                    digit=self.sscc_extension,
                )
            )
        [(end, extension)] = rows
        return [sscc(self.name, n, extension) for n in range(end - count, end)]
