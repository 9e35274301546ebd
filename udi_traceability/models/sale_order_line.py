from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

SHOWN_PRODUCTS = 20


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    udi_clearance = fields.Selection(
        [("cleared", "✓ Cleared"), ("not_cleared", "⛔ Not cleared")],
        string="Clearance",
        compute="_compute_udi_clearance",
        help="May this device be sold in the country of the delivery address?",
    )
    udi_clearance_text = fields.Char(
        string="Why cleared or not", compute="_compute_udi_clearance"
    )
    udi_uncleared_why = fields.Char(compute="_compute_udi_clearance")

    @api.depends(
        "product_id",
        "order_id.partner_id",
        "order_id.partner_shipping_id.country_id",
        "order_id.commitment_date",
        "order_id.company_id.udi_clearance_policy",
    )
    @api.depends_context("lang")
    def _compute_udi_clearance(self):
        self.udi_clearance = self.udi_clearance_text = self.udi_uncleared_why = False
        for company, lines in self.grouped("company_id").items():
            if company and company.udi_clearance_policy != "off":
                lines.with_company(company)._udi_judge_clearance()

    def _udi_judge_clearance(self):
        """Read once for all lines of one company, then judge each from memory."""
        engine = self.env["udi.clearance"]
        devices = {
            product: product._udi_device_of_sale() for product in self.product_id.sudo()
        }
        judged = self.filtered(lambda line: devices.get(line.product_id.sudo()))
        if not judged:
            return
        facts = engine._facts(self.env["udi.device"].union(*devices.values()))
        licences = engine._licences(judged.order_id.partner_id.sudo())
        for line in judged:
            device = devices[line.product_id.sudo()]
            clearance = line._udi_clearance_of(device, facts[device.id], licences)
            country = line.order_id._udi_delivery_country()
            line.udi_clearance = "cleared" if clearance.cleared else "not_cleared"
            line.udi_clearance_text = engine._said(clearance, country)
            if not clearance.cleared:
                line.udi_uncleared_why = engine._why(clearance, country)[0]

    def _udi_clearance_of(self, device, facts, licences):
        """The device's answer; where that is yes, the customer's licences'."""
        engine, order = self.env["udi.clearance"], self.order_id
        country, day = order._udi_delivery_country(), order._udi_delivery_day()
        clearance = engine._decide(facts, country, day)
        if not clearance.cleared:
            return clearance
        customer = order.partner_id.sudo().commercial_partner_id
        licence = engine._licensed(licences[customer], device, country, day)
        return clearance if licence.cleared else licence

    def _udi_uncleared(self):
        return self.filtered(lambda line: line.udi_clearance == "not_cleared")

    def _udi_uncleared_text(self):
        """What is not cleared and why, a line for each reason; empty if all is."""
        products = defaultdict(list)
        for line in self._udi_uncleared():
            country = line.order_id._udi_delivery_country()
            names = products[country.name, line.udi_uncleared_why]
            if line.product_id.display_name not in names:
                names.append(line.product_id.display_name)
        return "\n".join(
            self.env._(
                "Not cleared for %(country)s: %(products)s. %(why)s",
                country=country or self.env._("this address"),
                products=self._udi_listed(names),
                why=why,
            )
            for (country, why), names in products.items()
        )

    def _udi_listed(self, names):
        listed = ", ".join(names[:SHOWN_PRODUCTS])
        if len(names) <= SHOWN_PRODUCTS:
            return listed
        return self.env._(
            "%(products)s and %(count)s more",
            products=listed,
            count=len(names) - SHOWN_PRODUCTS,
        )

    def _action_launch_stock_rule(self, *, previous_product_uom_qty=False):
        """Every road to a delivery passes here: confirming, adding, raising."""
        before = previous_product_uom_qty or {}
        self.filtered(
            lambda line: line.product_uom_qty > before.get(line.id, 0.0)
        )._udi_check_clearance()
        return super()._action_launch_stock_rule(
            previous_product_uom_qty=previous_product_uom_qty
        )

    def _udi_check_clearance(self):
        """Refuse what is not cleared, or write down that it was sold all the same."""
        # a paper may have come or gone since the order was looked at
        self.invalidate_recordset(
            ["udi_clearance", "udi_clearance_text", "udi_uncleared_why"]
        )
        for company, lines in self._udi_uncleared().grouped("company_id").items():
            text = lines._udi_uncleared_text()
            if company.udi_clearance_policy == "stop":
                raise UserError(
                    self.env._(
                        "%(text)s\nRemove the line, change the address, or ask "
                        "regulatory.",
                        text=text,
                    )
                )
            lines._udi_log_uncleared()

    def _udi_log_uncleared(self):
        self.env["udi.event"]._record(
            [
                {
                    "kind": "overridden",
                    "company_id": line.company_id.id,
                    "product_id": line.product_id.id,
                    "quantity": line.product_uom_id._compute_quantity(
                        line.product_uom_qty, line.product_id.uom_id
                    ),
                    "partner_id": line.order_id.partner_shipping_id.id,
                    "origin": line.order_id.name,
                    "reason": line._udi_uncleared_text(),
                    "res_model": line.order_id._name,
                    "res_id": line.order_id.id,
                }
                for line in self
            ]
        )
        self.order_id._message_log_batch(
            bodies={
                order.id: lines._udi_uncleared_text()
                for order, lines in self.grouped("order_id").items()
            }
        )
