from odoo import api, models
from odoo.exceptions import UserError

DRIVING = ("pi_lot", "pi_serial", "pi_expiration_date", "product_id")


class UdiDevice(models.Model):
    """What the label carries decides how Odoo tracks the product."""

    _inherit = "udi.device"

    @api.onchange("product_id")
    def _onchange_product_id(self):
        if self.product_id:
            self.pi_serial = self.product_id.tracking == "serial"
            self.pi_lot = self.product_id.tracking == "lot"
            self.pi_expiration_date = self.product_id.use_expiration_date

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(DRIVING):
            self.filtered(lambda device: device.state == "active")._drive_product()
        return result

    def _drive_product(self):
        """Officers may not edit products, yet their devices decide this much."""
        wanted = {}
        for device in self.sudo():
            vals = device._wanted_of_product()
            if vals:
                wanted[device] = vals
        tracked = [device for device, vals in wanted.items() if "tracking" in vals]
        stocked = self._in_stock(tracked)
        for device, vals in wanted.items():
            product = device.product_id
            if "tracking" in vals and product.product_tmpl_id in stocked:
                raise UserError(device._stocked_untracked(vals["tracking"]))
            product.write(vals)
            product._message_log(
                body=self.env._(
                    "Tracking and expiry follow the label of the device %(device)s.",
                    device=device.name,
                )
            )

    def _wanted_of_product(self):
        product, vals = self.product_id, {}
        if not product:
            return vals
        if self.pi_serial and product.tracking != "serial":
            vals = {"is_storable": True, "tracking": "serial"}
        elif self.pi_lot and product.tracking == "none":
            vals = {"is_storable": True, "tracking": "lot"}
        if self.pi_expiration_date and not product.use_expiration_date:
            vals["use_expiration_date"] = True
        return vals

    def _in_stock(self, devices):
        """Templates of these devices that lie somewhere: all their variants count."""
        templates = self.env["product.template"].union(
            *(device.product_id.product_tmpl_id for device in devices)
        )
        if not templates:
            return templates
        grouped = (
            self.env["stock.quant"]
            .sudo()
            ._read_group(
                [
                    ("product_id.product_tmpl_id", "in", templates.ids),
                    ("location_id.usage", "in", ("internal", "transit")),
                    ("quantity", "!=", 0),
                ],
                ["product_id"],
            )
        )
        return templates.browse().union(*(p.product_tmpl_id for (p,) in grouped))

    def _stocked_untracked(self, tracking):
        if tracking == "serial":
            problem = self.env._("its label carries a serial number")
        else:
            problem = self.env._("its label carries a lot number")
        return self.env._(
            "%(device)s: %(problem)s, but %(product)s lies in stock without. Take it "
            "out of stock first, or choose another product.",
            device=self.name,
            problem=problem,
            product=self.product_id.display_name,
        )
