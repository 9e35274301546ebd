from odoo import api, fields, models


class ProductProduct(models.Model):
    _inherit = "product.product"

    udi_device_ids = fields.One2many(
        "udi.device", "product_id", string="UDI devices", groups="base.group_user"
    )
    udi_device_id = fields.Many2one(
        "udi.device",
        string="UDI device",
        compute="_compute_udi_device_id",
        groups="base.group_user",
        help="The active device of this product.",
    )

    @api.depends("udi_device_ids.state")
    def _compute_udi_device_id(self):
        for product in self:
            product.udi_device_id = product.udi_device_ids.filtered(
                lambda device: device.state == "active"
            )

    def _udi_device_of_sale(self):
        """The device a sale of this product stands for: the active one, else the last.

        A product that has devices, none of them active, is a device all the same.
        """
        self.ensure_one()
        devices = self.sudo().udi_device_ids
        active = devices.filtered(lambda device: device.state == "active")
        return active or devices.sorted("id")[-1:]

    def action_open_udi_devices(self):
        """The one device, the list of all versions, or a new one to fill in."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.udi_device_action"
        )
        devices = self.udi_device_ids
        if len(devices) > 1:
            return dict(action, domain=[("id", "in", devices.ids)])
        context = {"default_product_id": self.id if len(self) == 1 else False}
        return dict(action, res_id=devices.id, views=[(False, "form")], context=context)
