from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.check_digit import gtin_is_valid, gtin_spellings


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

    @api.constrains("barcode")
    def _check_udi_barcode(self):
        self.env["udi.di"]._check_barcode_owner(
            {product.barcode: product for product in self if product.barcode}
        )

    def write(self, vals):
        if "barcode" not in vals:
            return super().write(vals)
        before = {product: product._udi_barcode_di() for product in self}
        result = super().write(vals)
        for product, di in before.items():
            if di and product.barcode not in gtin_spellings(di.code):
                product._udi_rename(di)
        self._udi_draft()._take_product_barcode()
        return result

    def _udi_draft(self):
        """The newest device in the making, of products that have none in use."""
        open_products = self.sudo().filtered(lambda product: not product.udi_device_id)
        drafts = self.env["udi.device"]
        for product in open_products:
            drafts |= product.udi_device_ids.filtered(
                lambda device: device.state in ("draft", "review")
            ).sorted("id")[-1:]
        return drafts.sudo(False)

    def _udi_barcode_di(self):
        """The DI that is the bar code of this product, in use or in the making."""
        device = self.sudo().udi_device_id or self._udi_draft().sudo()
        di = device.primary_di_id
        if di.issuing_agency == "gs1" and self.barcode in gtin_spellings(di.code):
            return di
        return di.browse()

    def _udi_rename(self, di):
        """A new bar code is a new DI: a draft takes it, a device in use does not."""
        draft = di.device_id.state in ("draft", "review")
        if draft and (not self.barcode or not gtin_is_valid(self.barcode)):
            return
        if draft:
            code, mine = self.barcode, di.sudo(False)
            if mine.has_access("write"):
                mine.write({"code": code, "gtin_format": str(len(code))})
            return
        raise ValidationError(
            self.env._(
                "%(product)s: its bar code %(code)s is the DI of %(device)s, which is "
                "in use. Another DI is another device: start a new version of it.",
                product=self.display_name,
                code=di.code,
                device=di.device_id.name,
            )
        )

    def _udi_takes_barcode(self, di):
        """True if this product has no bar code, or that of an older device."""
        if not self or not self.barcode:
            return bool(self)
        older = self.sudo().udi_device_ids.primary_di_id - di
        codes = older.filtered(lambda each: each.issuing_agency == "gs1").mapped("code")
        return self.barcode.zfill(14) in codes
