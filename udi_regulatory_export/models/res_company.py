from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    udi_eudamed_environment = fields.Selection(
        [("playground", "Playground"), ("production", "Production")],
        string="EUDAMED environment",
        default="playground",
        required=True,
        help="The two environments take different schema versions.",
    )
    udi_eudamed_version_playground = fields.Char(
        string="EUDAMED schema version (Playground)",
        help="As the current schema package says, for example 3.0.30.",
    )
    udi_eudamed_version_production = fields.Char(
        string="EUDAMED schema version (Production)"
    )
    udi_eudamed_version = fields.Char(
        string="EUDAMED schema version", compute="_compute_udi_eudamed_version"
    )
    udi_nmpa_upload_type = fields.Char(
        string="NMPA kind of upload",
        help="The authority's code for a first declaration; the values are told with "
        "the access to its interface.",
    )

    @api.depends(
        "udi_eudamed_environment",
        "udi_eudamed_version_playground",
        "udi_eudamed_version_production",
    )
    def _compute_udi_eudamed_version(self):
        for company in self:
            environment = company.udi_eudamed_environment
            company.udi_eudamed_version = company[f"udi_eudamed_version_{environment}"]
