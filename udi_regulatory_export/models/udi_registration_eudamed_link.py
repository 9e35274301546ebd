from odoo import models

from ..formats import eudamed
from ..formats.findings import ERROR


class UdiRegistrationEudamed(models.Model):
    """EUDAMED links a device to its counterpart only if both say the same."""

    _inherit = "udi.registration.eudamed"

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
        return found

    def _is_comparable(self, record):
        problems = eudamed.problems(record)
        return all(finding.severity != ERROR for finding in problems)
