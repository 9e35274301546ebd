from odoo import api, fields, models
from odoo.fields import Domain


class StockPackage(models.Model):
    """What lies in a package, and what a worker is putting into it."""

    _inherit = "stock.package"

    udi_filled_on_id = fields.Many2one(
        "stock.picking",
        string="Being filled on",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    udi_filled_by_id = fields.Many2one(
        "res.users", string="Being filled by", readonly=True, copy=False
    )
    udi_label_qty = fields.Float(
        string="Units on its label",
        digits="Product Unit",
        readonly=True,
        copy=False,
        help="What its label states; nothing where the label does not say.",
    )
    udi_sealed_why = fields.Char(
        string="Why the count differs", readonly=True, copy=False
    )

    @api.model
    def _udi_being_filled(self, picking):
        """The package into which this person's scans on this transfer go."""
        return self.search(
            [
                ("udi_filled_on_id", "=", picking.id),
                ("udi_filled_by_id", "=", self.env.uid),
            ],
            limit=1,
        )

    @api.model
    def _udi_named(self, code, picking=None):
        """The packages that bear a code: as SSCC or as name, nearest first.

        Names are not unique: one that lies where the transfer takes from, or is
        being filled there, is meant before any other.
        """
        packages = self.search(
            Domain("udi_sscc", "=", code) | Domain("name", "=", code)
        )
        if picking is None or len(packages) < 2:
            return packages
        here = packages.filtered(
            lambda package: (
                package.udi_filled_on_id == picking
                or package.location_id
                and package.location_id._child_of(picking.location_id)
            )
        )
        return here or packages

    def _udi_content(self):
        """The quants in these packages and in those inside them; one query."""
        return self.env["stock.quant"].search(
            [("package_id", "child_of", self.ids), ("quantity", ">", 0)],
            order="package_id, product_id, lot_id, id",
        )

    def _udi_fill(self, picking, stated=None):
        """From now on what this person scans on this transfer goes in here."""
        self.ensure_one()
        self._udi_being_filled(picking)._udi_seal()
        self.sudo().write(
            {
                "udi_filled_on_id": picking.id,
                "udi_filled_by_id": self.env.uid,
                "udi_label_qty": stated or 0,
            }
        )

    def _udi_seal(self, why=False):
        self.sudo().write(
            {"udi_filled_on_id": False, "udi_filled_by_id": False}
            | ({"udi_sealed_why": why} if why else {})
        )

    def _udi_lines_on(self, picking):
        """The lines of a transfer whose goods end up in these packages."""
        return self.env["stock.move.line"].search(
            [("picking_id", "=", picking.id), ("result_package_id", "in", self.ids)]
        )

    def _udi_units_on(self, picking):
        lines = self._udi_lines_on(picking)
        return sum(lines.mapped("quantity_product_uom"))

    @api.model
    def _udi_make(self, company, sscc=None):
        """A new package: with the SSCC on its label, else with one of ours.

        Without a company prefix it is known by its name alone.
        """
        if sscc:
            return self.create({"name": sscc, "udi_sscc": sscc})
        return self._udi_make_cases(company, 1)

    @api.model
    def _udi_make_cases(self, company, count, stated=0):
        packages = self.create([{"udi_label_qty": stated} for _case in range(count)])
        if self.env["udi.gtin.prefix"]._of_company(company):
            packages._udi_give_sscc(company)
        return packages

    def _udi_forget_empty(self):
        """What was made for a scan that is taken back; never what has goods in it."""
        used = self.env["stock.move.line"].search(
            ["|", ("package_id", "in", self.ids), ("result_package_id", "in", self.ids)]
        )
        told = self.env["udi.event"].sudo().search([("package_id", "in", self.ids)])
        kept = used.package_id | used.result_package_id | told.package_id
        bare = self.filtered(lambda package: not package.contained_quant_ids)
        (bare - kept).sudo().unlink()

    def _udi_listed(self):
        """Their names for a sentence: a few, then how many more."""
        named = ", ".join(self[:3].mapped("name"))
        more = len(self) - 3
        if more <= 0:
            return named
        return self.env._("%(names)s and %(more)s more", names=named, more=more)
