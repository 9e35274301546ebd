from odoo import fields, models


class UdiRecallIncoming(models.Model):
    """A recall that a maker sent to us as their dealer: a line of the register.

    Importers and distributors keep one (MDR 13(6), 14(5)).
    """

    _name = "udi.recall.incoming"
    _description = "Incoming recall"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "received_at desc, id desc"

    name = fields.Char("Maker's number", required=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
    )
    maker_id = fields.Many2one(
        "res.partner", "From which maker", ondelete="restrict", index=True
    )
    title = fields.Char()
    version = fields.Integer(default=1)
    received_at = fields.Datetime(
        "Received", required=True, default=lambda self: fields.Datetime.now()
    )
    reply_by = fields.Date("Answer by")
    reason_text = fields.Text("What is wrong")
    instructions = fields.Text("What to do")
    state = fields.Selection(
        [
            ("new", "New"),
            ("matched", "Stock and customers found"),
            ("running", "Customers told"),
            ("answered", "Answered"),
        ],
        required=True,
        readonly=True,
        default="new",
        tracking=True,
    )
    recall_id = fields.Many2one(
        "udi.recall",
        "Our recall",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    answered_at = fields.Datetime("Answered", readonly=True)
