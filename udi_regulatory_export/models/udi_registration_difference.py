from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# Identifiers that share a list on the form, by the refs of their facts
PARTS = {
    ("udi.device.di_ids", "1"): _lt("DI marked on the device"),
    ("udi.device.di_ids", "2"): _lt("Secondary DI"),
    ("udi.device.di_ids", "3"): _lt("Unit of use DI"),
}
# What forbids a change, and the way out
LOCKS = {
    "locked_family": _lt("cannot change after registration: new Basic UDI-DI"),
    "certificates_stay": _lt("fixed; the notified body registers new certificates"),
    "locked_device": _lt("cannot change after registration: new UDI-DI"),
    "locked_package": _lt("cannot change after registration: new package DI"),
    "locked_once": _lt("was told once and cannot change: set it back"),
    "not_intended_later": _lt("only a first registration says this: set it back"),
    "text_stays": _lt("cannot be taken away: enter it again"),
    "designer_stays": _lt("cannot change after registration: new UDI-DI"),
    "package_stays": _lt("cannot be taken away: give it an end date"),
}


class UdiRegistration(models.Model):
    """Our record beside what was accepted and what is published."""

    _inherit = "udi.registration"

    published_snapshot = fields.Json(
        "Record as published", readonly=True, copy=False, prefetch=False
    )
    published_on = fields.Datetime("Published record read on", readonly=True)
    difference = fields.Json(compute="_compute_difference")

    @api.depends("accepted_id", "published_on")
    @api.depends_context("lang", "company")
    def _compute_difference(self):
        found = self._origin._differences()
        for registration in self:
            registration.difference = found.get(registration._origin)

    def _differences(self):
        """``{registration: table}`` for ``udi_compare``; none without a state to
        compare with."""
        empty = {"columns": [], "rows": []}
        tables = dict.fromkeys(self, empty)
        kept = self.filtered(lambda r: r.accepted_id or r.published_on)
        records = self.env["udi.device"]._device_records(kept)
        accepted = kept._accepted_records()
        for registration in kept:
            form = registration._formats()[registration.regulator]
            if hasattr(form, "facts"):
                states = registration._states(accepted[registration])
                states = [("ours", records[registration], ""), *states]
                tables[registration] = registration._difference_table(form, states)
        return tables

    def _states(self, accepted):
        """What our record is compared with: (who has it, record, since when)."""
        states = []
        if accepted is not None:
            states.append(("accepted", accepted, self._day(self.accepted_on)))
        if self.published_on:
            published = self._snapshot_record(self.published_snapshot)
            states.append(("published", published, self._day(self.published_on)))
        return states

    def _day(self, moment):
        return fields.Date.to_string(fields.Datetime.context_timestamp(self, moment))

    def _difference_table(self, form, states):
        told = [_by_place(form.facts(record)) for _who, record, _since in states]
        locks = {}
        compared = hasattr(form, "difference")
        for _who, record, _since in reversed(states[1:] if compared else ()):
            rows = form.difference(states[0][1], record)
            locks.update({(row.field, row.ref): row.locked for row in rows})
        places = dict.fromkeys(place for facts in told for place in facts)
        return {
            "columns": [
                {"title": self._state_title(who), "note": since}
                for who, _record, since in states
            ],
            "rows": [
                self._difference_row(place, told, locks.get(place)) for place in places
            ],
        }

    def _state_title(self, who):
        return {
            "ours": self.env._("Ours"),
            "accepted": self.env._("Accepted last"),
            "published": self.env._("Published"),
        }[who]

    def _difference_row(self, place, told, lock):
        facts = [each.get(place) for each in told]
        values = [self._fact_text(fact) if fact else "" for fact in facts]
        differs = len(set(values)) > 1
        return {
            "label": self._place_text(*place),
            "group": self._carried(next(filter(None, facts)), lock) if differs else "",
            "values": values,
            "differs": differs,
        }

    def _place_text(self, field, ref):
        if (field, ref) in PARTS:
            return self.env._(PARTS[field, ref])
        label = self._fact_field(field)._description_string(self.env)
        return f"{label}, {ref}" if ref else label

    def _carried(self, fact, lock):
        """Which message would tell it, or why none can and what to do instead."""
        if lock in LOCKS:
            return self.env._("Fixed: %(why)s", why=self.env._(LOCKS[lock]))
        if not fact.carrier:
            return self.env._("goes with the next whole record")
        return self.env._("carried by %(message)s", message=fact.carrier)

    def _fact_field(self, place):
        model, _dot, name = place.rpartition(".")
        return self.env[model]._fields[name]

    def _fact_text(self, fact):
        """A selection's key as people read it; yes and no likewise."""
        words = {"yes": self.env._("yes"), "no": self.env._("no")}
        field = self._fact_field(fact.field)
        if field.type == "selection":
            words |= dict(field._description_selection(self.env))
        return words.get(fact.value, fact.value)


def _by_place(facts):
    """Facts by field and ref; lines with one ref (two names in one language) are
    numbered."""
    found = {}
    for fact in facts:
        if not fact.value:
            continue
        ref, number = fact.ref, 1
        while (fact.field, ref) in found:
            number += 1
            ref = f"{fact.ref} ({number})".strip()
        found[fact.field, ref] = fact
    return found
