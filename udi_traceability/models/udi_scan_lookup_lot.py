from odoo import api, models

from .udi_scan_lookup import SHOWN_CHOICES

SHOWN_HOLDINGS = 5
SEVERITY = {"good": "ok", "expired": "warn"}


class UdiScan(models.AbstractModel):
    """“Check a code” of a lot or serial: its state, who has it, what may be done."""

    _inherit = "udi.scan"

    def _looked_lots(self, lots):
        """One lot; of several with one number a person chooses, never the program."""
        if len(lots) == 1:
            return self._looked_lot(lots)
        return self._looked(
            "ok",
            self.env._("Several have this number. Which one?"),
            choices=[
                {
                    "label": f"{lot.product_id.display_name} {lot.name}",
                    "text": lot.udi_text or "",
                    "lot_id": lot.id,
                }
                for lot in lots[:SHOWN_CHOICES]
            ],
        )

    @api.model
    def udi_lookup_lot(self, lot_id):
        """The answer for one of the choices."""
        self._check_may_look()
        if not isinstance(lot_id, int) or isinstance(lot_id, bool):
            return self._looked_unknown()
        lot = self.env["stock.lot"].search([("id", "=", lot_id)])
        return self._looked_lot(lot) if lot else self._looked_unknown()

    def _looked_lot(self, lot):
        state = dict(lot._fields["udi_state"]._description_selection(self.env))
        why = lot.udi_hold_text or state[lot.udi_state]
        severity = SEVERITY.get(lot.udi_state, "stop")
        if lot.udi_part_held and severity == "ok":
            severity = "warn"
        return self._looked(
            severity,
            lot.product_id.display_name,
            rows=self._looked_facts(lot) + self._looked_holders(lot),
            state=f"{state[lot.udi_state]}: {why}" if lot.udi_hold_text else why,
            links=self._looked_links(lot),
        )

    def _looked_facts(self, lot):
        day = self.env["udi.finding"]._day
        number = (
            self.env._("Serial")
            if lot.product_id.tracking == "serial"
            else self.env._("Lot")
        )
        facts = [
            (number, lot.name),
            (self.env._("Made on"), lot.udi_manufacture_date),
            (self.env._("Expires on"), lot._udi_expiry()),
        ]
        return [
            [label, value if isinstance(value, str) else day(value)]
            for label, value in facts
            if value
        ]

    def _looked_holders(self, lot):
        """Who has it, those with most of it first."""
        held = sorted(
            self.env["udi.trace"].holdings(lot), key=lambda each: -each.quantity
        )
        said = self.env["udi.trace"]._kind_said
        rows = []
        for holding in held[:SHOWN_HOLDINGS]:
            partner = self.env["res.partner"].browse(holding.partner_id or [])
            place = self.env["stock.location"].browse(holding.location_id or [])
            where = partner.sudo().display_name or place.sudo().complete_name or ""
            rows.append([said(holding.kind), f"{holding.quantity:g} {where}".strip()])
        if len(held) > SHOWN_HOLDINGS:
            more = len(held) - SHOWN_HOLDINGS
            rows.append(
                ["", self.env._("and %(count)s more: open the trace", count=more)]
            )
        return rows

    def _looked_links(self, lot):
        """The buttons; whoever may release gets that too."""
        links = [
            self._looked_link(
                lot, "action_udi_trace", self.env._("Open trace"), "trace"
            ),
            self._looked_link(
                lot,
                "get_formview_action",
                self.env._("Serial")
                if lot.product_id.tracking == "serial"
                else self.env._("Lot"),
                "lot",
            ),
        ]
        if not lot.udi_on_hold:
            links.append(
                self._looked_link(lot, "action_udi_hold", self.env._("Hold…"), "hold")
            )
        manager = self.env.user.has_group("udi_traceability.group_udi_manager")
        if manager and (lot.udi_on_hold or lot.udi_part_held):
            links.append(
                self._looked_link(
                    lot, "action_udi_release", self.env._("Release…"), "release"
                )
            )
        return links
