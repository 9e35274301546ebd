from collections import defaultdict
from dataclasses import dataclass

from odoo import api, fields, models
from odoo.fields import Command, Domain

from ..tools.di_gate_attributes import judged_as, markets_of
from ..tools.di_gate_rules import Change

# A withdrawn device is still what its lots and the regulators' records say it is
IN_USE = ("active", "withdrawn")


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference that somebody makes to a device, for the rules and in words.

    ``name``       the field of the device that holds it
    ``completes``  nobody had answered before, so only the record changes
    """

    name: str
    change: Change
    label: str
    before: str
    after: str
    completes: bool = False


def held_in(name):
    """(model, field) of a place: a field of the device, or ``model.field``."""
    model, _dot, field = name.rpartition(".")
    return model or "udi.device", field


def spelt_out(commands):
    """Commands as triples; over the wire the empty end of one may be missing."""
    return [(*command, False, False)[:3] for command in commands or ()]


class UdiGate(models.AbstractModel):
    """Whoever edits a device in use, its lines or its identifiers, meets the rules.

    Form, import, batch and remote calls all end in create, write and unlink.
    A line is judged by the list of the device that holds it. What several devices
    share is judged for each of them.
    """

    _name = "udi.gate"
    _description = "Edit of a Device in Use"
    # the field of the device that lists these records
    _gate_list = ""
    # fields that say whose line a record is
    _gate_links = ("device_id",)
    # fields that may take it into another list
    _gate_moves = ("device_id",)
    # fields of no interest to a regulator
    _gate_free = ("sequence", "company_id")

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env["udi.device"].sudo()._gate_pass(records._gate_created())
        return records

    def write(self, vals):
        Device = self.env["udi.device"].sudo()
        Device._gate_pass(self._gate_written(vals))
        if not set(self._gate_moves).intersection(vals):
            return super().write(vals)
        homes = self._gate_homes()
        done = super().write(vals)
        arrived = [r for r, home in self._gate_homes().items() if homes.get(r) != home]
        Device._gate_pass(self.browse().union(*arrived)._gate_created())
        return done

    def unlink(self):
        self.env["udi.device"].sudo()._gate_pass(self._gate_removed())
        return super().unlink()

    def _gate_home(self):
        """(devices, the field that holds it, whose line this is)."""
        self.ensure_one()
        return self.device_id, self._gate_list, self.device_id

    def _gate_homes(self):
        """``{record: its home}`` of the records whose device is in use."""
        homes = {record: record._gate_home() for record in self}
        return {r: home for r, home in homes.items() if r._gate_in_use(home[0])}

    def _gate_in_use(self, devices):
        """Those whose record others rely on."""
        return devices.filtered(lambda device: device.state in IN_USE)

    def _gate_add(self, edits, home, edit):
        for device in self._gate_in_use(home[0]):
            edits[device].append(edit)

    def _gate_created(self):
        edits = defaultdict(list)
        homes = self._gate_homes()
        if homes:
            others = Domain("id", "not in", self.ids) & Domain.OR(
                Domain(link, "in", self[link].ids) for link in self._gate_links
            )
            taken = {other._gate_home() for other in self.search(others)}
        for record, home in homes.items():
            edit = record._gate_edit_of(
                home, "", record.display_name, True, home not in taken
            )
            record._gate_add(edits, home, edit)
        return edits

    def _gate_removed(self):
        edits = defaultdict(list)
        for record, home in self._gate_homes().items():
            edit = record._gate_edit_of(home, record.display_name, "")
            record._gate_add(edits, home, edit)
        return edits

    def _gate_written(self, vals):
        """``{device: edits}`` that writing these values means."""
        edits = defaultdict(list)
        names = [
            name
            for name in vals
            if name in self._fields
            and name not in self._gate_free
            and self._fields[name].type != "one2many"
        ]
        for record, home in self._gate_homes().items() if names else ():
            for name in names:
                edit = record._gate_edit_field(home, name, vals[name])
                if edit:
                    record._gate_add(edits, home, edit)
        return edits

    def _gate_edit_of(self, home, before, after, adds=False, completes=False):
        """A line comes or goes."""
        _devices, name, _owner = home
        return self._gate_edit(name, held_in(name), "", before, after, adds, completes)

    def _gate_edit_field(self, home, name, value):
        """A field of the line gets another value, or None if it has that already."""
        before, after = self[name], self._gate_value(name, value)
        if before == after or not (before or after):
            return None
        key = judged_as(self._name, name) or held_in(home[1])
        adds, completes = self._gate_adds(name, before, after)
        words = (self._gate_text(name, before), self._gate_text(name, after))
        label = self._fields[name]._description_string(self.env)
        if self._name != "udi.device":
            label = f"{self.display_name}, {label}"
        return self._gate_edit(home[1], key, label, *words, adds, completes)

    def _gate_edit(self, name, key, label, before, after, adds, completes=False):
        model, attribute = key
        change = Change(
            attribute,
            model,
            self._gate_told(model, attribute),
            adds,
            self._gate_case(attribute),
        )
        holder, field = held_in(name)
        held_by = self.env[holder]._fields[field]._description_string(self.env)
        if label and field != attribute and label != held_by:
            label = f"{held_by}, {label}"
        label = label or held_by
        return Edit(name, change, label, before, after, completes)

    def _gate_told(self, model, attribute):
        """The markets that this attribute of this record concerns."""
        return markets_of(model, attribute) & self._gate_markets()

    def _gate_markets(self):
        """The markets whose record has this line."""
        return frozenset(("us", "eu", "cn", "gs1"))

    def _gate_case(self, attribute):
        """Which of several rows of the attribute is meant."""
        return ""

    def _gate_adds(self, name, before, after):
        """(something is added and nothing goes, nobody had answered before)."""
        kind = self._fields[name].type
        if kind == "many2many":
            return before <= after, not before
        empty = not before and kind not in ("integer", "boolean", "float")
        return empty, empty

    def _gate_value(self, name, value):
        """What the field would hold; records that are only now made count as new."""
        field = self._fields[name]
        if field.type == "many2many":
            return self._gate_value_many(name, value)
        if field.type == "many2one":
            return self.env[field.comodel_name].browse(value or ())
        return field.convert_to_record(field.convert_to_cache(value, self), self)

    def _gate_value_many(self, name, value):
        held = self[name]
        if not value or isinstance(value[0], int):
            return held.browse(value or ())
        for command, record_id, argument in spelt_out(value):
            if command in (Command.LINK, Command.UPDATE):
                held |= held.browse(record_id)
            elif command in (Command.UNLINK, Command.DELETE):
                held -= held.browse(record_id)
            elif command in (Command.CLEAR, Command.SET):
                held = held.browse(argument or ())
            else:
                held |= held.new(argument)
        return held

    def _gate_text(self, name, value):
        field = self._fields[name]
        if not value and field.type not in ("integer", "boolean"):
            return ""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "boolean":
            return self.env._("yes") if value else self.env._("no")
        if field.type == "date":
            return fields.Date.to_string(value)
        if field.relational:
            return ", ".join(each.display_name or "" for each in value)
        return str(value)

    def _compare_line(self):
        """This line as one text, to be laid beside another."""
        return self.display_name
