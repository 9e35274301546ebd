from odoo import fields, models
from odoo.exceptions import UserError

from .stock_move_line import LABEL

# What the label says about a unit; Odoo's moment where no day of the label is known
UDI_DATA = ("name", *LABEL, "expiration_date")


class StockLot(models.Model):
    """What the label of a moved lot says is evidence: a change says why.

    The same holds for forms, imports, batches and remote calls; they give the reason
    in `udi_edit_reason`.
    """

    _inherit = "stock.lot"

    udi_edit_reason = fields.Char(
        string="Reason of the change",
        store=False,
        help="Needed to change what the label says after the lot has moved.",
    )
    udi_moved = fields.Boolean(compute="_compute_udi_moved")

    def _compute_udi_moved(self):
        moved = self._udi_moved()
        for lot in self:
            lot.udi_moved = lot._origin in moved

    def write(self, vals):
        reason = (vals.get("udi_edit_reason") or "").strip()
        vals = {name: vals[name] for name in vals if name != "udi_edit_reason"}
        changes = self._udi_changes(vals)
        if changes and not reason:
            raise UserError(self._udi_reason_missing(changes))
        result = super().write(vals)
        if changes:
            self._udi_record_changes(changes, reason)
        return result

    def _udi_fill(self, vals):
        """Keep what a label just read says and the lot lacks: nothing is replaced.

        Not through the `write` that people use, and so without its question.
        """
        return models.Model.write(self, vals)

    def _udi_moved(self):
        """Those of these lots of devices that a transfer has moved."""
        devices = self.sudo().filtered(
            lambda lot: lot.udi_di_id or lot.product_id.udi_device_ids
        )
        found = (
            self.env["stock.move.line"]
            .sudo()
            ._read_group(
                [("lot_id", "in", devices.ids), ("state", "=", "done")], ["lot_id"]
            )
        )
        return self.browse(lot.id for (lot,) in found)

    def _udi_changes(self, vals):
        """{moved lot: {field: (old, new)}} of what these values would change."""
        names = [name for name in UDI_DATA if name in vals]
        if not names:
            return {}
        changes = {}
        for lot in self:
            changed = {}
            for name in names:
                field = self._fields[name]
                new = field.convert_to_cache(vals[name], lot) or None
                if new != (field.convert_to_cache(lot[name], lot) or None):
                    changed[name] = new
            if changed:
                changes[lot] = changed
        moved = self.browse(lot.id for lot in changes)._udi_moved()
        return {
            lot: {name: (lot[name], new) for name, new in changed.items()}
            for lot, changed in changes.items()
            if lot in moved
        }

    def _udi_reason_missing(self, changes):
        lot = next(iter(changes))
        names = [
            self._fields[name]._description_string(self.env) for name in changes[lot]
        ]
        return self.env._(
            "%(product)s %(lot)s has moved: “Reason of the change” is empty. Say why "
            "%(fields)s changes: press “Correct…”, or fill udi_edit_reason.",
            product=lot.product_id.display_name,
            lot=lot.name,
            fields=", ".join(f"“{name}”" for name in names),
        )

    def _udi_record_changes(self, changes, reason):
        events = []
        for lot, changed in changes.items():
            told = [
                f"{self._fields[name]._description_string(self.env)}: "
                f"{self._udi_shown(name, old)} → {self._udi_shown(name, new)}"
                for name, (old, new) in changed.items()
            ]
            events.append(
                {
                    "kind": "edited",
                    "lot_id": lot.id,
                    "company_id": (lot.company_id or self.env.company).id,
                    "reason": f"{'; '.join(told)}. {reason}",
                    "res_model": self._name,
                    "res_id": lot.id,
                }
            )
        self.env["udi.event"]._record(events)

    def _udi_shown(self, name, value):
        if not value:
            return "–"
        field = self._fields[name]
        if field.type == "many2one" and not isinstance(value, models.Model):
            value = self.env[field.comodel_name].sudo().browse(value)
        return value.display_name if isinstance(value, models.Model) else str(value)
