from odoo import api, fields, models


class UdiMaCode(models.Model):
    """A code of the issuer of MA. Its platform makes them; we only hand them out."""

    _name = "udi.ma.code"
    _description = "MA Code of the Issuer"
    _order = "id"
    _rec_name = "code"
    _check_company_auto = True

    code = fields.Char(required=True, readonly=True)
    note = fields.Char(string="As listed", help="What the list says beside the code.")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    is_taken = fields.Boolean(
        string="Taken", compute="_compute_is_taken", search="_search_is_taken"
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "This MA code is on the list already."
    )

    def _compute_is_taken(self):
        given = self.env["udi.di.given"].sudo()
        rows = given.search(
            [("issuing_agency", "=", "ma"), ("code", "in", self.mapped("code"))]
        )
        taken = set(rows.mapped("code"))
        for entry in self:
            entry.is_taken = entry.code in taken

    @api.model
    def _search_is_taken(self, operator, value):
        if operator != "in":
            return NotImplemented
        given = self.env["udi.di.given"].sudo()._search([("issuing_agency", "=", "ma")])
        return [("code", "in" if True in value else "not in", given.subselect("code"))]
