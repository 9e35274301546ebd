from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

OFFERS = [("replacement", "Replacement"), ("credit", "Credit note")]


class UdiRecallConsignee(models.Model):
    """What a customer gets for recalled goods: a draft for those who decide on it."""

    _inherit = "udi.recall.consignee"

    offer = fields.Selection(OFFERS, "Offered", readonly=True, copy=False)
    offer_ref = fields.Reference(
        lambda self: [
            (name, self.env[name]._description)
            for name in ("sale.order", "account.move")
            if name in self.env
        ],
        "Draft",
        readonly=True,
        copy=False,
    )

    def action_offer_replacement(self):
        return self._offer("replacement", "sale.order", self._order_values)

    def action_offer_credit(self):
        return self._offer("credit", "account.move", self._credit_values)

    def _offer(self, offer, model, values):
        """A draft where this person may make one, else a task for who runs it."""
        self.ensure_one()
        recall = self.recall_id
        recall._check_manager()
        recall._check_state("running", "reconciling", "completed")
        if not recall._real():
            raise UserError(
                self.env._("%(recall)s is a drill: offer nothing.", recall=recall.name)
            )
        if self.offer:
            raise UserError(
                self.env._(
                    "%(customer)s was offered one already: %(offer)s.",
                    customer=self.partner_id.display_name,
                    offer=dict(self._fields["offer"]._description_selection(self.env))[
                        self.offer
                    ],
                )
            )
        lots = self._to_make_good()
        if model in self.env and self.env[model].has_access("create"):
            draft = self.env[model].create(values(lots))
            self.sudo().write({"offer": offer, "offer_ref": f"{model},{draft.id}"})
            return {
                "type": "ir.actions.act_window",
                "res_model": model,
                "res_id": draft.id,
                "views": [(False, "form")],
            }
        self.sudo().offer = offer
        self._offer_task(offer, lots)
        return True

    def _to_make_good(self):
        """Units by product that did not serve them: all but what they used."""
        rows = self.env["udi.recall.balance"].sudo()
        groups = rows._read_group(
            [("consignee_id", "=", self.id), ("recall_id", "=", self.recall_id.id)],
            ["product_id"],
            ["asked:sum", "used:sum", "passed_on:sum"],
        )
        units = {product: asked - used - on for product, asked, used, on in groups}
        units = {product: each for product, each in units.items() if each > 0}
        if not units:
            raise UserError(
                self.env._(
                    "%(customer)s used or passed on everything: nothing to make good.",
                    customer=self.partner_id.display_name,
                )
            )
        return units

    def _order_values(self, units):
        return {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "client_order_ref": self.recall_id.name,
            "origin": self.recall_id.name,
            "order_line": [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": quantity,
                        "price_unit": 0.0,
                    }
                )
                for product, quantity in units.items()
            ],
        }

    def _credit_values(self, units):
        return {
            "move_type": "out_refund",
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "ref": self.recall_id.name,
            "invoice_line_ids": [
                Command.create({"product_id": product.id, "quantity": quantity})
                for product, quantity in units.items()
            ],
        }

    def _offer_task(self, offer, units):
        number = self.env["udi.finding"]._number
        goods = ", ".join(
            f"{number(quantity)} {product.display_name}"
            for product, quantity in units.items()
        )
        offers = dict(self._fields["offer"]._description_selection(self.env))
        self.recall_id.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._(
                "%(offer)s for %(customer)s: %(goods)s",
                offer=offers[offer],
                customer=self.partner_id.display_name,
                goods=goods,
            ),
            user_id=self.recall_id.responsible_id.id or self.env.uid,
        )
