from odoo import models
from odoo.fields import Command


class UdiRecallConsignee(models.Model):
    """Who got units from a customer of ours: what they are asked about, and where."""

    _inherit = "udi.recall.consignee"

    def _take_onward(self, rows, partner):
        """Ask this consignee about what was passed on to it, at this address.

        Who has goods from us as well stays one consignee: the lot is asked of once.

        :param rows: what the customer above said of this address
        """
        self.ensure_one()
        own = not self.parent_id
        if not own and partner not in self.addressee_ids.partner_id:
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
        place = partner
        if own:
            known = self.addressee_ids.filtered(lambda row: row.kind == "ship_to")
            here = known.filtered(lambda row: row.partner_id == partner)
            place = (here or known)[:1].partner_id or self.partner_id
        fresh = rows.consignee_line_id.recall_lot_id - self.line_ids.recall_lot_id
        self.line_ids = [
            Command.create(
                {
                    "recall_lot_id": lot.id,
                    "ship_to_id": place.id,
                    "round_id": (self.round_id or self.recall_id.round_id).id,
                    "document": self.recall_id.name,
                }
            )
            for lot in fresh
        ]

    def _count_passed_on(self):
        """How many were passed on to each, by the answers that count now.

        Who is no longer named keeps a line with nothing: they were told.
        """
        sums = self._passed_to()
        for consignee in self:
            for lot, lines in consignee.line_ids.grouped("recall_lot_id").items():
                quantity = sums.get((consignee, lot), 0.0)
                taken = lines.filtered("quantity_passed_in")[:1] or lines[:1]
                if more := round(quantity - taken.quantity_passed_in, 6):
                    taken.write(
                        {
                            "quantity_passed_in": quantity,
                            "quantity": taken.quantity + more,
                            "quantity_shipped": taken.quantity_shipped + more,
                        }
                    )
            consignee._roll_up()

    def _passed_to(self):
        """``{(consignee, lot of the recall): units}`` that others say they passed on"""
        rows = self.env["udi.recall.onward"].search(
            [("child_id", "in", self.ids), ("reply_id.state", "=", "given")]
        )
        sums = {}
        for row in rows:
            key = row.child_id, row.consignee_line_id.recall_lot_id
            sums[key] = sums.get(key, 0.0) + row.quantity
        return sums
