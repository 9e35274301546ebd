from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from ..tools.overview import Card, Figure, Link, Trend

TREND_DAYS = 30


class UdiOverview(models.Model):
    """What waits at the doors of the warehouse."""

    _inherit = "udi.overview"

    def _card_ship(self):
        return self._transfers(
            "ship",
            self.env._("to ship"),
            "shipped",
            self.env._("shipped in 30 days"),
        )

    def _card_receive(self):
        return self._transfers(
            "receive",
            self.env._("to receive"),
            "received",
            self.env._("received in 30 days"),
        )

    def _card_returns(self):
        return self._transfers(
            "back",
            self.env._("to take back"),
            "returned",
            self.env._("returned in 30 days"),
        )

    def _transfers(self, kind, label, event, happened):
        """The transfers that the page for scanning shows, and how far they are.

        :param str kind: as the page for scanning names it
        """
        scan = self.env["udi.scan"]
        waiting = scan._waiting() & scan._of_kind(kind)
        late = Domain("scheduled_date", "<", self._begin_of(self._today()))
        figures = (
            self._of_pickings("late", self.env._("Late"), waiting & late, late=True),
            Figure(
                "unscanned",
                self.env._("Reserved, not scanned")
                if kind == "ship"
                else self.env._("Not scanned"),
                "stock.move.line",
                Domain("udi_unscanned", "=", True)
                & Domain("picking_id", "any", list(waiting)),
                units=("quantity_product_uom", "-udi_scanned_qty"),
                action="udi_traceability.stock_move_line_action_unscanned",
            ),
            Figure(
                "refused",
                self.env._("Refused"),
                "udi.event",
                Domain("kind", "=", "refused")
                & Domain("picking_id", "any", list(waiting)),
                action="udi_traceability.udi_event_action_scans",
            ),
        )
        return Card(
            main=self._of_pickings("main", label, waiting),
            figures=figures,
            links=(
                Link(
                    "scan",
                    self.env._("Scan"),
                    "udi_traceability.udi_scan_action",
                    {"kind": kind},
                ),
            ),
            trend=self._happened(event, happened),
        )

    def _of_pickings(self, key, label, domain, **further):
        return Figure(
            key,
            label,
            "stock.picking",
            domain,
            action="stock.action_picking_tree_all",
            **further,
        )

    def _happened(self, kind, label):
        """Events of one kind, by day: a row for each lot or serial of a transfer."""
        last = self._today()
        first = last - timedelta(days=TREND_DAYS - 1)
        domain = Domain("kind", "=", kind)
        domain &= Domain("happened_at", ">=", self._begin_of(first))
        figure = Figure(
            "trend",
            label,
            "udi.event",
            domain,
            action="udi_traceability.udi_event_action",
        )
        return Trend(figure, "happened_at", "day", first, last)
