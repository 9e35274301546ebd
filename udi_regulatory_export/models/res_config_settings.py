from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    udi_eudamed_environment = fields.Selection(
        related="company_id.udi_eudamed_environment", readonly=False
    )
    udi_eudamed_version_playground = fields.Char(
        related="company_id.udi_eudamed_version_playground", readonly=False
    )
    udi_eudamed_version_production = fields.Char(
        related="company_id.udi_eudamed_version_production", readonly=False
    )
    udi_nmpa_upload_type = fields.Char(
        related="company_id.udi_nmpa_upload_type", readonly=False
    )
