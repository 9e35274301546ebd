from odoo import models

from .udi_scan_entry import LONGEST_TEXT

FINISHING = ("received", "shipped", "returned", "moved")


class StockPicking(models.Model):
    """Scans that came too late, or were kept and are not wanted any more."""

    _inherit = "stock.picking"

    def _udi_discarded(self, text, reason):
        """Nothing is checked or counted; the ledger keeps the text and the reason."""
        text = text[:LONGEST_TEXT]
        spoken = self.env["udi.finding"]._discarded(reason)
        self._udi_write_event("refused", text, None, spoken["message"], [spoken])
        return dict(self._udi_answer(False, spoken, [], None), state="aside")

    def _udi_how_it_ended(self):
        """Who finished this transfer and when, and how many scans came later."""
        if self.state != "done":
            return False
        event = (
            self.env["udi.event"]
            .sudo()
            .search([("picking_id", "=", self.id), ("kind", "in", FINISHING)], limit=1)
        )
        late = (
            self.env["udi.scan.entry"]
            .sudo()
            .search_count(
                [
                    ("picking_id", "=", self.id),
                    ("user_id", "=", self.env.uid),
                    ("state", "=", "refused"),
                    ("scanned_at", ">=", self.date_done),
                ]
            )
        )
        return {
            "by": event.user_name or False,
            "at": self.env["ir.qweb.field.datetime"].value_to_html(
                self.date_done, {"format": "HH:mm"}
            ),
            "late": late,
        }
