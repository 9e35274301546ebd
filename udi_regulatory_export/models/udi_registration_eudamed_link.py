from odoo import api, fields, models

from ..formats import eudamed
from ..formats.eudamed.link import LEGACY
from ..formats.findings import ERROR, Finding

# A device's law to those its counterpart may be under
COUNTERPARTS = LEGACY | {
    legacy: (law,) for law, several in LEGACY.items() for legacy in several
}


class UdiDevice(models.Model):
    _inherit = "udi.device"

    counterpart_of_ids = fields.One2many(
        "udi.registration.eudamed",
        "related_device_id",
        groups="udi_traceability.group_udi_user",
        copy=False,
    )


class UdiRegistrationEudamed(models.Model):
    """EUDAMED links a device to its counterpart only if both say the same."""

    _inherit = "udi.registration.eudamed"

    related_device_id = fields.Many2one(index="btree_not_null")
    counterpart_domain = fields.Binary(
        compute="_compute_counterpart_domain", exportable=False
    )

    @api.depends("device_id.legislation_eu", "device_id.manufacturer_id")
    def _compute_counterpart_domain(self):
        """The maker's devices of the other law that nobody has linked (BR-UDID-714)."""
        for detail in self:
            device = detail.device_id
            laws = COUNTERPARTS.get(device.legislation_eu, ())
            detail.counterpart_domain = [
                ("legislation_eu", "in", list(laws)),
                ("manufacturer_id", "=", device.manufacturer_id.id),
                ("registration_ids.regulator", "=", "eudamed"),
                ("counterpart_of_ids", "not any", [("id", "!=", detail._origin.id)]),
            ]

    def _setting_findings(self):
        found = super()._setting_findings()
        linked = self.filtered("related_registration_id")
        if not linked:
            return found
        others = linked.related_registration_id
        both = linked.registration_id | others.registration_id
        records = self.env["udi.device"]._device_records(both)
        fit = {each: self._is_comparable(record) for each, record in records.items()}
        for detail in linked:
            ours = detail.registration_id
            theirs = detail.related_registration_id.registration_id
            if fit[ours] and fit[theirs]:
                differing = eudamed.link_problems(records[ours], records[theirs])
                found[ours] += differing
        for detail, finding in linked._taken_findings().items():
            found[detail.registration_id] += (finding,)
        return found

    def _taken_findings(self):
        """``{detail: finding}`` where the counterpart has another one (BR-UDID-704)."""
        devices = self.related_device_id
        linking = self.search([("related_device_id", "in", devices.ids)])
        linking = linking.grouped("related_device_id")
        found = {}
        for detail in self:
            device = detail.related_device_id
            taken = linking.get(device, self.browse()).device_id
            taken |= detail.related_registration_id.related_device_id
            others = taken - detail.device_id
            if others:
                found[detail] = Finding(
                    code="counterpart_taken",
                    severity=ERROR,
                    field="udi.registration.eudamed.related_device_id",
                    value=device.name,
                    expected=others[0].name,
                )
        return found

    def _is_comparable(self, record):
        problems = eudamed.problems(record)
        return all(finding.severity != ERROR for finding in problems)
