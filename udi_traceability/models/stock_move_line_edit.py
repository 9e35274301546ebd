from odoo import api, models

from ..exceptions import UdiReasonNeeded

# What makes a done line another piece of evidence
EVIDENCE = (
    "lot_id",
    "quantity",
    "product_uom_id",
    "package_id",
    "result_package_id",
    "location_id",
    "location_dest_id",
)


class StockMoveLine(models.Model):
    """Done lines of transfers are evidence: whoever changes or adds one says why.

    The same holds for forms, lists, imports and remote calls; they give the reason in
    `udi_edit_reason`, on the line, its move or its transfer. Lines without a transfer
    (production, scrap, counting) are logged only: Odoo writes those by itself.
    """

    _name = "stock.move.line"
    _inherit = ["stock.move.line", "udi.edit.reason"]

    @api.model_create_multi
    def create(self, vals_list):
        reasons = [self._udi_reason_in(vals) for vals in vals_list]
        lines = super().create([self._udi_without_reason(vals) for vals in vals_list])
        added = lines.filtered(lambda line: line.state == "done")
        if added:
            self._udi_added(added, dict(zip(lines, reasons, strict=True)))
        return lines

    def write(self, vals):
        if not any(name in vals for name in EVIDENCE):
            return super().write(vals)
        before = {line: line._udi_evidence() for line in self if line.state == "done"}
        given = self._udi_reason_in(vals)
        reasons = {line: given or line.udi_edit_reason or "" for line in before}
        result = super().write(self._udi_without_reason(vals))
        if before:
            self._udi_record_edits(before, reasons)
        return result

    def _udi_added(self, added, reasons):
        added._udi_check_stops()
        told = self.env._("Added after the transfer was done.")
        by_reason = {}
        for line in added:
            reason = reasons[line] or line.move_id.udi_edit_reason or ""
            by_reason[reason] = by_reason.get(reason, added.browse()) | line
        for reason, lines in by_reason.items():
            if not reason and lines._udi_needs_reason():
                raise UdiReasonNeeded(lines._udi_reason_missing())
            self.env["udi.event"]._record_moves(lines, f"{told} {reason}".strip())

    def _udi_needs_reason(self):
        """Those of these done lines whose change has to be explained."""
        return self.filtered(
            lambda line: (
                line.picking_id
                and (line.lot_id.udi_di_id or line.product_id.sudo().udi_device_ids)
            )
        )

    def _udi_reason_missing(self):
        line = self._udi_needs_reason()[0]
        return self.env._(
            "%(transfer)s is done: this changes finished evidence (%(product)s "
            "%(lot)s). “Reason of the change” is empty. Press “Correct…” on the "
            "transfer, or fill udi_edit_reason.",
            transfer=line.picking_id.name,
            product=line.product_id.display_name,
            lot=line.lot_id.name or "",
        )

    def _udi_evidence(self):
        return {name: self[name] for name in EVIDENCE}

    def _udi_record_edits(self, before, reasons):
        changed = {line: (old, line._udi_evidence()) for line, old in before.items()}
        changed = {line: pair for line, pair in changed.items() if pair[0] != pair[1]}
        lines = self.browse([line.id for line in changed])
        silent = lines.filtered(lambda line: not reasons[line])._udi_needs_reason()
        if silent:
            raise UdiReasonNeeded(silent._udi_reason_missing())
        lines._udi_check_stops()
        self.env["udi.event"]._record(
            [
                line._udi_edit_vals(old, new, reasons[line])
                for line, (old, new) in changed.items()
            ]
        )
        lines._udi_alert_edited(reasons)

    def _udi_edit_vals(self, old, new, reason):
        def shown(value):
            return (
                (value.display_name or "–")
                if isinstance(value, models.Model)
                else value
            )

        changes = [
            f"{self._fields[name]._description_string(self.env)}: "
            f"{shown(old[name])} → {shown(new[name])}"
            for name in EVIDENCE
            if old[name] != new[name]
        ]
        told = "; ".join(changes)
        return {
            "kind": "edited",
            "company_id": self.company_id.id,
            "product_id": self.product_id.id,
            "lot_id": self.lot_id.id,
            "quantity": self.quantity_product_uom,
            "partner_id": (self.picking_id or self.move_id).partner_id.id,
            "picking_id": self.picking_id.id,
            "location_id": self.location_id.id,
            "location_dest_id": self.location_dest_id.id,
            "origin": self.reference,
            "reason": f"{told}. {reason}" if reason else told,
            "res_model": self._name,
            "res_id": self.id,
        }

    def _udi_alert_edited(self, reasons):
        """One alert a transfer, whatever number of its lines changed."""
        self.env["udi.alert"]._raise(
            [
                {
                    "kind": "edited",
                    "company_id": picking.company_id.id,
                    "res_model": picking._name,
                    "res_id": picking.id,
                    "picking_id": picking.id,
                    "partner_id": picking.partner_id.id,
                    "product_id": lines[:1].product_id.id,
                    "lot_id": lines[:1].lot_id.id,
                    "summary": self.env._(
                        "%(transfer)s was changed after it was done: %(why)s",
                        transfer=picking.name,
                        why=reasons[lines[0]] or self.env._("no reason given"),
                    ),
                }
                for picking, lines in self.grouped("picking_id").items()
                if picking
            ]
        )
