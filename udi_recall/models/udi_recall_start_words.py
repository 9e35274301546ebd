from odoo import api, fields, models

from ..tools.regions import REPORT_FIRST


class UdiRecall(models.Model):
    """What a start will do, said before anybody presses it."""

    _inherit = "udi.recall"

    start_label = fields.Char(compute="_compute_start_texts")
    start_text = fields.Char(compute="_compute_start_texts")
    start_packed_count = fields.Integer(
        "Transfers that will stop", compute="_compute_start_counts"
    )
    start_reserved_count = fields.Integer(
        "Transfers that lose goods", compute="_compute_start_counts"
    )

    @api.depends(
        "state", "quantity_to_hold", "consignee_count", "region_ids.gate_state"
    )
    @api.depends_context("lang")
    def _compute_start_texts(self):
        for recall in self:
            recall.start_label = recall._start_label()
            recall.start_text = recall._start_text()

    @api.depends("state", "lot_line_ids")
    def _compute_start_counts(self):
        """Counted at this moment, by what the holds will do."""
        holds = self.env["udi.hold"].sudo()
        for recall in self:
            reserved = packed = holds.env["stock.picking"]
            if recall.state == "approved" and recall._real():
                here = [("recall_id", "=", recall.id), ("quantity_to_hold", ">", 0)]
                lots = self.env["udi.recall.lot"].sudo().search(here).lot_id
                reserved = holds._reservations(lots).picking_id
                packed = holds._reservations(lots, picked=True).picking_id
            recall.start_reserved_count = len(reserved)
            recall.start_packed_count = len(packed)

    def _shut(self):
        """The jurisdictions where the authority has to know first, and does not."""
        return self.region_ids.filtered(
            lambda region: region.code in REPORT_FIRST and region.gate_state == "needed"
        ).mapped("code")

    def _waiting_count(self):
        """Customers there."""
        return self.env["udi.recall.consignee"].search_count(
            [
                ("recall_id", "in", self.ids),
                ("quantity", ">", 0),
                ("region", "in", self._shut()),
            ]
        )

    def _start_label(self):
        wait = self._waiting_count() if self.state == "approved" else 0
        parts = []
        if self.quantity_to_hold and self._real():
            units = self.env["udi.finding"]._units(self.quantity_to_hold)
            parts.append(self.env._("hold %(units)s", units=units))
        if now := self.consignee_count - wait:
            parts.append(self.env._("write to %(count)s", count=now))
        text = ", ".join(parts) or self.env._("start")
        text = text[0].upper() + text[1:]
        if wait:
            text = self.env._(
                "%(what)s; %(count)s wait for the report (%(places)s)",
                what=text,
                count=wait,
                places=", ".join(self._shut()),
            )
        return text if self._real() else self.env._("%s (drill)", text)

    def _start_text(self):
        """The sentence of the start page: everything that one press does."""
        if self.state != "approved":
            return False
        if not self._real():
            return self.env._(
                "A drill: nothing is held, no delivery stops, no mail leaves. The "
                "figures and notices are made as in a recall."
            )
        said = [*self._start_goods(), *self._start_letters()]
        return " ".join(filter(None, said))

    def _start_goods(self):
        """What lies here and what is about to leave; nothing that does not happen."""
        units = self.env["udi.finding"]._units(self.quantity_to_hold)
        reserved, packed = self.start_reserved_count, self.start_packed_count
        if self.quantity_to_hold:
            yield self.env._("This holds %(held)s.", held=units)
        if reserved == 1:
            yield self.env._("It takes goods from 1 transfer.")
        elif reserved:
            yield self.env._("It takes goods from %(n)s transfers.", n=reserved)
        if packed == 1:
            yield self.env._("It stops 1 transfer that is packed.")
        elif packed:
            yield self.env._("It stops %(n)s transfers that are packed.", n=packed)

    def _start_letters(self):
        wait = self._waiting_count()
        now = self.consignee_count - wait
        if now == 1:
            yield self.env._("It writes to 1 customer now.")
        elif now:
            yield self.env._("It writes to %(n)s customers now.", n=now)
        if wait == 1:
            yield self.env._("1 waits for the authority's report.")
        elif wait:
            yield self.env._("%(n)s wait for the authority's report.", n=wait)
        if now:
            yield self.env._("Mail cannot be called back.")
