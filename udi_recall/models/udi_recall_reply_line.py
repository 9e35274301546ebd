from odoo import fields, models

UNITS = {"digits": "Product Unit"}


class UdiRecallReplyLine(models.Model):
    """What became of one lot at one delivery address.

    used + returned + destroyed + passed on + held + lost = asked, else it is short.
    """

    _name = "udi.recall.reply.line"
    _description = "Units in an answer"
    _order = "reply_id, id"

    reply_id = fields.Many2one(
        "udi.recall.reply", required=True, ondelete="cascade", index=True
    )
    recall_id = fields.Many2one(related="reply_id.recall_id", store=True, index=True)
    company_id = fields.Many2one(related="reply_id.company_id", store=True, index=True)
    consignee_line_id = fields.Many2one(
        "udi.recall.consignee.line", required=True, ondelete="restrict", index=True
    )
    lot_id = fields.Many2one(related="consignee_line_id.lot_id", string="Lot or serial")
    quantity_asked = fields.Float("Asked", readonly=True, **UNITS)
    quantity_on_hand = fields.Float("Had when the notice came", **UNITS)
    quantity_held = fields.Float("Set apart", **UNITS)
    quantity_used = fields.Float("Used before", **UNITS)
    quantity_returned = fields.Float("Sent back", **UNITS)
    quantity_destroyed = fields.Float("Destroyed", **UNITS)
    quantity_passed_on = fields.Float("Passed on", **UNITS)
    quantity_lost = fields.Float("Not found", **UNITS)
    note = fields.Char()

    _reply_line_uniq = models.Constraint(
        "UNIQUE(reply_id, consignee_line_id)", "A lot stands in an answer once."
    )

    def _values(self):
        line = self.consignee_line_id
        return {
            "line": line.lot_id.name,
            "udi_full": line.udi_text or "",
            "qty_asked": self.quantity_asked,
            "qty_on_hand": self.quantity_on_hand,
            "qty_quarantined": self.quantity_held,
            "qty_used": self.quantity_used,
            "qty_returned": self.quantity_returned,
            "qty_destroyed": self.quantity_destroyed,
            "qty_passed_on": self.quantity_passed_on,
            "qty_lost": self.quantity_lost,
            "note": self.note or "",
        }
