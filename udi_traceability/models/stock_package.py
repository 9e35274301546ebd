from odoo import fields, models
from odoo.exceptions import UserError


class StockPackage(models.Model):
    _inherit = "stock.package"

    udi_sscc = fields.Char(
        string="SSCC",
        readonly=True,
        copy=False,
        help="Given with its first label. A package named by an SSCC keeps that one.",
    )

    _udi_sscc_uniq = models.UniqueIndex(
        "(udi_sscc) WHERE udi_sscc IS NOT NULL",
        "Another package has this SSCC already.",
    )

    def write(self, vals):
        """Into another package and out of it: told, whoever writes it."""
        if "parent_package_id" not in vals:
            return super().write(vals)
        before = {package: package.parent_package_id.id for package in self}
        result = super().write(vals)
        self.env["udi.event"]._record_nesting(
            [
                (package.id, parent or None, package.parent_package_id.id or None)
                for package, parent in before.items()
                if parent != package.parent_package_id.id
            ]
        )
        return result

    def action_udi_print(self):
        return self.env["udi.label.print"]._action_open(self)

    def _udi_sscc(self):
        """The number on the label of this package: its name, if that is one."""
        self.ensure_one()
        return self.name if self.valid_sscc else self.udi_sscc or ""

    def _of_sscc(self, codes):
        """SSCC -> package that bears it, as name or as number of ours."""
        packages = self.search(["|", ("udi_sscc", "in", codes), ("name", "in", codes)])
        borne = {package.name: package for package in packages}
        borne.update((package.udi_sscc, package) for package in packages)
        return {code: borne[code] for code in codes if code in borne}

    def _udi_give_sscc(self, company):
        """Number those that have no SSCC yet; one update for all of them."""
        bare = self.filtered(lambda package: not package._udi_sscc())
        if not bare:
            return
        prefix = self.env["udi.gtin.prefix"]._of_company(company)
        if not prefix:
            raise UserError(
                self.env._(
                    "%(package)s has no SSCC, and %(company)s no GS1 Company Prefix. "
                    "Enter it under Configuration ▸ GTIN prefixes.",
                    package=bare[0].name,
                    company=company.name,
                )
            )
        codes = prefix._take_sscc(len(bare))
        for package, code in zip(bare.sudo(), codes, strict=True):
            package.udi_sscc = code
        bare.sudo().flush_recordset(["udi_sscc"])
