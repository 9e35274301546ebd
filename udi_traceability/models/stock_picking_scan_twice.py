from odoo import models

from .udi_scan_entry import LONGEST_TEXT


class StockPicking(models.Model):
    """Questions that the scanner answers: the same code once more means yes."""

    _inherit = "stock.picking"

    def _udi_said_twice(self, text, code):
        """Whether this worker's last scan here was this one, and asked for it again."""
        last = (
            self.env["udi.scan.entry"]
            .sudo()
            .search(
                [
                    ("picking_id", "=", self.id),
                    ("user_id", "=", self.env.uid),
                    ("state", "!=", "half"),
                ],
                limit=1,
            )
        )
        asked = last.state == "aside" and last.answer.get("code") == code
        return asked and last.text in (text, text[:LONGEST_TEXT])

    def _udi_ask_twice(self, text, others, read):
        spoken = self.env["udi.finding"]._reserved_first(others)
        self._udi_write_event("refused", text, read, spoken["message"], [spoken])
        answer = self._udi_answer(False, spoken, [spoken], read)
        return dict(answer, state="aside")
