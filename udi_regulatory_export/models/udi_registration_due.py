from odoo import fields, models


class UdiRegistration(models.Model):
    """Until when a regulator must have the device, and why then."""

    _inherit = "udi.registration"

    due_date = fields.Date("Due", readonly=True, copy=False, index=True)
    due_reason = fields.Char(
        "Why then", readonly=True, copy=False, help="The law or the setting behind it."
    )
    due_band = fields.Selection(
        [
            ("late", "Late"),
            ("soon", "Within 30 days"),
            ("later", "Later"),
            ("none", "No date"),
        ],
        string="Lateness",
        default="none",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
