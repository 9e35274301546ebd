from odoo import models
from odoo.fields import Domain

from ..formats import xml
from ..formats.eudamed import OversizeError
from ..formats.findings import ERROR, UnfitRecordError
from ..formats.snapshot import to_json
from . import finding_rows
from .kept_snapshots import kept_snapshots
from .udi_registration_changes import name as message_name


class UdiSubmission(models.Model):
    """One part of a batch: devices looked at, or files written.

    A file is written from the record that was looked at: what is kept as sent is what
    is in the file, whoever changes the device meanwhile.
    """

    _inherit = "udi.submission"

    def _look_at(self, lines):
        """Say of each device which messages tell of it, or why it stays out."""
        registrations = lines.registration_id
        examined = registrations._examine()
        registrations._check(examined)
        examined = registrations._examine_batch(examined)
        plans = registrations._plan(examined, self._families(registrations))
        further = []
        for line in lines:
            registration = line.registration_id
            one, messages = examined[registration], plans[registration]
            kept = {"findings": finding_rows.stored(one.findings)}
            if not messages:
                line.write({**kept, "status": "left_out"})
                continue
            kept |= {"status": "built", "snapshot": to_json(one.record)}
            first, *others = (kept | self._names(one, each) for each in messages)
            line.write(first)
            common = {
                "submission_id": self.id,
                "registration_id": registration.id,
            }
            further += [common | values for values in others]
        lines.create(further)
        self.done_count += len(lines)

    def _names(self, one, message):
        """By which message it goes, and under which key."""
        form = self.env["udi.registration"]._formats()[self.regulator]
        if hasattr(form, "entity_code"):
            code = form.entity_code(one.record, message_name(message))
        else:
            code = getattr(one.record, self.regulator).di.code
        return {"message": message, "entity_code": code}

    def _families(self, registrations):
        """Basic UDI-DIs that an earlier part of this batch brings."""
        families = registrations.device_id.basic_udi_id
        lines = self.env["udi.submission.line"].search(
            self._lines_in(("built",), message="device_post")
            & Domain("registration_id.device_id.basic_udi_id", "in", families.ids)
        )
        brought = lines.registration_id.device_id.basic_udi_id
        return frozenset(brought.mapped("code"))

    def _write_files(self, message, lines):
        form = self.env["udi.registration"]._formats()[self.regulator]
        kept = kept_snapshots(lines)
        if not hasattr(form, "build_files"):
            self._write_singly(form, lines, kept)
            return
        lines -= self._join_written(message, lines)
        accepted = lines.registration_id._accepted_records()
        entries = {
            line: form.Entry(
                record=line.registration_id._snapshot_record(kept[line.id]),
                accepted=accepted[line.registration_id],
            )
            for line in lines
        }
        try:
            self._write_together(form, message, entries)
        except (UnfitRecordError, OversizeError) as error:
            self._leave_out(form, entries, error)

    def _join_written(self, message, lines):
        """Of a family one entry goes; its other devices are told by the same one."""
        codes = lines.mapped("entity_code")
        written = self.env["udi.submission.line"].search(
            self._lines_in(("built",), message=message)
            & Domain("file_id", "!=", False)
            & Domain("entity_code", "in", codes)
        )
        file_of = {line.entity_code: line.file_id for line in written}
        joined = lines.filtered(lambda line: line.entity_code in file_of)
        for line in joined:
            line.file_id = file_of[line.entity_code]
        return joined

    def _write_together(self, form, message, entries):
        """Files of up to 300 entries, with the lines that they tell of."""
        files = self.env["udi.submission.file"]
        domain = [("submission_id", "=", self.id), ("message", "=", message)]
        built = form.build_files(
            entries.values(),
            message_name(message),
            self._envelope(),
            made=files.search_count(domain),
        )
        built = tuple(built)
        if self._refused_by_schema(form, message, entries, built):
            return
        added = files._add(self, [(self._alone(entries, each), each) for each in built])
        place = {
            code: file
            for file, each in zip(added, built, strict=True)
            for code in each.devices
        }
        keys = {line: self._told_as(form, entry) for line, entry in entries.items()}
        file_of = {
            line.entity_code: place[code]
            for line, code in keys.items()
            if code in place
        }
        for line in entries:
            line.file_id = file_of[line.entity_code]

    def _told_as(self, form, entry):
        """The device's own code; ``Built`` lists what is inside by it."""
        return form.entity_code(entry.record, "")

    def _alone(self, entries, built):
        """The registration of a file that is for one device."""
        none = self.env["udi.registration"]
        if len(built.devices) > 1:
            return none
        (code,) = built.devices
        form = none._formats()[self.regulator]
        found = (
            line.registration_id
            for line, entry in entries.items()
            if self._told_as(form, entry) == code
        )
        return next(found, none)

    def _leave_out(self, form, entries, error):
        """What cannot go any more stays out; the next part writes the others."""
        for line, entry in entries.items():
            if isinstance(error, UnfitRecordError):
                found = form.problems(entry.record, entry.accepted)
            else:
                alone = self._told_as(form, entry) == error.code
                found = (error.finding,) if alone else ()
            if any(finding.severity == ERROR for finding in found):
                self._stay_out(line, found)

    def _stay_out(self, line, findings):
        """With all its messages that are not written yet."""
        lines = self._lines_in(
            ("built",), registration_id=line.registration_id.id, file_id=False
        )
        stored = finding_rows.stored(findings)
        line.search(lines).write({"status": "left_out", "findings": stored})
        if line.message == "device_post":
            self._look_again(line)

    def _look_again(self, line):
        """Without the device that brings a family another one must bring it."""
        family = line.registration_id.device_id.basic_udi_id
        lines = line.search(
            self._lines_in(("built",), message="udi_di_post", file_id=False)
            & Domain("registration_id.device_id.basic_udi_id", "=", family.id)
        )
        lines.status = "waiting"
        self.done_count -= len(lines)

    def _refused_by_schema(self, form, message, entries, built):
        """Whether some stay out now: the schema takes the others, and not them.

        Where it takes none, the file itself is the trouble: it is kept as a draft.
        """
        schema = self.schema_id and self.schema_id._xml_schema()
        if not schema or not any(self._violations(schema, each) for each in built):
            return False
        found = {}
        for line, entry in entries.items():
            made = form.build_files([entry], message_name(message), self._envelope())
            said = [text for each in made for text in self._violations(schema, each)]
            if said:
                found[line] = said[0]
        if len(found) == len(entries):
            return False
        for line, text in found.items():
            self._stay_out(line, (form.schema_finding(text),))
        return bool(found)

    def _violations(self, schema, built):
        return xml.violations(xml.parse(built.content), schema)

    def _write_singly(self, form, lines, kept):
        """Regulators that take one device a file."""
        built = []
        for line in lines:
            record = line.registration_id._snapshot_record(kept[line.id])
            envelope = self._envelope(line.registration_id)
            built += [(line, file) for file in form.build(record, envelope)]
        pairs = [(line.registration_id, file) for line, file in built]
        added = self.env["udi.submission.file"]._add(self, pairs)
        for (line, _built), file in zip(built, added, strict=True):
            line.file_id = line.file_id or file

    def _manifest(self):
        """The list that lies beside the files, where the regulator has an order."""
        form = self.env["udi.registration"]._formats()[self.regulator]
        if not hasattr(form, "manifest"):
            return False
        told = (
            form.Listed(
                message_name(file.message),
                file.name,
                file.entity_count,
                file.size,
                file.sha256,
            )
            for file in self.file_ids
        )
        return form.manifest(told).decode()
