from odoo import fields, models


class ResPartner(models.Model):
    """What a customer showed us that lets them buy devices."""

    _inherit = "res.partner"

    udi_licence_ids = fields.One2many(
        "udi.certificate",
        "holder_id",
        string="Licences",
        domain=[("is_licence", "=", True)],
        groups="udi_traceability.group_udi_user",
    )
