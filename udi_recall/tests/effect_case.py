from datetime import timedelta

from odoo import fields

from .common import RecallCase


class EffectCase(RecallCase):
    """The story's recall, started, and answers as the answering part leaves them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # whatever moved before belongs to the time before the recall
        cls.recall = cls._started(cls._story())
        cls.managed = cls.recall.with_user(cls.manager)

    def _lines(self, partner):
        return self._consignee(self.recall, partner).line_ids.sorted("id").sudo()

    def _answer(self, partner, state="complete", **units):
        """`held`, `used` …: so many of their lines, one unit each, in this order."""
        lines = self._lines(partner)
        lines.consignee_id.answer_state = state
        place = 0
        for name, count in units.items():
            for line in lines[place : place + count]:
                line[f"answer_{name}"] = line.quantity
            place += count

    def _at(self, partner):
        return self.env["udi.recall.balance"].search(
            [("recall_id", "=", self.recall.id), ("partner_id", "=", partner.id)]
        )

    def _sums(self, partner):
        rows = self._at(partner)
        names = ("asked", "returned", "held", "used", "lost", "no_word", "too_many")
        return {
            name: sum(rows.mapped(name)) for name in names if sum(rows.mapped(name))
        }

    def _returned(self, partner, lots=None):
        """Make the return of this customer and receive it, or some of it."""
        consignee = self._consignee(self.managed, partner)
        action = consignee.action_make_return()
        picking = self.env["stock.picking"].browse(action["res_id"])
        for line in picking.move_line_ids:
            line.picked = lots is None or line.lot_id in lots
        picking.with_context(skip_backorder=True)._action_done()
        return picking

    def _earlier(self, hours=1):
        """The start was some time ago: what moves now moves after it."""
        begun = fields.Datetime.now() - timedelta(hours=hours)
        self.recall.sudo().started_on = begun
        self.recall.sudo().round_ids.started_at = begun
