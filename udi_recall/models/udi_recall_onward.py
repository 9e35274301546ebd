from odoo import fields, models


class UdiRecallOnward(models.Model):
    """To whom a consignee passed units on, as they told us."""

    _name = "udi.recall.onward"
    _description = "Onward consignee"
    _order = "reply_id, id"

    reply_id = fields.Many2one(
        "udi.recall.reply", required=True, ondelete="cascade", index=True
    )
    recall_id = fields.Many2one(related="reply_id.recall_id", store=True, index=True)
    company_id = fields.Many2one(related="reply_id.company_id", store=True, index=True)
    name = fields.Char(required=True)
    street = fields.Char()
    city = fields.Char()
    country_id = fields.Many2one("res.country", ondelete="restrict")
    contact = fields.Char()
    email = fields.Char()
    phone = fields.Char()
    consignee_line_id = fields.Many2one(
        "udi.recall.consignee.line",
        "Lot",
        required=True,
        ondelete="restrict",
        index=True,
    )
    quantity = fields.Float(digits="Product Unit")
    passed_on = fields.Date("When")
    informed_on = fields.Date("Told them on")
    child_id = fields.Many2one(
        "udi.recall.consignee",
        "As consignee",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
