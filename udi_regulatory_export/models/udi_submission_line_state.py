from dataclasses import replace

from odoo import fields, models

from ..formats.snapshot import to_json
from .kept_snapshots import kept_snapshots
from .udi_registration_changes import name
from .udi_submission_line import SENT

# A first registration; what was kept before is of an earlier life of the code
FIRST = ("device_post", "udi_di_post")
# What a message counts, beside the device's own version
COUNTED = {
    "market_info_put": "market_version",
    "package_udi_put": "package_version",
    "product_designer_put": "designer_version",
}


class UdiSubmissionLine(models.Model):
    """What a regulator has of a device once it took a message."""

    _inherit = "udi.submission.line"

    def _move_on(self, answer):
        """The kept states of lines with one message, and the counters in them.

        A line without a kept record (built before records were kept) moves only the
        count of its registration.
        """
        sent = kept_snapshots(self)
        bare = self.filtered(lambda line: not sent[line.id])
        for number, found in bare.registration_id.grouped("version").items():
            found.version = number + 1
        states = (self - bare)._next_states()
        if states:
            self._keep(states, answer)
            self.registration_id._take_counters(
                {one: state for one, (_line, state) in states.items()}
            )

    def _next_states(self):
        """``{registration: (line, what the regulator has now)}``."""
        told = self._newest_told()
        others = self._other_devices()
        mine = set(self.registration_id)
        reached = self.registration_id.union(*others.values())
        before = reached._accepted_records()
        states = {}
        for line in self:
            of_line = line.registration_id
            for one in (of_line, *others.get(of_line.device_id.basic_udi_id, ())):
                if one == of_line or one not in mine:
                    states[one] = (line, line._state(told[line], before[one], one))
        return states

    def _other_devices(self):
        """``{family: registrations}`` that an update of their family reaches too."""
        families = self.filtered(lambda line: line.message == "basic_udi_patch")
        families = families.device_id.basic_udi_id
        found = families.device_ids.registration_ids.filtered(
            lambda r: r.regulator == "eudamed" and r.accepted_id
        )
        return found.grouped(lambda r: r.device_id.basic_udi_id)

    def _state(self, record, before, registration):
        """The state to keep; the family's counters are those known by now."""
        form = registration._formats()[registration.regulator]
        if not hasattr(form, "accepted"):
            return record
        message = name(self.message)
        family = registration.device_id.basic_udi_id
        if self.message == "device_post":
            return form.accepted(record, None, message)
        if self.message == "udi_di_post":
            return form.accepted(_further(form, record, family), None, message)
        return form.accepted(record, _with(before or record, family), message)

    def _newest_told(self):
        """``{line: record}``; what a later batch told of the same stays, when the
        answer to the earlier one is read after it."""
        later = self.search(
            [
                ("registration_id", "in", self.registration_id.ids),
                ("message", "in", list(set(self.mapped("message")))),
                ("status", "=", "accepted"),
                ("submission_id", ">", min(self.submission_id.ids, default=0)),
            ]
        )
        kept = kept_snapshots(self | later)
        newest = {
            (line.registration_id, line.message): line
            for line in later.sorted(lambda line: line.submission_id.id)
            if kept[line.id]
        }
        found = {}
        for line in self:
            last = newest.get((line.registration_id, line.message), line)
            found[line] = line.registration_id._snapshot_record(kept[last.id])
        return found

    def _keep(self, states, answer):
        """Evidence: a version row for each device that the message reached."""
        rows = self.env["udi.registration.version"].create(
            [
                {
                    "registration_id": registration.id,
                    "company_id": registration.company_id.id,
                    "message": line.message,
                    "number": line._number(registration, state),
                    "accepted_at": answer.read_on or fields.Datetime.now(),
                    "user_id": answer.user_id.id or self.env.uid,
                    "submission_line_id": line.id,
                    "snapshot": to_json(state),
                }
                for registration, (line, state) in states.items()
            ]
        )
        for row in rows:
            row.registration_id.accepted_id = row

    def _number(self, registration, state):
        """Of what the message counts: the device, its family, markets, packages."""
        if registration.regulator != "eudamed":
            return registration.version + 1
        if self.message == "basic_udi_patch":
            return state.basic_udi.version
        return getattr(state.eudamed, COUNTED.get(self.message, "version"))


class UdiRegistration(models.Model):
    _inherit = "udi.registration"

    def _take_counters(self, states):
        """What the regulator counts stands on the records, from their kept states.

        Equal values are written together: most of a batch has the same.
        """
        for registration in states:
            if registration.regulator != "eudamed":
                registration.version += 1
        known = {r: s for r, s in states.items() if r.regulator == "eudamed"}
        registrations = self.browse().union(*known)
        _write_alike(registrations, lambda r: _of_device(known[r]))
        for detail_set in registrations._details():
            _write_alike(
                detail_set.sudo(), lambda d: _of_parts(known[d.registration_id])
            )
        families = {
            r.device_id.basic_udi_id: s.basic_udi
            for r, s in known.items()
            if r.device_id.basic_udi_id and s.basic_udi
        }
        _write_alike(
            self.env["udi.basic.udi"].sudo().union(*families),
            lambda f: {
                "version": families[f].version,
                "registry_state": families[f].registry_state,
            },
        )

    def _settle(self):
        """Where each stands, by its last batch: an older answer decides nothing."""
        last = {}
        lines = self.env["udi.submission.line"].search(
            [
                ("registration_id", "in", self.ids),
                ("status", "in", SENT),
                ("submission_id.uploaded_on", "!=", False),
            ]
        )
        for line in lines.sorted(lambda line: line.submission_id.id):
            known = last.setdefault(line.registration_id, line)
            if line.submission_id != known.submission_id:
                known = line.browse()
            last[line.registration_id] = known | line
        found = self.filtered(lambda r: r in last and r.state != "withdrawn")
        _write_alike(found.sudo(), lambda r: {"state": r._state_by(last[r])})

    def _state_by(self, lines):
        statuses = {line.status for line in lines if not self._is_known_already(line)}
        if "refused" in statuses:
            return "rejected"
        return "submitted" if "built" in statuses else "registered"

    def _is_known_already(self, line):
        """Sent as new a second time: what the regulator has is not undone by it."""
        again = line.status == "refused" and line.message in FIRST
        return bool(again and self.accepted_id)


def _with(record, family):
    """The record with what is known of its family by now."""
    basic = record.basic_udi and replace(
        record.basic_udi,
        version=family.version,
        registry_state=family.registry_state or "",
    )
    return replace(record, basic_udi=basic)


def _further(form, record, family):
    """A further device waits as its family does; of a family whose own answer is not
    read yet, as one like it would."""
    if family.version or family.registry_state == "registered":
        return _with(record, family)
    alike = form.accepted(record, None, "DEVICE.POST").basic_udi.registry_state
    basic = replace(record.basic_udi, version=0, registry_state=alike)
    return replace(record, basic_udi=basic)


def _of_device(state):
    return {
        "version": state.eudamed.version,
        "registry_state": state.eudamed.registry_state or False,
    }


def _of_parts(state):
    names = ("market_version", "package_version", "designer_version")
    return {name: getattr(state.eudamed, name) for name in names}


def _write_alike(records, values_of):
    """One write for all records that get the same, and none for who has it."""
    alike = {}
    for record in records:
        values = values_of(record)
        if any(record[name] != value for name, value in values.items()):
            alike.setdefault(tuple(values.items()), []).append(record.id)
    for values, ids in alike.items():
        records.browse(ids).write(dict(values))
