from collections import namedtuple

from odoo import api, fields, models
from odoo.tools import SQL

from ..formats import shared

READERS = "udi_traceability.group_udi_user"
# One part of the comparison in the background; each is committed
PART = 500

OURS, ACCEPTED, PUBLISHED = "ours", "accepted", "published"
# Who has a record, the record, and since when it stands there
Side = namedtuple("Side", "registration who record since")
# ``sides``: regulator to its Side; ``rows``: what ``formats.shared`` found
Laid = namedtuple("Laid", "sides rows")


class UdiRegistration(models.Model):
    """What a regulator has of the device, or would be told now."""

    _inherit = "udi.registration"

    def _sides(self, told_now=False):
        """``{registration: Side}``; snapshots and records are read at once."""
        kept = self.browse()
        if not told_now:
            kept = self.filtered(lambda r: r.accepted_id or r.published_on)
        kept.filtered("published_on").fetch(["published_snapshot"])
        accepted = kept._accepted_records()
        found = {one: one._kept_side(record) for one, record in accepted.items()}
        records = self.env["udi.device"]._device_records(self - kept)
        for one, record in records.items():
            found[one] = Side(one, OURS, record, False)
        return found

    def _kept_side(self, accepted):
        """The newer one of what was accepted and what was published."""
        published_on = self.published_on
        if published_on and (not accepted or published_on > self.accepted_on):
            record = self._snapshot_record(self.published_snapshot)
            return Side(self, PUBLISHED, record, published_on)
        return Side(self, ACCEPTED, accepted, self.accepted_on)

    def _side_text(self, side):
        """Whose record stands in a column, in words."""
        if side.who == OURS:
            return self.env._("As it would be told now")
        day = self._day(side.since)
        if side.who == ACCEPTED:
            return self.env._("Accepted on %(day)s", day=day)
        return self.env._("Published, read on %(day)s", day=day)


class UdiDevice(models.Model):
    """Facts that several regulators are told of one device."""

    _inherit = "udi.device"

    disagreement_count = fields.Integer(
        "Regulators disagree on",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=READERS,
        help="Facts that two regulators have, and no answer of ours fits both.",
    )
    regulators_compared_on = fields.Datetime(
        "Regulators compared on", readonly=True, copy=False, groups=READERS
    )

    def action_compare_regulators(self):
        """One device side by side; of several the list, to choose from."""
        self.check_access("read")
        self._compare_regulators()
        if len(self) == 1:
            return self.env["udi.registration.compare"]._open(self)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "udi_regulatory_export.udi_registration_compare_action"
        )
        return dict(action, domain=[("id", "in", self.ids)], context={})

    def action_compare_again(self):
        """Those chosen, at once; many of them in the background."""
        self.check_access("read")
        if len(self) <= PART:
            self._compare_regulators()
            return {"type": "ir.actions.client", "tag": "soft_reload"}
        self.sudo().regulators_compared_on = False
        cron = self.env.ref("udi_regulatory_export.ir_cron_compare_regulators")
        cron.sudo()._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._(
                    "%(count)s devices are compared in the background. You may leave.",
                    count=len(self),
                ),
                "type": "info",
            },
        }

    def _laid_out(self, told_now=False):
        """``{device: Laid}``, set-based; withdrawn registrations say nothing."""
        kept = self.registration_ids.filtered(lambda r: r.state != "withdrawn")
        sides = kept._sides(told_now)
        of_device = kept.grouped("device_id")
        forms = {
            name: form
            for name, form in kept._formats().items()
            if hasattr(form, "shared")
        }
        found = {}
        for device in self:
            own = {r.regulator: sides[r] for r in of_device.get(device, ())}
            own = {name: own[name] for name in forms if name in own}
            told = {name: forms[name].shared(each.record) for name, each in own.items()}
            found[device] = Laid(own, shared.compare(told))
        return found

    def _compare_regulators(self):
        """Keep how many facts regulators disagree on: lists filter by it."""
        laid = self._laid_out()
        now = fields.Datetime.now()
        counts = {d: sum(row.contradicts for row in laid[d].rows) for d in self}
        for count, devices in self.grouped(counts.get).items():
            devices.sudo().write(
                {"disagreement_count": count, "regulators_compared_on": now}
            )

    @api.model
    def _cron_compare_regulators(self):
        """Part by part: whoever moved on since, and everybody once a day."""
        stale = self._not_compared()
        left = len(stale)
        for start in range(0, left, PART):
            self.env.invalidate_all()
            part = self.browse(stale[start : start + PART]).exists()
            for company, devices in part.grouped("company_id").items():
                devices.with_company(company or self.env.company)._compare_regulators()
            remaining = max(left - start - PART, 0)
            if not self.env["ir.cron"]._commit_progress(len(part), remaining=remaining):
                return

    @api.model
    def _not_compared(self):
        """Ids of devices whose count may be another by now."""
        self.flush_model(["disagreement_count", "regulators_compared_on"])
        self.env["udi.registration"].flush_model(["accepted_id", "published_on"])
        today = fields.Datetime.now().replace(hour=0, minute=0, second=0)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT device.id
                  FROM udi_device device
                  LEFT JOIN udi_registration registration
                    ON registration.device_id = device.id
                  LEFT JOIN udi_registration_version version
                    ON version.id = registration.accepted_id
                 GROUP BY device.id
                HAVING (COUNT(registration.id) < 2 AND device.disagreement_count > 0)
                    OR (COUNT(registration.id) > 1
                        AND (device.regulators_compared_on IS NULL
                             OR device.regulators_compared_on < %(today)s
                             OR device.regulators_compared_on <
                                GREATEST(MAX(version.accepted_at),
                                         MAX(registration.published_on))))
                 ORDER BY device.regulators_compared_on NULLS FIRST, device.id
                """,
                today=today,
            )
        )
        return [device_id for (device_id,) in rows]
