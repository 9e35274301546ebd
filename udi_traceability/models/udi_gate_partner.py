from dataclasses import replace

from odoo import models
from odoo.fields import Domain

from ..tools.di_gate_attributes import KNOWN
from ..tools.di_gate_rules import Change
from .udi_gate import IN_USE, Edit

MODEL = "res.partner"
ADDRESS = ("street", "street2", "zip", "city", "state_id", "country_id")
TOLD = {name: markets for (model, name), markets in KNOWN.items() if model == MODEL}
WATCHED = frozenset((*TOLD, *ADDRESS))
# By which field a device names a partner, and to whom that field is told
ROLES = {
    "manufacturer_id": frozenset(("us", "eu", "cn")),
    "authorised_representative_id": frozenset(("eu",)),
}


class ResPartner(models.Model):
    """Contacts belong to everybody: their edits are written down, never refused."""

    _inherit = "res.partner"

    def write(self, vals):
        devices = self._udi_named_by() if WATCHED.intersection(vals) else None
        if not devices:
            return super().write(vals)
        before = {partner: partner._udi_told() for partner in self}
        done = super().write(vals)
        devices._gate_partners(before)
        return done

    def _udi_named_by(self):
        """Devices in use whose record at a regulator may name these partners."""
        Device = self.env["udi.device"].sudo()
        return Device.search(Domain("state", "in", IN_USE) & self._udi_naming())

    def _udi_naming(self):
        return Domain.OR(Domain(role, "in", self.ids) for role in ROLES)

    def _udi_told(self):
        """What regulators are told about it, in words."""
        self.ensure_one()
        values = {name: self[name] for name in TOLD if name != "address"}
        return {**values, "address": ", ".join(self._udi_address().splitlines())}

    def _gate_partner_edits(self, before):
        after = self._udi_told()
        labels = {"address": self.env._("Address")} | {
            name: self._fields[name]._description_string(self.env)
            for name in TOLD
            if name != "address"
        }
        return [
            Edit(
                f"{MODEL}.{name}",
                Change(name, MODEL, TOLD[name]),
                f"{self.display_name}, {labels[name]}",
                before[name] or "",
                after[name] or "",
            )
            for name in TOLD
            if (before[name] or "") != (after[name] or "")
        ]


class UdiDevice(models.Model):
    _inherit = "udi.device"

    def _gate_partners(self, before):
        """One set of events and notes about all that changed of these partners."""
        changed = {
            partner: partner._gate_partner_edits(told)
            for partner, told in before.items()
        }
        if not any(changed.values()):
            return
        edits = {device: device._gate_named(changed) for device in self}
        told = {}
        for device, made in self._gate_judge(edits).items():
            found = [judged for judged in made if judged.must_tell]
            if found:
                told[device] = found
        if told:
            self._gate_log(told, {})

    def _gate_named(self, changed):
        """The edits of the partners that this device names, by what each is to it."""
        return [
            replace(
                edit,
                change=replace(edit.change, markets=edit.change.markets & markets),
            )
            for partner, edits in changed.items()
            if (markets := self._gate_naming(partner))
            for edit in edits
        ]

    def _gate_naming(self, partner):
        """The markets whose record of this device names the partner."""
        named = [told for role, told in ROLES.items() if self[role] == partner]
        return frozenset().union(*named)
