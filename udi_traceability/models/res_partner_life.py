from odoo import fields, models


class ResPartner(models.Model):
    """How long goods must last when they arrive."""

    _inherit = "res.partner"

    udi_min_life_days = fields.Integer(
        string="Least days of life",
        help="Devices that expire sooner are not delivered here. 0: as its company, "
        "and any day of life will do if that has none either.",
    )

    _udi_min_life_days_positive = models.Constraint(
        "CHECK(udi_min_life_days >= 0)", "Least days of life are 0 or more."
    )

    def _udi_life_days(self):
        """Days of life that this address asks for, or its owner."""
        partner = self.sudo()
        return partner.udi_min_life_days or (
            partner.commercial_partner_id.udi_min_life_days
        )
