from odoo import models
from odoo.tools import split_every

CHUNK = 1_000  # lots that are read together
MANY = 10_000  # movements of one question


class UdiTrace(models.AbstractModel):
    """The trace as rows of a file: nothing is left out of it."""

    _inherit = "udi.trace"

    def _file_sheets(self, kind, number):
        """(title, columns, rows) of each sheet; the rows come one by one."""
        lots = self._lots_of(kind, self._asked(kind, number))
        journey = self.env._("Journey")
        return [
            (self.env._("Lots"), self._lot_columns(), self._lot_lines(lots)),
            (journey, self._journey_columns(), self._journey_lines(lots)),
        ]

    def _journey_columns(self):
        return [
            self.env._("When"),
            self.env._("What"),
            self.env._("Document"),
            self.env._("Product"),
            self.env._("Quantity"),
            self.env._("Unit"),
            self.env._("Lots/serials"),
            self.env._("Sales order"),
            self.env._("Payment"),
        ]

    def _lot_columns(self):
        return [
            self.env._("Family"),
            self.env._("Lot/Serial"),
            self.env._("Product"),
            self.env._("UDI"),
            self.env._("State"),
            self.env._("Steps"),
            self.env._("Certainty"),
            self.env._("By way of"),
            self.env._("Holding"),
            self.env._("Who"),
            self.env._("Country"),
            self.env._("Place"),
            self.env._("Quantity"),
            self.env._("Unit"),
        ]

    def _lot_lines(self, lots):
        """A row for each lot and hand; those made from, without hands, come after."""
        for chunk in split_every(CHUNK, self.downstream(lots)):
            held = {}
            page = lots.browse([traced.lot_id for traced in chunk])
            holdings = self.holdings(page)
            for each in holdings:
                held.setdefault(each.lot_id, []).append(each)
            # a file of 100,000 lots keeps a thousand of them in memory
            self.env.invalidate_all()
            self._names_of(holdings)
            for traced, told in self._told_lots(chunk, down=True):
                for each in held.get(traced.lot_id, [None]):
                    yield [*told, *self._hand_told(each)]
        origins = (traced for traced in self.upstream(lots) if traced.depth)
        for chunk in split_every(CHUNK, origins):
            self.env.invalidate_all()
            for _traced, told in self._told_lots(chunk, down=False):
                yield [*told, *self._hand_told(None)]

    def _told_lots(self, chunk, down):
        lots = self.env["stock.lot"].browse([traced.lot_id for traced in chunk])
        states = dict(lots._fields["udi_state"]._description_selection(self.env))
        before = lots.browse({traced.parent_lot_id for traced in chunk} - {None})
        names = {lot.id: lot.name for lot in before._filtered_access("read")}
        for traced, lot in zip(chunk, self._readable(lots), strict=True):
            side = self.env._("went into") if down else self.env._("made from")
            shown = self.env._("not shown to you")
            yield (
                traced,
                [
                    side if traced.depth else self.env._("itself"),
                    lot.name or shown,
                    lot.product_id.display_name or "",
                    lot.udi_text or "",
                    states[lot.udi_state] if lot else "",
                    traced.depth,
                    self.env._("certain") if traced.certain else self.env._("possible"),
                    names.get(traced.parent_lot_id, ""),
                ],
            )

    def _hand_told(self, each):
        if not each:
            return [""] * 6
        partners, places = self._names_of([each])
        product = self.env["product.product"].sudo().browse(each.product_id)
        return [
            self._kind_said(each.kind),
            partners.display_name or "",
            partners.country_id.name or "",
            places.complete_name or "",
            each.quantity,
            product.uom_id.name,
        ]

    def _journey_lines(self, lots):
        after, lots = None, self._scoped(lots, "down")
        while True:
            page = self.movements(lots, limit=MANY, after=after)
            for movement, row in zip(page, self._journey_rows(page), strict=True):
                yield [
                    row["at"],
                    row["sentence"],
                    row["reference"],
                    row["product"],
                    movement.quantity,
                    row["unit"],
                    row["lots"],
                    row["order"]["name"] if row["order"] else "",
                    row["order"]["paid"] if row["order"] else "",
                ]
            if len(page) < MANY:
                return
            after = page[-1].key
