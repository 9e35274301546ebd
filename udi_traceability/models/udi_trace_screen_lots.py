from itertools import islice

from odoo import models

from .udi_trace_screen_family import PAGE


class Passing:
    """Lots as they come by: a page of them is kept, and how many they were."""

    def __init__(self, traced, offset):
        self.traced, self.offset = traced, offset
        self.page, self.total = [], 0

    def __iter__(self):
        for each in self.traced:
            if self.offset <= self.total < self.offset + PAGE:
                self.page.append(each)
            self.total += 1
            yield each

    def to_the_end(self):
        for _each in self:
            pass


class UdiTrace(models.AbstractModel):
    """The table of the page by lot: a page of a family of any size."""

    _inherit = "udi.trace"

    def _rows_by_lot(self, walk):
        """A page of lots, each with who has it."""
        page = self.env["stock.lot"].browse([traced.lot_id for traced in walk.page])
        held = self.holdings(page)
        names, of_lot = self._names_of(held), {}
        for each in held:
            of_lot.setdefault(each.lot_id, []).append(each)
        rows = [
            self._row_of_lot(
                lot, traced.lot_id, traced.certain, of_lot.get(traced.lot_id, ()), names
            )
            for lot, traced in zip(self._readable(page), walk.page, strict=True)
        ]
        return {"rows": rows, "total": walk.total}

    def _row_of_lot(self, lot, lot_id, certain, held, names):
        who = [
            f"{self._number(each.quantity)} {self._group_of(each, 'who', names)[1]}"
            for each in sorted(held, key=lambda each: -each.quantity)
        ]
        count = sum(each.quantity for each in held if each.kind != "consumed")
        shown = self._lot_row(lot)
        return {
            "key": f"lot-{lot_id}",
            "lot_id": shown["id"],
            "kind": "lot",
            "label": shown["name"],
            "detail": " · ".join(filter(None, (shown.get("product"), *islice(who, 5)))),
            "cell": {"lot": lot_id},
            "certain": count if certain else 0,
            "possible": 0 if certain else count,
            "share": 0,
            "share_possible": 0,
        }
