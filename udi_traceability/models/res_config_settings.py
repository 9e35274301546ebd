from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    udi_clearance_policy = fields.Selection(
        related="company_id.udi_clearance_policy", readonly=False, required=True
    )
    udi_certificate_days = fields.Integer(
        related="company_id.udi_certificate_days", readonly=False
    )
    udi_licence_country_ids = fields.Many2many(
        related="company_id.udi_licence_country_ids", readonly=False
    )
    udi_near_expiry_days = fields.Integer(
        related="company_id.udi_near_expiry_days", readonly=False
    )
