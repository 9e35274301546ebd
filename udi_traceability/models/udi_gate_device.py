from collections import defaultdict
from dataclasses import dataclass

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools.di_gate import ALLOW, REASON, STOP, Verdict, decide, worst
from ..tools.di_gate_attributes import judged_as
from .udi_gate import IN_USE, Edit, spelt_out


@dataclass(frozen=True, slots=True)
class Judged:
    """An edit and what each market says to it."""

    edit: Edit
    verdicts: tuple[Verdict, ...]

    @property
    def outcome(self):
        """An answer that was never given before needs no reason."""
        outcome = worst(verdict.outcome for verdict in self.verdicts)
        return ALLOW if self.edit.completes and outcome == REASON else outcome

    @property
    def must_tell(self):
        return any(verdict.must_tell for verdict in self.verdicts)


class UdiDevice(models.Model):
    """Edits of a device in use: which may pass, and what is written about them."""

    _name = "udi.device"
    _inherit = ["udi.device", "udi.gate"]

    def write(self, vals):
        if "state" in vals:
            self._gate_state(vals["state"])
        return super().write(vals)

    def _update_field_translations(self, field_name, translations, *args, **kwargs):
        """A translation is an edit too; it does not come through `write`."""
        for told in list(translations.values())[:1]:
            self._gate_pass(self._gate_written({field_name: told}))
        return super()._update_field_translations(
            field_name, translations, *args, **kwargs
        )

    def _gate_state(self, state):
        """No way back to a draft, where everything may change."""
        back = self.filtered(
            lambda device: (
                device.state in IN_USE and state not in (device.state, "withdrawn")
            )
        )
        if back:
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(device)s is “%(now)s” and cannot become “%(then)s”. Make a new "
                    "device from this one.",
                    device=back[0].name,
                    now=states[back[0].state],
                    then=states.get(state, state),
                )
            )

    def _gate_home(self):
        return self, "", self

    def _gate_created(self):
        """A device starts as a draft, and a draft may change."""
        return {}

    def _gate_removed(self):
        """Only drafts are deleted."""
        return {}

    def _gate_edit_field(self, home, name, value):
        if not judged_as(self._name, name):
            return None
        return super()._gate_edit_field((self, name, self), name, value)

    def _gate_adds(self, name, before, after):
        if name == "direct_marking" and before == "none":
            return True, False
        if name == "max_reuses" and not self.single_use:
            return not before, not before  # 0 says nothing before that is answered
        return super()._gate_adds(name, before, after)

    def _gate_told(self, model, attribute):
        """The device names the representative of the EU only."""
        told = super()._gate_told(model, attribute)
        return told - {"cn"} if attribute == "local_agent_id" else told

    def _gate_case(self, attribute):
        """EUDAMED knows a kit only where the device is for in vitro diagnosis."""
        if attribute == "is_kit" and self.legislation_eu:
            return "ivd" if self.legislation_eu in ("ivdr", "ivdd") else "mdr"
        return ""

    def _udi_gate_markets(self):
        """``{device: {market: state of its record there}}``.

        Without registrations a class is taken for a published record: who cannot
        know whether others read it already must not change it in silence.
        """
        return {device: device._udi_gate_default() for device in self}

    def _udi_gate_default(self):
        markets = {}
        if self.risk_class_us:
            markets["us"] = "after_grace"
        if self.risk_class_eu or self.legislation_eu:
            markets["eu"] = "registered"
        if self.risk_class_cn:
            markets["cn"] = "published"
        if "gs1" in self.di_ids.mapped("issuing_agency"):
            markets["gs1"] = "any"
        return markets

    def _gate_preview(self, vals):
        """The edits that writing these values would be, lines included."""
        self.ensure_one()
        edits = list(self._gate_written(vals).get(self, ()))
        for name, commands in vals.items():
            if self._fields[name].type == "one2many" and commands:
                edits += self._gate_preview_lines(name, commands)
        return edits

    def _gate_preview_lines(self, name, commands):
        field = self._fields[name]
        Line = self.env[field.comodel_name]
        found = defaultdict(list)
        for command, record_id, argument in spelt_out(commands):
            line = Line.browse(record_id or ())
            if command == Command.CREATE:
                line = Line.new({**argument, field.inverse_name: self.id})
                told = line._gate_created()
            elif command == Command.UPDATE:
                told = line._gate_written(argument)
            elif command in (Command.DELETE, Command.UNLINK):
                told = line._gate_removed()
            elif command in (Command.SET, Command.CLEAR):
                told = (self[name] - Line.browse(argument or ()))._gate_removed()
            else:
                continue
            found[self] += told.get(self, ())
        return found[self]

    def _gate_differing(self, vals):
        """Only the values, and the commands for lines, that change anything."""
        self.ensure_one()
        differing = {}
        for name, value in vals.items():
            if self._fields[name].type == "one2many":
                commands = spelt_out(value)
                commands = [c for c in commands if self._gate_moves_line(name, *c)]
                if commands:
                    differing[name] = commands
            elif self._gate_value(name, value) != self[name]:
                differing[name] = value
        return differing

    def _gate_moves_line(self, name, command, record_id, argument):
        if command == Command.LINK:
            return record_id not in self[name].ids
        if command in (Command.SET, Command.CLEAR):
            return set(argument or ()) != set(self[name].ids)
        return True

    def _gate_judge(self, edits, record_was_wrong=False):
        """``{device: what is judged}`` for ``{device: edits}``."""
        devices = self.union(*edits)
        book = self.env["udi.change.rule"]._book()
        markets = devices._udi_gate_markets()
        judged = {}
        for device, made in edits.items():
            judged[device] = [
                Judged(
                    edit,
                    decide(
                        [edit.change],
                        book,
                        markets[device],
                        record_was_wrong=record_was_wrong or edit.completes,
                    ).verdicts,
                )
                for edit in made
            ]
        return judged

    @api.model
    def _gate_pass(self, edits):
        """Refuse what is not allowed; write down what is."""
        edits = {device: made for device, made in edits.items() if made}
        if not edits:
            return
        judged = self._gate_judge(edits)
        held = {
            device: [each for each in made if each.outcome in (STOP, REASON)]
            for device, made in judged.items()
        }
        held = {device: made for device, made in held.items() if made}
        agreed = self.union(*held)._gate_agreed() if held else {}
        for device, made in held.items():
            change = agreed.get(device)
            allowed = change and change.agreed_fields or ()
            left = [each for each in made if each.edit.name not in allowed]
            if left:
                raise UserError(device._gate_refusal(left, len(held) - 1))
            if change.kind == "wrong":
                edits_of = {device: edits[device]}
                judged |= self._gate_judge(edits_of, record_was_wrong=True)
        self._gate_log(judged, agreed)

    def _gate_agreed(self):
        """``{device: the change}`` that is just being applied to it."""
        changes = (
            self.env["udi.device.change"]
            .sudo()
            .search([("device_id", "in", self.ids), ("state", "=", "approved")])
        )
        return {change.device_id: change for change in changes}

    def _write_judged(self, vals, reason, record_was_wrong=False):
        """Write what only a reason lets pass; what needs a new DI is refused here too.

        The agreement is a record, so it can be read later and nothing is hidden.
        """
        self.check_access("write")
        edits = {device: device._gate_preview(vals) for device in self}
        for device, made in self._gate_judge(edits, record_was_wrong).items():
            stopped = [each for each in made if each.outcome == STOP]
            if stopped:
                raise UserError(device._gate_refusal(stopped))
        kind = "wrong" if record_was_wrong else "changed"
        agreements = self.env["udi.device.change"]._agree(self, vals, reason, kind)
        self.write(vals)
        agreements._set({"state": "applied"})
        return agreements
