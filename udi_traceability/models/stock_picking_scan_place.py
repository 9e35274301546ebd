import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from .stock_picking import SCANNED_STATES

# What readers may send before the text, to name the kind of symbol
SYMBOL_KIND = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
ROLES = ("from", "to")
HOLDS_GOODS = ("internal", "transit")


class StockPicking(models.Model):
    """A place that a worker scans holds for what that worker scans next.

    It is kept with the scans, in their order: so it survives a reload, and scans that
    were made without a connection find the place that they were made at.
    """

    _inherit = "stock.picking"

    udi_from_id = fields.Many2one(
        "stock.location", string="Scanned from", compute="_compute_udi_places"
    )
    udi_to_id = fields.Many2one(
        "stock.location", string="Scanned to", compute="_compute_udi_places"
    )

    @api.depends_context("uid")
    def _compute_udi_places(self):
        entries = self.env["udi.scan.entry"]._places(self)
        now = {(entry.picking_id.id, entry.state): entry for entry in entries}
        for picking in self:
            for role in ROLES:
                entry = now.get((picking.id, role))
                picking[f"udi_{role}_id"] = entry.location_id if entry else False

    def udi_scan_state(self):
        return super().udi_scan_state() | {"places": self._udi_places()}

    def _udi_places(self):
        """The places that hold now, as the page shows them: role -> key and name."""
        entries = self.env["udi.scan.entry"]._places(self)
        return {
            entry.state: {"key": entry.key, "name": entry.location_id.display_name}
            for entry in entries
        }

    def _udi_scan_source(self):
        """Where the scanned units lie: the place that was scanned, or any."""
        return self.udi_from_id or self.location_id

    def _udi_scan_other(self, text):
        return super()._udi_scan_other(text) or self._udi_scan_place(text)

    def _udi_scan_place(self, text):
        """The answer to a text that names a place, or None."""
        name = SYMBOL_KIND.sub("", text.strip())
        place = name and self._udi_place_named(name)
        if not place:
            return None
        roles = self._udi_place_roles(place)
        if not roles:
            said = self.env["udi.finding"]._wrong_place(self, place)
            self._udi_write_event("refused", text, None, said["message"], [said])
            return dict(self._udi_answer(False, said, [said], None), state="aside")
        answer = self._udi_place_answer(place, roles[0], roles[1:])
        self._udi_write_event("scanned", text, None, answer["message"], [])
        return answer

    def _udi_place_named(self, text):
        """What a shelf's label or a typed name means; of two alike, none."""
        spelt = [text, text.upper()]
        for name in ("barcode", "complete_name"):
            found = self.env["stock.location"].search([(name, "in", spelt)])
            nobody = found.company_id.browse()
            places = found.filtered(
                lambda place, nobody=nobody: (
                    place.company_id in (self.company_id, nobody)
                )
            )
            if len(places or found) == 1:
                return places or found
        return self.env["stock.location"]

    def _udi_place_roles(self, place):
        """What a place may be here, the likelier first: to take from, to put to."""
        roots = {"from": self.location_id, "to": self.location_dest_id}
        fits = {
            role: root
            for role, root in roots.items()
            if place.usage in HOLDS_GOODS
            and place.company_id in (self.company_id, self.env["res.company"])
            and root.usage in HOLDS_GOODS
            and place._child_of(root)
        }
        put = place == self.udi_to_id or self.udi_from_id not in (place, place.browse())
        first = "to" if put else "from"
        # the narrower one is meant; of two alike, goods are taken before they are put
        return sorted(
            fits,
            key=lambda role: (-fits[role].parent_path.count("/"), role != first),
        )

    def _udi_place_answer(self, place, role, others=()):
        """The answer that makes a place hold, or the one that ends it (no role)."""
        spoken = self.env["udi.finding"]._place(place, role)
        answer = self._udi_answer(False, spoken, [], None)
        off = {
            "name": "place",
            "label": self.env._("Take it off"),
            "values": {"role": False},
        }
        words = {
            "from": self.env._("Take from there instead"),
            "to": self.env._("Put there instead"),
        }
        more = [
            {"name": "place", "label": words[other], "values": {"role": other}}
            for other in others
        ]
        return answer | {
            "state": role or "aside",
            "location_id": place.id,
            "actions": [*more, off] if role else [],
        }

    def _udi_scan_action_place(self, entry, values):
        """Another role of a scanned place, or its end: the “×” of its chip."""
        if self.state not in SCANNED_STATES:
            closed = self.env["udi.finding"]._closed(self)
            raise UserError(closed["message"])
        if entry.user_id != self.env.user:
            raise UserError(
                self.env._("Somebody else scanned this place. Scan it yourself first.")
            )
        role = values.get("role")
        offered = [action["values"]["role"] for action in entry.answer["actions"]]
        if role not in offered:
            raise UserError(self.env._("Scan the place again, then choose."))
        place = entry.location_id
        others = [each for each in self._udi_place_roles(place) if each != role]
        answer = self._udi_place_answer(place, role, others)
        names = ("what", "why", "next", "message", "actions")
        entry._hold(role, **{name: answer[name] for name in names})
        return entry._answered()
