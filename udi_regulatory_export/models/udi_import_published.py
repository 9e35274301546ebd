from base64 import b64decode

from odoo import fields, models

from odoo.addons.udi_traceability.tools import import_file
from odoo.addons.udi_traceability.tools.published import EUDAMED

from ..formats import eudamed
from ..formats.eudamed.plan import KNOWN
from ..formats.eudamed.reading import ReadError
from ..formats.snapshot import to_json
from ..formats.xml_safety import XmlError


class UdiImport(models.Model):
    """A download of one's own devices is kept beside ours, to compare.

    Rows that say nothing new enter nowhere; what EUDAMED says is kept of them too.
    """

    _inherit = "udi.import"

    def _part_check(self):
        result = super()._part_check()
        self._keep_published()
        return result

    def _part_accept(self):
        result = super()._part_accept()
        self._keep_published()
        return result

    def _keep_published(self):
        """Once all rows are through; files that EUDAMED did not write say nothing."""
        if self.job or self.source != EUDAMED:
            return
        devices = self.row_ids.device_id.with_user(self.user_id).sudo(False)
        registrations = devices.registration_ids.filtered(
            lambda r: r.regulator == "eudamed"
        )
        if not registrations.has_access("write"):
            return
        records = self._published_records()
        registrations._take_published(
            {
                one: records[code]
                for one in registrations
                if (code := one._eudamed_key()) in records
            }
        )

    def _published_records(self):
        """``{code: record}`` as EUDAMED published it; a later file says it last."""
        found = {}
        for content in import_file.documents(b64decode(self.content)):
            try:
                message = eudamed.read_published(content)
            except (ReadError, XmlError):
                # the import itself reads more kinds of file, and says what it left
                continue
            for each in message.devices:
                if each.record.eudamed.registry_state:
                    for code in eudamed.answer_codes(each.record, "UDI_DI.PATCH"):
                        found[eudamed.answer_key(code)] = each
        return found


class UdiRegistration(models.Model):
    _inherit = "udi.registration"

    def _eudamed_key(self):
        """By what EUDAMED names this device."""
        code = self.di_id.code or self._detail().eudamed_id
        code = code or self.device_id.primary_di_id.code
        return eudamed.answer_key(code or "")

    def _take_published(self, published):
        """:param published: ``{registration: ReadDevice}``"""
        now = fields.Datetime.now()
        known = self._accepted_records()
        fresh = {}
        for one, each in published.items():
            kept = to_json(each.record)
            one.sudo().write({"published_snapshot": kept, "published_on": now})
            if each.part == "device" and _is_news(each.record, known[one]):
                fresh[one] = each.record
        self.browse().union(*fresh).sudo()._take_as_accepted(fresh, now)

    def _take_as_accepted(self, records, now):
        """What EUDAMED has, and we did not know: later updates rest on it."""
        rows = self.env["udi.registration.version"].create(
            [
                {
                    "registration_id": one.id,
                    "company_id": one.company_id.id,
                    "message": "whole",
                    "number": records[one].eudamed.version,
                    "accepted_at": now,
                    "user_id": self.env.uid,
                    "snapshot": to_json(records[one]),
                }
                for one in self
            ]
        )
        for row in rows:
            row.registration_id.accepted_id = row
        self._take_counters({one: records[one] for one in self})
        waiting = ("required", "preparing", "ready", "submitted")
        self.filtered(lambda r: r.state in waiting).state = "registered"
        self._look_for_changes()


def _is_news(record, known):
    """Newer than what is kept; of the same version ours was sent from here."""
    if record.eudamed.registry_state not in KNOWN:
        return False
    return known is None or record.eudamed.version > known.eudamed.version
