from odoo import models
from odoo.exceptions import UserError

# Units that are wrong themselves, not only here
WRONG = {"expired", "expires_soon", "on_hold", "di_withdrawn", "already_shipped"}


class StockPicking(models.Model):
    """A unit that was refused is put where it can do no harm, from its card."""

    _inherit = "stock.picking"

    def _udi_scan_actions(self, accepted, sentences, read):
        actions = super()._udi_scan_actions(accepted, sentences, read)
        stops = {each["code"] for each in sentences if each["severity"] == "stop"}
        if accepted or not read or not read.lot or not stops & WRONG:
            return actions
        lies_here = read.expected.lots[read.product.id, read.lot.name].available > 0
        if lies_here and self._udi_quarantine():
            label = self.env._("Move to quarantine")
            actions = [*actions, {"name": "quarantine", "label": label}]
        if not read.lot.udi_on_hold:
            actions = [*actions, {"name": "hold", "label": self.env._("Hold…")}]
        return actions

    def _udi_quarantine(self):
        """Where refused goods of this transfer go; of its warehouse, if it has one."""
        self.ensure_one()
        places = self.env["stock.location"].search(
            [
                ("udi_quarantine", "=", True),
                ("company_id", "in", [self.company_id.id, False]),
            ]
        )
        warehouse = self.picking_type_id.warehouse_id
        mine = places.filtered(lambda place: place.warehouse_id == warehouse)
        return (mine or places)[:1]

    def _udi_scan_action_hold(self, entry, values):
        return self.env["stock.lot.udi.hold"]._action_open(entry.lot_id)

    def _udi_scan_action_quarantine(self, entry, values):
        """The scanned units, booked at once: the worker has them in the hand."""
        place = self._udi_quarantine()
        read = self.env["udi.scan"]._read(self, self._udi_parse(entry.text))
        moved = self.env["udi.hold"]._quarantine(
            entry.lot_id,
            {"held_quantity": read.units, "location_id": self.location_id.id},
            place,
        )
        if not moved:
            raise UserError(
                self.env._(
                    "%(lot)s does not lie here any more. Look where it is: check its "
                    "code.",
                    lot=entry.lot_id.name,
                )
            )
        entry._become(
            "aside",
            actions=[],
            what=self.env._("Booked to %(place)s", place=place.complete_name),
            why=self.env._("%(transfer)s moved it.", transfer=moved.name),
            next=self.env._("Bring it there now."),
        )
        return entry._answered()
