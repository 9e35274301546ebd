from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    udi_clearance_warning = fields.Text(compute="_compute_udi_clearance_warning")
    udi_clearance_policy = fields.Selection(related="company_id.udi_clearance_policy")

    @api.depends("order_line.udi_clearance", "order_line.udi_uncleared_why")
    def _compute_udi_clearance_warning(self):
        for order in self:
            order.udi_clearance_warning = order.order_line._udi_uncleared_text()

    def write(self, vals):
        result = super().write(vals)
        if "partner_shipping_id" in vals:
            # what was confirmed for one country may now go to another
            lines = self.filtered(lambda order: order.state == "sale").order_line
            lines.filtered(
                lambda line: line.qty_delivered < line.product_uom_qty
            )._udi_check_clearance()
        return result

    def _udi_delivery_day(self):
        """The day on which the goods arrive, as promised; else today."""
        self.ensure_one()
        if self.commitment_date:
            return self.company_id._udi_day(self.commitment_date)
        return self.company_id._udi_today()

    def _udi_delivery_country(self):
        """Of the address; a ward or a dock without one lies in its owner's country."""
        partner = (self.partner_shipping_id or self.partner_id).sudo()
        return partner.country_id or partner.commercial_partner_id.country_id
