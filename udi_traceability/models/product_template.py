from odoo import api, fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    udi_device_count = fields.Integer(
        compute="_compute_udi_device_count", groups="base.group_user"
    )

    @api.depends("product_variant_ids.udi_device_ids")
    def _compute_udi_device_count(self):
        for template in self:
            template.udi_device_count = len(template.product_variant_ids.udi_device_ids)

    def action_open_udi_devices(self):
        return self.product_variant_ids.action_open_udi_devices()
