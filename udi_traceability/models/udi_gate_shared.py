from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.di_gate import STOP
from ..tools.di_gate_attributes import judged_as
from .udi_gate import held_in

WHY = ("change_reason", "change_kind")


class UdiGateShared(models.AbstractModel):
    """What several devices in use share is judged for each of them.

    Forms, imports, batches and remote calls give a reason in ``change_reason``; what
    it lets pass is kept as an agreement of every device.
    """

    _name = "udi.gate.shared"
    _description = "Edit of What Devices in Use Share"
    _inherit = ["udi.gate"]

    change_reason = fields.Text(
        string="Why it changes",
        store=False,
        help="Kept with every device in use that it concerns.",
    )
    change_kind = fields.Selection(
        [
            ("changed", "The fact itself changes"),
            ("wrong", "Only our record was wrong"),
        ],
        string="What changes",
        store=False,
    )
    devices_in_use = fields.Integer(compute="_compute_devices_in_use")

    def _compute_devices_in_use(self):
        for record in self:
            devices = record._origin._gate_home()[0]
            record.devices_in_use = len(record._gate_in_use(devices))

    def write(self, vals):
        reason = (vals.get("change_reason") or "").strip()
        kind = vals.get("change_kind") or "changed"
        vals = {name: value for name, value in vals.items() if name not in WHY}
        self.check_access("write")
        agreements = self._gate_agree(vals, reason, kind) if reason else None
        done = super().write(vals)
        if agreements:
            agreements._set({"state": "applied"})
        return done

    def _write_judged(self, vals, reason, record_was_wrong=False):
        """Write what only a reason lets pass; what needs a new DI stays refused."""
        kind = "wrong" if record_was_wrong else "changed"
        return self.write({**vals, "change_reason": reason, "change_kind": kind})

    def _gate_agree(self, vals, reason, kind):
        """An agreement of each device about what these values change of it."""
        edits = self._gate_foreseen(vals)
        Device = self.env["udi.device"].sudo()
        judged = Device._gate_judge(edits, record_was_wrong=kind == "wrong")
        refused = {
            device: [each for each in made if each.outcome == STOP]
            for device, made in judged.items()
        }
        refused = {device: made for device, made in refused.items() if made}
        for device, made in refused.items():
            raise UserError(device._gate_refusal(made, len(refused) - 1))
        names = {edit.name for made in edits.values() for edit in made}
        Change = self.env["udi.device.change"].sudo()
        return Change._agree(Device.union(*edits), sorted(names), reason, kind)

    def _gate_foreseen(self, vals):
        """The edits that writing these values would be."""
        return self._gate_written(vals)

    def _gate_created(self):
        """No device relies yet on what is only now made."""
        return {}

    def _gate_removed(self):
        """What devices in use name is kept by other rules."""
        return {}

    def _gate_written(self, vals):
        """Only what a market of the device is told."""
        edits = defaultdict(list)
        vals = {name: vals[name] for name in vals if judged_as(self._name, name)}
        for device, made in super()._gate_written(vals).items():
            told = [edit for edit in made if edit.change.markets]
            if told:
                edits[device] = told
        return edits

    def _gate_edit_field(self, home, name, value):
        devices, _name, owner = home
        home = devices, f"{self._name}.{name}", owner
        return super()._gate_edit_field(home, name, value)

    def _gate_remedy(self, stopped):
        """What to do instead of an edit that is refused."""
        if stopped:
            return self.env._(
                "If only our record was wrong, choose that under “What changes” and "
                "write the reason into “Why it changes”."
            )
        return self.env._("Write the reason into “Why it changes” and save again.")


class UdiBasicUdi(models.Model):
    """A family speaks for all its devices at EUDAMED."""

    _name = "udi.basic.udi"
    _inherit = ["udi.basic.udi", "udi.gate.shared"]

    def _gate_home(self):
        return self.sudo().device_ids, "", self

    def _gate_remedy(self, stopped):
        remedy = super()._gate_remedy(stopped)
        if stopped:
            family = self.env._("Make a new family with a new Basic UDI-DI.")
            return f"{family} {remedy}"
        return remedy


class UdiDeviceChange(models.Model):
    _inherit = "udi.device.change"

    def _labels(self):
        """Values of what devices share have the name of its model before theirs."""
        labels = super()._labels()
        for name in self.agreed_fields or ():
            model, field = held_in(name)
            if "." in name and model in self.env:
                labels.append(
                    self.env[model]._fields[field]._description_string(self.env)
                )
        return labels
