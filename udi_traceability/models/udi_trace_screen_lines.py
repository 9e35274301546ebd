from array import array

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .udi_trace_screen_holdings import PLACES

MOST_LISTED = 10_000  # rows behind one figure; more of them are in the file
LYING = {"shelf": "stock", "reserved": "reserved", "transit": "transit"}
# Hands as the engine's steps call them
HANDS = {"consignee": ("consignee", "sister", "crossed")}


class UdiTrace(models.AbstractModel):
    """Every figure on the page is a door to the rows that it was counted from."""

    _inherit = "udi.trace"

    @api.model
    def udi_trace_lines(self, kind, number, cell):
        """The list behind a figure.

        :param dict cell: what the figure counted: `step`, `figure` or `kind`, for one
            `partner`, `country`, `place` or `lot`; or `lots`: certain, possible or
            all, and `direction`
        :return: an action, named after what it leaves out
        """
        record = self._asked(kind, number)
        self._check_cell(cell)
        lots = self._lots_of(kind, record)
        if cell.get("lots"):
            return self._list_of_lots(lots, cell)
        if cell.get("lot"):
            return self._list_of_one(self._asked("lot", cell["lot"]))
        ids = {True: array("q"), False: array("q")}
        for traced in self.downstream(lots):
            ids[traced.certain].append(traced.lot_id)
        kinds = self._kinds_of(cell)
        if kinds and kinds <= set(LYING.values()):
            return self._list_of_quants(ids, cell, kinds)
        return self._list_of_lines(ids, cell, kinds)

    def _check_cell(self, cell):
        names = ("step", "figure", "kind", "lots", "direction")
        numbers = ("partner", "country", "place", "lot")
        known = isinstance(cell, dict) and all(
            (name in names and isinstance(value, str))
            or (name in numbers and (value is False or self._is_id(value)))
            for name, value in cell.items()
        )
        steps = {*self._step_labels(), None}
        if not (
            known
            and cell.get("step") in steps
            and cell.get("figure") in {*PLACES.values(), None}
            and cell.get("kind") in {*PLACES, None}
            and cell.get("lots") in {"certain", "possible", "all", None}
        ):
            raise UserError(
                self.env._("This figure opens nothing. Reload the page and try again.")
            )

    def _kinds_of(self, cell):
        """The kinds of holding that a cell counts; none: a step of the sum."""
        if cell.get("step") in LYING:
            return {LYING[cell["step"]]}
        if cell.get("step"):
            return set()
        if cell.get("figure"):
            return {kind for kind, place in PLACES.items() if place == cell["figure"]}
        return {cell["kind"]} if cell.get("kind") else set(PLACES)

    # -- lists --------------------------------------------------------------------

    def _list_of_lots(self, lots, cell):
        names = {
            "certain": self.env._("Certain"),
            "possible": self.env._("Possible"),
            "all": self.env._("Certain and possible"),
        }
        wanted = {"certain": (True,), "possible": (False,), "all": (True, False)}
        walk = self.upstream if cell.get("direction") == "up" else self.downstream
        found = [
            traced.lot_id
            for traced in walk(lots)
            if traced.depth and traced.certain in wanted[cell["lots"]]
        ]
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_traceability.stock_lot_action"
        )
        return self._list(action, names[cell["lots"]], found)

    def _list_of_one(self, lot):
        """All that ever moved of one lot."""
        lines = self.env["stock.move.line"].search(
            [
                ("lot_id", "=", lot.id),
                ("state", "=", "done"),
                ("company_id", "in", self._company_ids(None)),
            ]
        )
        return self._list(self._lines_action(), lot.name, lines.ids)

    def _list_of_quants(self, ids, cell, kinds):
        """What lies in our places: the rows of stock with any of it."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT quant.id
                FROM UNNEST(%(lots)s) asked (lot_id)
                JOIN stock_quant quant ON quant.lot_id = asked.lot_id
                JOIN stock_location place ON place.id = quant.location_id
                WHERE (quant.company_id IS NULL
                        OR quant.company_id = ANY(%(companies)s))
                    AND (%(place)s IS NULL OR place.id = %(place)s)
                    AND CASE place.usage
                        WHEN 'internal' THEN
                            ('stock' = ANY(%(kinds)s)
                                AND quant.quantity <> quant.reserved_quantity)
                            OR ('reserved' = ANY(%(kinds)s)
                                AND quant.reserved_quantity <> 0)
                        WHEN 'transit' THEN
                            ('transit' = ANY(%(kinds)s)
                                AND quant.quantity <> quant.reserved_quantity)
                            OR ('reserved' = ANY(%(kinds)s)
                                AND quant.reserved_quantity <> 0)
                        ELSE FALSE END
                ORDER BY quant.id
                """,
                lots=self._ids_sql([*ids[True], *ids[False]]),
                companies=self._company_ids(None),
                place=cell.get("place") or None,
                kinds=sorted(kinds),
            )
        )
        action = {
            "type": "ir.actions.act_window",
            "res_model": "stock.quant",
            "views": [(self.env.ref("stock.view_stock_quant_tree").id, "list")],
            "context": {"create": False, "edit": False, "inventory_mode": False},
        }
        name = " · ".join(map(self._kind_said, sorted(kinds)))
        return self._list(action, name, [quant_id for [quant_id] in rows])

    def _list_of_lines(self, ids, cell, kinds):
        """The movements that a figure is counted from, those that took off it too."""
        if kinds:
            rows = self._hand_lines(ids, cell, kinds)
            name = " · ".join(map(self._kind_said, sorted(kinds)))
        else:
            rows = self._step_lines(ids, cell["step"])
            name = self._step_labels()[cell["step"]].capitalize()
        return self._list(self._lines_action(), name, rows)

    def _lines_action(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": "stock.move.line",
            "views": [(self.env.ref("stock.view_move_line_tree").id, "list")],
            "context": {"create": False, "edit": False},
        }

    def _hand_lines(self, ids, cell, kinds):
        hands = [hand for kind in kinds for hand in HANDS.get(kind, (kind,))]
        where = [SQL("run.kind = ANY(%s)", sorted(hands))]
        if "partner" in cell:
            where.append(
                SQL("run.partner_id IS NOT DISTINCT FROM %s", cell["partner"] or None)
            )
        if "country" in cell:
            where.append(
                SQL("side.country_id IS NOT DISTINCT FROM %s", cell["country"] or None)
            )
        return self._line_ids(
            ids,
            SQL(
                """
                SELECT DISTINCT run.line_id
                FROM run LEFT JOIN res_partner side ON side.id = run.partner_id
                WHERE %s ORDER BY 1
                """,
                SQL(" AND ").join(where),
            ),
        )

    def _step_lines(self, ids, step):
        totals = SQL(
            "SELECT DISTINCT line_id FROM (%s) total WHERE name = %s ORDER BY 1",
            self._totals_sql(),
            step,
        )
        return self._line_ids(ids, totals)

    def _line_ids(self, ids, query):
        self.env.flush_all()
        tables = self._held_tables_sql(ids[True], ids[False], None)
        rows = self.env.execute_query(SQL("%s %s", tables, query))
        return [line_id for [line_id] in rows]

    def _list(self, action, name, ids):
        """The action with these rows; a list that is cut says so."""
        if len(ids) > MOST_LISTED:
            name = self.env._(
                "%(name)s: the first %(shown)s of %(count)s, all in the file",
                name=name,
                shown=MOST_LISTED,
                count=len(ids),
            )
        domain = list(Domain("id", "in", ids[:MOST_LISTED]))
        return dict(action, name=name, domain=domain, target="current")
