from odoo import api, fields, models

from odoo.addons.udi_traceability.tools.finding import INFO, WARN, Finding
from odoo.addons.udi_traceability.tools.import_compare import same_party

from ..tools import published_registration as published

FINDINGS = [
    ("older_version", "Older version than here"),
    ("withdrawn_here", "Withdrawn here, public there"),
    ("obsolete_code", "Obsolete term"),
    ("code_words", "Entry of a list in other words"),
]
PREFIX = "registration."


class UdiImportRow(models.Model):
    """The regulator's own record in a row: compared, and what has no place is told."""

    _inherit = "udi.import.row"

    finding_code = fields.Selection(
        selection_add=FINDINGS,
        ondelete=dict.fromkeys((code for code, _label in FINDINGS), "set null"),
    )

    def _known(self):
        known = super()._known()
        devices = self.env["udi.device"].browse(known["now"])
        registrations = self.env["udi.registration"]._published_values(devices)
        for device, of_device in registrations.items():
            known["now"][device]["registrations"] = of_device
        lines = [line for row in self for line in row._published_codes()]
        known["codes"] = self._known_codes(lines)
        return known

    def _published(self):
        """What the regulator alone keeps; a sheet has nothing of it."""
        return (self.values or {}).get("registration") or {}

    def _published_codes(self):
        values = self._published()
        return list(published.codes(values)) if values else []

    @api.model
    def _known_codes(self, lines):
        """(list, code) -> the entry, archived ones too."""
        wanted = {line["code"] for _list, line in lines}
        entries = (
            self.env["udi.code"]
            .with_context(active_test=False, lang=None)
            .search_read(
                [
                    ("code", "in", list(wanted)),
                    ("code_list", "in", list({name for name, _line in lines})),
                ],
                ["code_list", "code", "name", "definition"],
            )
        )
        return {(entry["code_list"], entry["code"]): entry for entry in entries}

    @api.model
    def _judged(self, values):
        """The values that a registration has a field for, and the others."""
        detail = self.env[f"udi.registration.{values['regulator']}"]
        return published.judged(values, detail._allowed())

    @api.model
    def _changes(self, values, now):
        found = super()._changes(values, now)
        told = values.get("registration")
        if not told:
            return found
        of_device = now.get("registrations", {}).get(told["regulator"], {})
        changed = published.changes(
            self._judged(told)[0], of_device, values, same_party
        )
        return found | {PREFIX + name: pair for name, pair in changed.items()}

    def _referred(self, values, known, now):
        yield from super()._referred(values, known, now)
        told = values.get("registration")
        if not told:
            return
        kept, left = self._judged(told)
        for name, text in left:
            yield Finding("not_read", INFO, PREFIX + name, text)
        yield from self._versions(kept, now.get("registrations", {}), told["regulator"])
        for code_list, line in self._published_codes():
            yield from self._words(line, known["codes"].get((code_list, line["code"])))

    @api.model
    def _versions(self, values, registrations, regulator):
        now = registrations.get(regulator, {})
        if published.is_older(values, now):
            told = values.get("version") or 0, now["version"]
            yield Finding("older_version", WARN, PREFIX + "version", *told)
        if published.is_reopened(values, now):
            yield Finding("withdrawn_here", WARN, PREFIX + "state")

    @api.model
    def _words(self, line, entry):
        """Lists are not changed by a file about devices: other words are told."""
        if line.get("is_obsolete"):
            yield Finding("obsolete_code", INFO, PREFIX + "gmdn_ids", line["code"])
        for name in ("name", "definition"):
            told = line.get(name)
            if entry and told and told != (entry[name] or ""):
                yield Finding("code_words", INFO, PREFIX + name, line["code"], told)


class UdiImportGroup(models.Model):
    _inherit = "udi.import.group"

    code = fields.Selection(
        selection_add=FINDINGS,
        ondelete=dict.fromkeys((code for code, _label in FINDINGS), "cascade"),
    )


class UdiImportSay(models.AbstractModel):
    _inherit = "udi.import.say"

    def _texts(self):
        return super()._texts() | {
            "older_version": self.env._(
                "The file has version %(value)s, here is %(expected)s: the "
                "registration stays. Download the file again."
            ),
            "withdrawn_here": self.env._(
                "Withdrawn here, but public at the regulator. It stays withdrawn."
            ),
            "obsolete_code": self.env._(
                "GMDN term %(value)s is obsolete. Choose another one before a change."
            ),
            "code_words": self.env._(
                "%(value)s has other words in our list, which stays. The file says: "
                "%(expected)s."
            ),
        }

    @api.model
    def _label(self, path):
        if not path.startswith(PREFIX):
            return super()._label(path)
        name = path.removeprefix(PREFIX)
        for regulator in published.CODES:
            field = self.env[f"udi.registration.{regulator}"]._fields.get(name)
            if field:
                return field._description_string(self.env)
        return self._labels_of_others().get(name, name)

    def _labels_of_others(self):
        """What EUDAMED keeps and a registration here does not."""
        return {
            "designer": self.env._("Original manufacturer"),
            "new_device": self.env._("New device (IVDR)"),
            "parts": self.env._("State and versions of the parts"),
        }
