from odoo import models
from odoo.fields import Command


class UdiRecallConsignee(models.Model):
    """A customer of a customer: what was passed on to them, and whom to write to."""

    _inherit = "udi.recall.consignee"

    def _take_onward(self, rows, partner):
        """Ask this consignee about what was passed on to it, at this address.

        :param rows: what the customer above said of this address
        """
        self.ensure_one()
        if partner not in self.addressee_ids.partner_id:
            self.addressee_ids = [
                Command.create(
                    {
                        "partner_id": partner.id,
                        "kind": "ship_to",
                        "lang": self.lang,
                        "must_answer": True,
                    }
                )
            ]
        fresh = rows.consignee_line_id.recall_lot_id - self.line_ids.recall_lot_id
        self.line_ids = [
            Command.create(
                {
                    "recall_lot_id": lot.id,
                    "ship_to_id": partner.id,
                    "round_id": self.round_id.id,
                    "document": self.recall_id.name,
                }
            )
            for lot in fresh
        ]

    def _count_passed_on(self):
        """How many were passed on to each, by the answers above that count now.

        Who is no longer named keeps a line with nothing: they were told.
        """
        for child in self:
            given = child.parent_id.reply_ids.filtered(lambda row: row.state == "given")
            rows = given.onward_ids.filtered(
                lambda row, child=child: row.child_id == child
            )
            sums = {}
            for row in rows:
                lot = row.consignee_line_id.recall_lot_id
                sums[lot] = sums.get(lot, 0.0) + row.quantity
            for line in child.line_ids:
                quantity = sums.get(line.recall_lot_id, 0.0)
                if line.quantity != quantity:
                    line.write({"quantity": quantity, "quantity_shipped": quantity})
            child._roll_up()
