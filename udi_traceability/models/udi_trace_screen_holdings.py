from odoo import api, models
from odoo.exceptions import UserError

from .udi_trace_screen_lots import Passing

GROUPINGS = ("who", "country", "lot")
MOST_ROWS = 200  # of the table; the file has them all
# The kinds of a holding, and where the page counts each
PLACES = {
    "stock": "here",
    "reserved": "here",
    "transit": "here",
    "consignee": "there",
    "supplier": "gone",
    "scrapped": "gone",
    "consumed": "used",
}
FIGURES = ("here", "there", "gone", "used")
# The sum on the page: what came is what lies here, and what left
CAME = ("received", "made", "adjusted")
LIES = ("shelf", "reserved", "transit")
LEFT = ("delivered", "returned", "sent_back", "consumed", "scrapped")


class UdiTrace(models.AbstractModel):
    """Who has how many: the table on the page, and the sum that it comes from."""

    _inherit = "udi.trace"

    @api.model
    def udi_trace_holdings(self, kind, number, by="who", offset=0):
        """The figures, their sum, and a table by consignee and place, country or lot.

        What went into other units is not added to the total: it is counted as what it
        became. The possible ones stand beside, never inside.

        :return: dict of `rows` and `total` (how many rows); at the first page also
            `figures` and `steps`
        """
        record = self._asked(kind, number)
        if by not in GROUPINGS or not self._is_offset(offset):
            raise UserError(
                self.env._("This table cannot be shown. Reload the page and try again.")
            )
        lots = self._lots_of(kind, record)
        walk = Passing(self.downstream(lots), offset)
        if by == "lot" and offset:
            walk.to_the_end()
            return {"by": by, **self._rows_by_lot(walk)}
        held, totals = self.exposure(walk)
        answer = {
            "by": by,
            "figures": self._figures(held),
            "steps": self._steps(held, totals),
            "units": self._units_said(held),
        }
        if by == "lot":
            return {**answer, **self._rows_by_lot(walk)}
        rows = self._rows_by(held, by)
        most = max((row["certain"] + row["possible"] for row in rows), default=0)
        for row in rows:
            row["share"] = row["certain"] / most if most else 0
            row["share_possible"] = row["possible"] / most if most else 0
        return {**answer, "rows": rows[:MOST_ROWS], "total": len(rows)}

    def _figures(self, held):
        figures = {name: {"certain": 0, "possible": 0} for name in (*FIGURES, "total")}
        for each in held:
            place = PLACES[each.kind]
            for name in (place,) if place == "used" else (place, "total"):
                figures[name]["certain"] += each.certain
                figures[name]["possible"] += each.possible
        return figures

    def _steps(self, held, totals):
        """The terms of the sum that are not zero, and what the lines do not explain."""
        labels = self._step_labels()
        steps = [
            {
                "name": name,
                "label": labels[name],
                "sign": -1 if name == "returned" else 1,
                "came": name in CAME,
                "certain": totals[name].certain,
                "possible": totals[name].possible,
            }
            for name in (*CAME, *LIES, *LEFT)
            if totals[name].certain or totals[name].possible
        ]
        there = sum(each.certain for each in held if each.kind == "consignee")
        net = totals["delivered"].certain - totals["returned"].certain
        return {"terms": steps, "unknown": max(0, there - net)}

    def _step_labels(self):
        return {
            "received": self.env._("received"),
            "made": self.env._("made"),
            "adjusted": self.env._("counted"),
            "delivered": self.env._("delivered"),
            "returned": self.env._("returned"),
            "sent_back": self.env._("sent back to suppliers"),
            "consumed": self.env._("used in others"),
            "scrapped": self.env._("destroyed"),
            "shelf": self.env._("free on the shelf"),
            "reserved": self.env._("reserved"),
            "transit": self.env._("on the way"),
        }

    def _units_said(self, held):
        products = self.env["product.product"].browse(
            {each.product_id for each in held}
        )
        units = products.sudo().uom_id
        if len(units) > 1:
            return self.env._(
                "Different units are added up: %(units)s.",
                units=", ".join(units.mapped("name")),
            )
        return ""

    # -- rows ---------------------------------------------------------------------

    def _rows_by(self, held, by):
        names = self._names_of(held)
        rows = {}
        for each in held:
            if PLACES[each.kind] == "used":
                continue
            key, label, detail, cell = self._group_of(each, by, names)
            row = rows.setdefault(
                key,
                {
                    "key": "-".join(map(str, key)),
                    "kind": each.kind,
                    "label": label,
                    "detail": detail,
                    "cell": cell,
                    "certain": 0,
                    "possible": 0,
                },
            )
            row["certain"] += each.certain
            row["possible"] += each.possible
        order = list(PLACES)
        order = ["consignee", *[kind for kind in order if kind != "consignee"]]
        return sorted(
            rows.values(),
            key=lambda row: (
                order.index(row["kind"]),
                -row["certain"] - row["possible"],
                row["label"],
            ),
        )

    def _names_of(self, held):
        """Partners and places of these holdings, read together."""
        partners = self._read_together(
            "res.partner", (each.partner_id for each in held), "display_name"
        )
        places = self._read_together(
            "stock.location", (each.location_id for each in held), "complete_name"
        )
        partners.country_id.fetch(["name", "code"])
        return partners, places

    def _read_together(self, model, ids, name):
        """Records whose names are told one by one: one question for them all."""
        records = self.env[model].sudo().browse({*ids} - {None})
        records.mapped(name)
        return records

    def _group_of(self, each, by, names):
        """(key, label, detail, what its figure opens) of the row it is counted in."""
        partners, places = names
        partner = partners.browse(each.partner_id or [])
        country = partner.country_id
        word = self._kind_said(each.kind)
        if by == "country" and each.kind in ("consignee", "supplier"):
            cell = {"kind": each.kind, "country": country.id or False}
            label = country.name or self.env._("Country not known")
            return (each.kind, country.id), label, word, cell
        if by == "country":
            cell = {"kind": each.kind}
            return (each.kind, 0), self.env._("With us"), word, cell
        if each.kind in ("consignee", "supplier"):
            cell = {"kind": each.kind, "partner": partner.id or False}
            label = partner.display_name or self.env._("Nobody named")
            where = country.code or ""
            if each.kind == "supplier":
                where = " · ".join(filter(None, (where, word)))
            return (each.kind, partner.id), label, where, cell
        place = places.browse(each.location_id or [])
        cell = {"kind": each.kind, "place": place.id or False}
        if not place:
            return (each.kind, 0), word, "", {"kind": each.kind}
        return (each.kind, place.id), place.complete_name, word, cell

    def _kind_said(self, kind):
        return {
            "stock": self.env._("In stock"),
            "reserved": self.env._("Reserved"),
            "transit": self.env._("On the way"),
            "consignee": self.env._("At a customer"),
            "supplier": self.env._("Back at the supplier"),
            "consumed": self.env._("Used in production"),
            "scrapped": self.env._("Scrapped"),
        }[kind]
