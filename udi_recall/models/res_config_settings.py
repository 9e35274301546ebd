from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    udi_recall_reminder_days = fields.Integer(
        related="company_id.udi_recall_reminder_days", readonly=False
    )
    udi_recall_hours = fields.Char(
        related="company_id.udi_recall_hours", readonly=False
    )
