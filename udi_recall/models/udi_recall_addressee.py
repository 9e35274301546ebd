from odoo import fields, models


class UdiRecallAddressee(models.Model):
    """One address of a consignee that is written to.

    The ship-tos pull the goods and answer, the bill-to can pass the recall on, the
    recall contact is whom the hospital named for it.
    """

    _name = "udi.recall.addressee"
    _description = "Addressee of recall notices"
    _order = "consignee_id, kind, id"
    _rec_name = "partner_id"

    consignee_id = fields.Many2one(
        "udi.recall.consignee", required=True, ondelete="cascade", index=True
    )
    recall_id = fields.Many2one(
        related="consignee_id.recall_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="consignee_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner", "Who", required=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(
        [
            ("contact", "Recall contact"),
            ("ship_to", "Delivery address"),
            ("bill_to", "Invoice address"),
        ],
        required=True,
    )
    email = fields.Char(related="partner_id.email")
    phone = fields.Char(related="partner_id.phone")
    lang = fields.Char("Language")
    must_answer = fields.Boolean(
        help="One answer is needed from each delivery address."
    )
    access_token = fields.Char(
        copy=False, readonly=True, groups="base.group_system", index="btree_not_null"
    )
    message_ids = fields.One2many("udi.recall.message", "addressee_id", "Messages")
    reply_ids = fields.One2many("udi.recall.reply", "addressee_id", "Answers")

    _consignee_partner_kind_uniq = models.Constraint(
        "UNIQUE(consignee_id, partner_id, kind)", "An address stands there once."
    )
