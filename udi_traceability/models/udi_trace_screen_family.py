from array import array
from collections import defaultdict
from dataclasses import replace

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

PAGE = 50
MOST_DRAWN = 5_000  # lots whose next steps are still drawn


class UdiTrace(models.AbstractModel):
    """The family on the page: one step at a time, fifty at a time."""

    _inherit = "udi.trace"

    @api.model
    def udi_trace_counts(self, kind, number):
        """How many lots these went into and are made of, and what is not told."""
        lots = self._lots_of(kind, self._asked(kind, number))
        down, ids = self._counted(self.downstream(lots))
        up, _ids = self._counted(self.upstream(lots))
        hidden = self.hidden(self.env["stock.lot"].browse(ids))
        return {
            "down": down,
            "up": up,
            "reached": len(ids),
            "hidden": hidden and self._hidden_said(hidden),
        }

    def _counted(self, traced):
        counts, ids = {"certain": 0, "possible": 0}, []
        for lot in traced:
            ids.append(lot.lot_id)
            if lot.depth:
                counts["certain" if lot.certain else "possible"] += 1
        return counts, ids

    def _hidden_said(self, count):
        if count == 1:
            return self.env._("1 movement in other companies is not shown.")
        return self.env._(
            "%(count)s movements in other companies are not shown.", count=count
        )

    @api.model
    def udi_trace_family(self, kind, number, direction, lot_id=False, offset=0):
        """One step of the family: a page of rows, the certain ones first.

        :param str direction: up, down, or here for the lots of the record themselves
        :param lot_id: step from this lot, else from those of the record
        :return: dict of `rows` and `total`
        """
        record = self._asked(kind, number)
        known = direction in ("up", "down", "here")
        if not known or not self._is_offset(offset):
            raise UserError(
                self.env._("This branch cannot be read. Reload the page and try again.")
            )
        lots = self._lots_of(kind, record)
        if direction == "here":
            shown = lots[offset : offset + PAGE]
            rows = [self._lot_row(lot) for lot in self._readable(shown)]
            return {"rows": rows, "total": len(lots)}
        if lot_id:
            lots = self._asked("lot", lot_id)
        return self._step_page(lots, direction == "down", offset)

    def _is_offset(self, offset):
        return type(offset) is int and 0 <= offset < 10**9

    def _step_page(self, lots, down, offset):
        if len(lots) > MOST_DRAWN:
            return {"rows": [], "total": 0, "many": len(lots)}
        reached = self._reached(lots, down)
        page = self.env["stock.lot"].browse(reached[offset : offset + PAGE])
        links = self._links_between(lots, page, down)
        further = self._lead_on(page.ids, down)
        rows = [
            self._link_row(lot, links[lot_id], lot_id in further)
            for lot_id, lot in zip(page.ids, self._readable(page), strict=True)
        ]
        return {"rows": rows, "total": len(reached)}

    def _reached(self, lots, down):
        """The lots one step away, the certain ones first: ids, for they may be many."""
        self.env.flush_all()
        own, found = set(lots.ids), {True: array("q"), False: array("q")}
        for far, _near, certain in self._step(lots.ids, down, self._company_ids(None)):
            if far not in own:
                found[certain].append(far)
        return array("q", [*sorted(found[True]), *sorted(found[False])])

    def _links_between(self, lots, page, down):
        """What is known of the step to each lot of a page.

        Asked upwards, whichever way the page goes: a lot is made of few others, and may
        go into a hundred thousand.
        """
        met, own, shown = defaultdict(list), set(lots.ids), set(page.ids)
        for link in self.links(page if down else lots, down=False):
            near, far = link.far_lot_id, link.near_lot_id
            if not down:
                near, far = far, near
            if near in own and far in shown:
                met[far].append(link)
        return {far: self._as_one(links) for far, links in met.items()}

    def _as_one(self, links):
        """Steps of several lots to the same one; what is certain is never mixed."""
        told = [link for link in links if link.certain] or links
        orders = list(dict.fromkeys(link.document for link in told if link.document))
        document = orders[0] if orders else ""
        if len(orders) > 1:
            document = self.env._(
                "%(order)s and %(count)s more", order=document, count=len(orders) - 1
            )
        return replace(
            told[0],
            quantity=sum(link.quantity for link in told),
            document=document,
            others=max(link.others for link in told),
            taken_out=sum(link.taken_out for link in told),
        )

    def _lead_on(self, lot_ids, down):
        """Those of these lots that have a step further on."""
        if not lot_ids:
            return set()
        ends = SQL("produce_line_id"), SQL("consume_line_id")
        rows = self.env.execute_query(
            SQL(
                """
                SELECT asked.lot_id FROM UNNEST(%(lots)s) asked (lot_id)
                WHERE EXISTS (
                    SELECT FROM stock_move_line near
                    JOIN stock_move_line_consume_rel met ON met.%(end)s = near.id
                    WHERE near.lot_id = asked.lot_id AND near.state = 'done'
                        AND near.company_id = ANY(%(companies)s)
                )
                """,
                lots=self._ids_sql(lot_ids),
                end=ends[not down],
                companies=self._company_ids(None),
            )
        )
        return {lot_id for [lot_id] in rows}

    # -- rows ---------------------------------------------------------------------

    def _readable(self, lots):
        """These lots, an empty one for each that this person may not read."""
        may = lots._filtered_access("read")
        may.fetch(["name", "product_id", "udi_on_hold"])
        return [lot if lot in may else lot.browse() for lot in lots]

    def _lot_row(self, lot):
        if not lot:
            return {"id": False, "name": self.env._("A lot that you may not see")}
        states = dict(lot._fields["udi_state"]._description_selection(self.env))
        return {
            "id": lot.id,
            "name": lot.name,
            "product": lot.product_id.display_name,
            "state": "" if lot.udi_state == "good" else states[lot.udi_state],
            "further": True,
        }

    def _link_row(self, lot, link, further):
        component = self.env["stock.lot"].browse(link.far_lot_id)
        unit = component.sudo().product_id.uom_id.name
        quantity = self._number(link.quantity)
        return {
            **self._lot_row(lot),
            "certain": link.certain,
            "why": self._link_why(link),
            "quantity": f"{quantity} {unit}" if link.quantity else "",
            "further": bool(lot) and further,
        }

    def _link_why(self, link):
        """Why a step is only possible, or the order where it was made."""
        if link.certain:
            return link.document or ""
        if link.taken_out and not link.quantity:
            return self.env._("taken out again at %(order)s", order=link.document)
        return self.env._(
            "%(order)s had %(count)s lots of it",
            order=link.document or self.env._("one order"),
            count=link.others,
        )
