from dataclasses import fields as fields_of, replace

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..formats.snapshot import SnapshotError, from_json
from .kept_snapshots import kept_snapshots

# One part of the nightly comparison; each is committed
PART = 500


def key(name):
    """Our key of a message that the regulator calls ``UDI_DI.PATCH``."""
    return name.lower().replace(".", "_")


def name(message):
    """The regulator's name of a message of ours."""
    service, _dot, operation = message.rpartition("_")
    return f"{service}.{operation}".upper() if service else ""


def differs(regulator, record, accepted):
    """Whether a regulator that takes whole records would be told anything new.

    What the regulator itself counts or says is no news to it, nor is the EU's family.
    """
    block, known = getattr(record, regulator), getattr(accepted, regulator)
    own = {"version", "registry_state", "external_key", "spl_version"}
    own &= {each.name for each in fields_of(block)}
    block = replace(block, **{name: getattr(known, name) for name in own})
    given = {"as_of": accepted.as_of, "basic_udi": accepted.basic_udi}
    return replace(record, **given, **{regulator: block}) != accepted


class UdiRegistration(models.Model):
    """What changed since the regulator accepted it, and which message tells it."""

    _inherit = "udi.registration"

    compared_on = fields.Datetime("Compared on", readonly=True, copy=False)
    changed_on = fields.Date(
        "Change noticed on",
        readonly=True,
        copy=False,
        help="The day our record was first seen to differ from what was accepted.",
    )

    def action_compare(self):
        """Whoever changed a device asks what the regulator is to be told now."""
        self._look_for_changes()

    def _accepted_record(self):
        """The record as the regulator accepted it last, or None."""
        self.ensure_one()
        return self._accepted_records()[self]

    def _accepted_records(self):
        """``{registration: DeviceRecord or None}``; snapshots are read at once."""
        kept = kept_snapshots(self.accepted_id)
        return {
            registration: registration._snapshot_record(
                kept.get(registration.accepted_id.id)
            )
            for registration in self
        }

    def _snapshot_record(self, kept):
        """A kept state of this registration's device; None if there is none."""
        if not kept:
            return None
        try:
            return from_json(kept)
        except SnapshotError as error:
            raise UserError(
                self.env._(
                    "The kept state of %(registration)s is one that this version of "
                    "the addon cannot read (%(why)s). Update the addon.",
                    registration=self.display_name,
                    why=error,
                )
            ) from error

    def _plan(self, examined=None, families=frozenset()):
        """``{registration: messages}``, keys of ``MESSAGES`` in upload order.

        Nothing for who is up to date, or cannot go yet. Of a new family the first one
        brings it.

        :param families: codes of the families that others bring before these
        """
        examined = self._examine() if examined is None else examined
        plans = dict.fromkeys(self, ())
        for regulator, registrations in self.grouped("regulator").items():
            going = [each for each in registrations if examined[each].fit]
            found = [examined[each] for each in going]
            planned = self._planned(regulator, found, families)
            plans.update(zip(going, planned, strict=True))
        return plans

    @api.model
    def _planned(self, regulator, examined, families):
        """Messages of each, in the same order; none that would have nothing in it."""
        form = self._formats()[regulator]
        if not hasattr(form, "plan_all"):
            return [self._whole(regulator, one) for one in examined]
        entries = (form.Entry(record=e.record, accepted=e.accepted) for e in examined)
        return [
            tuple(key(each) for each in names if form.MESSAGES[each].has(entry.record))
            for entry, names in form.plan_all(entries, families)
        ]

    @api.model
    def _whole(self, regulator, one):
        known = one.accepted
        news = known is None or differs(regulator, one.record, known)
        return ("whole",) if news else ()

    def _look_for_changes(self):
        """Compare with what was accepted; what is not accepted yet is left alone."""
        self.filtered("accepted_id")._check()

    def _changes(self, examined):
        """``{registration: messages or None}``; None is "no change".

        A record that cannot go is still compared: its messages are those that would
        carry what differs, none where nothing can.
        """
        plans = self._plan(examined)
        found = {}
        for registration in self:
            one, names = examined[registration], plans[registration]
            if one.accepted is None:
                found[registration] = None
            elif one.fit:
                found[registration] = names or None
            else:
                found[registration] = registration._carriers(one)
        return found

    def _carriers(self, one):
        form = self._formats()[self.regulator]
        if not hasattr(form, "difference"):
            return self._whole(self.regulator, one) or None
        rows = form.difference(one.record, one.accepted)
        carriers = dict.fromkeys(key(row.carrier) for row in rows if row.carrier)
        return tuple(carriers) if rows else None

    def _changed_values(self, messages):
        """What the comparison writes; None is "no change"."""
        changed = messages is not None
        today = self.env.company._udi_today()
        return {
            "is_changed": changed,
            "changed_messages": ", ".join(map(name, messages or ())) or False,
            "changed_on": (self.changed_on or today) if changed else False,
            "compared_on": self.accepted_id and fields.Datetime.now(),
        }

    @api.model
    def _cron_look_for_changes(self):
        """Nightly, part by part: whoever was not compared today, the longest first."""
        today = fields.Datetime.now().replace(hour=0, minute=0, second=0)
        never = Domain("compared_on", "=", False)
        domain = Domain("accepted_id", "!=", False) & Domain(
            "state", "in", ("registered", "rejected")
        )
        domain &= never | Domain("compared_on", "<", today)
        left = self.search_count(domain)
        while left:
            self.env.invalidate_all()
            part = self.search(domain, order="compared_on NULLS FIRST, id", limit=PART)
            for company, found in part.grouped("company_id").items():
                company = company or self.env.company
                found.with_company(company)._look_for_changes()
            left -= len(part)
            if not self.env["ir.cron"]._commit_progress(len(part), remaining=left):
                return
