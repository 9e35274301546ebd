from odoo import api, fields, models

from ..tools.regions import REGIONS, region_of


class UdiRecallConsignee(models.Model):
    """One customer who still has recalled goods, with the notice prepared for them."""

    _name = "udi.recall.consignee"
    _description = "Recall consignee"
    _order = "quantity desc, id"
    _rec_name = "partner_id"

    recall_id = fields.Many2one(
        "udi.recall", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="recall_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="restrict"
    )
    country_id = fields.Many2one(
        related="partner_id.country_id", store=True, string="Country"
    )
    phone = fields.Char(related="partner_id.phone")
    email = fields.Char(related="partner_id.email")
    line_ids = fields.One2many("udi.recall.consignee.line", "consignee_id", "Units")
    quantity = fields.Float(
        "Still there",
        compute="_compute_quantity",
        store=True,
        digits="Product Unit",
        help="Delivered to them less what came back before their round began: what "
        "they are asked for.",
    )
    quantity_out = fields.Float(
        "Out there now",
        readonly=True,
        digits="Product Unit",
        help="What of it has not come back to us since.",
    )
    quantity_possible = fields.Float(
        "Of these possible",
        compute="_compute_quantity",
        store=True,
        digits="Product Unit",
    )
    to_complete = fields.Char(
        "Missing",
        compute="_compute_to_complete",
        help="Reports to authorities name every customer with country and telephone.",
    )
    region = fields.Selection(
        REGIONS, "Jurisdiction", compute="_compute_region", store=True, index=True
    )
    round_id = fields.Many2one(
        "udi.recall.round",
        "Since round",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    parent_id = fields.Many2one(
        "udi.recall.consignee",
        "Named by",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The distributor who passed units on to them.",
    )
    child_ids = fields.One2many("udi.recall.consignee", "parent_id", "Their customers")
    addressee_ids = fields.One2many(
        "udi.recall.addressee", "consignee_id", "Addressees"
    )
    message_ids = fields.One2many("udi.recall.message", "consignee_id", "Messages")
    reply_ids = fields.One2many("udi.recall.reply", "consignee_id", "Answers")
    answer_state = fields.Selection(
        [
            ("none", "No answer"),
            ("understood", "Read and understood"),
            ("partial", "Partly answered"),
            ("none_found", "None found"),
            ("short", "Does not add up"),
            ("contradictory", "Contradictory"),
            ("complete", "Complete"),
            ("gone", "Gone"),
        ],
        "Answer",
        required=True,
        readonly=True,
        default="none",
        index=True,
    )
    gone_note = fields.Char("Evidence that they are gone", readonly=True)
    gone_file_id = fields.Many2one(
        "ir.attachment", "Proof of that", readonly=True, ondelete="restrict"
    )
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(), "Language", readonly=True
    )
    _recall_partner_uniq = models.Constraint(
        "UNIQUE(recall_id, partner_id)", "A customer stands in a recall once."
    )

    @api.depends("partner_id.country_id.code")
    def _compute_region(self):
        for consignee in self:
            consignee.region = region_of(consignee.partner_id.country_id.code)

    @api.depends("line_ids.quantity", "line_ids.certainty")
    def _compute_quantity(self):
        for consignee in self:
            lines = consignee.line_ids
            doubted = lines.filtered(lambda line: line.certainty == "possible")
            consignee.quantity = sum(lines.mapped("quantity"))
            consignee.quantity_possible = sum(doubted.mapped("quantity"))

    @api.depends("partner_id.phone", "partner_id.email", "country_id", "lang")
    @api.depends_context("lang")
    def _compute_to_complete(self):
        for recall, consignees in self.grouped("recall_id").items():
            languages = recall._text_languages()
            for consignee in consignees:
                gaps = [
                    (consignee.phone, self.env._("telephone")),
                    (consignee.email, self.env._("e-mail")),
                    (consignee.country_id, self.env._("country")),
                    (consignee.lang in languages, self.env._("text in their language")),
                ]
                consignee.to_complete = ", ".join(
                    label for present, label in gaps if not present
                )
