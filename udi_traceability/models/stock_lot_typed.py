from odoo import api, models

from ..tools import UdiError, parse

# A DI and an identifier: nothing shorter is a whole UDI
SHORTEST = 16


class StockLot(models.Model):
    """A whole UDI that is typed or pasted as the number of a lot is read as one."""

    _inherit = "stock.lot"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._udi_typed(vals) for vals in vals_list])

    @api.onchange("name", "product_id")
    def _onchange_udi_typed(self):
        read = self._udi_read_typed(self.name, self.product_id)
        if read:
            self.update(read)

    @api.model
    def _udi_typed(self, vals):
        product = self.env["product.product"].browse(vals.get("product_id"))
        read = self._udi_read_typed(vals.get("name"), product)
        if not read:
            return vals
        # the usual shelf life would be a guess beside a label that was read
        rest = {name: vals[name] for name in vals if name != "expiration_date"}
        return {**read, **rest, "name": read["name"]}

    def _udi_read_typed(self, text, product):
        """Values of a lot of this product from the text of its label, or nothing."""
        if not text or len(text) < SHORTEST or not product.sudo().udi_device_ids:
            return {}
        company = self.env.company
        try:
            udi = parse(
                text.strip(),
                as_of=company._udi_today(),
                separators=company._udi_separators(),
            )
        except UdiError:
            return {}
        number = udi.serial if product.tracking == "serial" else udi.lot
        dis = self.env["udi.di"].sudo()._find(udi) if udi.di and number else None
        di = dis and dis.filtered(lambda di: di.device_id.product_id == product)
        if not di:
            return {}
        return {
            "name": number,
            "udi_di_id": self.env["udi.scan"]._unit_di(di[:1]).id,
            **self.env["udi.scan"]._label_vals(udi),
        }
