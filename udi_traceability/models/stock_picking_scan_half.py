from datetime import timedelta

from odoo import models

from ..tools import UdiError
from ..tools.verify import stock_name

PATIENCE = timedelta(seconds=30)


class StockPicking(models.Model):
    """Labels with two symbols: device in one, lot or serial in the other.

    Either may come first. They are joined only if together they are one label.
    """

    _inherit = "stock.picking"

    def _udi_judge_halves(self, text, udi, moment):
        today = self.company_id._udi_today()
        if not self._udi_is_half(udi):
            return self._udi_judge(text, udi, today, asks=True)
        waiting = self._udi_waiting_half(moment)
        if waiting and self._udi_may_join(waiting, text, udi):
            joined = f"{waiting.text}\n{text}"
            udi = self._udi_joined(joined)
            if not udi:
                return self._udi_not_together(waiting.text, text)
            text = joined
        if self._udi_is_half(udi):
            return self._udi_half_answer(text, udi)
        answer = self._udi_judge(text, udi, today, asks=True)
        return dict(answer, joined=text)

    def _udi_waiting_half(self, moment):
        """The half that this worker read last, if it is not too long ago."""
        entry = (
            self.env["udi.scan.entry"]
            .sudo()
            .search(
                [("picking_id", "=", self.id), ("user_id", "=", self.env.uid)],
                limit=1,
            )
        )
        young = entry.scanned_at and abs(moment - entry.scanned_at) <= PATIENCE
        return entry if young and entry.state == "half" else entry.browse()

    def _udi_may_join(self, waiting, text, udi):
        """Another device, or the same symbol again, begins anew."""
        devices = {udi.di, waiting.answer["di"] or None} - {None}
        return waiting.text != text and len(devices) < 2

    def _udi_joined(self, text):
        """The one UDI that two symbols are, or None."""
        try:
            udi = self._udi_parse(text)
        except UdiError:
            return None
        return udi if self._udi_fit(udi) else None

    def _udi_is_half(self, udi):
        """Whether this label must have a further symbol that says what it lacks."""
        if not udi.di:
            return bool(udi.lot or udi.serial or udi.expiry or udi.mfg_date)
        di, product = self._udi_meant_here(udi)
        if not product or di.unit_qty > 1:
            return False
        return product.tracking != "none" and not stock_name(udi, product.tracking)

    def _udi_meant_here(self, udi):
        """The DI and product of this scan, if this transfer wants the product."""
        wanted = self.env["udi.scan"]._open_moves(self).product_id
        di, product = self.env["udi.scan"]._meant(udi, wanted)
        return (di, product) if product in wanted else (di, wanted.browse())

    def _udi_fit(self, udi):
        """The DI decides: a number that only another product has is not of this one."""
        if not udi.di or not (udi.lot or udi.serial):
            return True
        product = self._udi_meant_here(udi)[1]
        name = product and stock_name(udi, product.tracking)
        if not name:
            return True
        lots = self.env["stock.lot"].search([("name", "=", name)], limit=20)
        return not lots or product in lots.product_id

    def _udi_half_answer(self, text, udi):
        product = self._udi_meant_here(udi)[1]
        spoken = self.env["udi.finding"]._half(udi, product)
        answer = self._udi_answer(False, spoken, [], None)
        return {
            **answer,
            "state": "half",
            "joined": text,
            "di": udi.di or False,
            "product": product.display_name or False,
            "product_id": product.id,
            "lot": udi.lot or False,
            "serial": udi.serial or False,
        }

    def _udi_not_together(self, first, second):
        sentence = self.env["udi.finding"]._not_together(first, second)
        return self._udi_refuse(f"{first}\n{second}", [sentence])
