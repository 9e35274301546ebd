from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .kept_snapshots import kept_snapshots
from .udi_registration_changes import key
from .udi_submission_begin import PART
from .udi_submission_line import SENT


class UdiSubmission(models.Model):
    """Which lines an answer is about: those of one file, in a batch of very many."""

    _inherit = "udi.submission"

    def _told(self, reply, file):
        """``{line: codes by which the answer names it}``, none where it is the file."""
        lines = self._lines_of(reply, file)
        Line = self.env["udi.submission.line"]
        if reply.is_whole_file:
            of_file = Domain("file_id", "=", self._file_of(reply, lines).id)
            return dict.fromkeys(Line.search(lines & of_file), ())
        named = {}
        for entity in reply.entities:
            named.setdefault(Line._answer_key(entity.code), []).append(entity.code)
        codes = {code for spelt in named.values() for code in spelt}
        keys = Domain("entity_code", "in", [*named, *codes])
        found = Line.search(lines & keys)._named_by(named, lambda x: x._file_keys())
        if self._all_named(named, found):
            return found
        return found | self._named_otherwise(reply, lines, named, found)

    @api.model
    def _all_named(self, named, found):
        told = {code for codes in found.values() for code in codes}
        return all(told.issuperset(codes) for codes in named.values())

    def _about(self, told):
        return self.env["udi.submission.line"].union(*told).registration_id

    def _lines_of(self, reply, file):
        """Domain of the kind of message that was answered, where the answer says it."""
        lines = self._lines_in(SENT)
        if file:
            return lines & Domain("file_id", "=", file.id)
        message = key(f"{reply.service}.{reply.operation}")
        known = {value for value, _label in self._messages()}
        if message in known:
            return lines & Domain("message", "in", (message, "whole"))
        return lines

    @api.model
    def _messages(self):
        return self.env["udi.submission.line"]._fields["message"].selection

    def _named_otherwise(self, reply, lines, named, found):
        """An answer may know a device by another code than the one it was told.

        It is about one file: that of who was found, or the one with its ids. Only of a
        file that nobody knows all lines are looked through, until all are found.
        """
        Line = self.env["udi.submission.line"]
        files = Line.union(*found).file_id or self._files_with_id(reply, lines)
        if files:
            lines &= Domain("file_id", "in", files.ids)
        others, last = {}, 0
        while not self._all_named(named, found | others):
            after = lines & Domain("id", ">", last)
            part = Line.search(after, order="id", limit=PART)
            if not part:
                break
            last = part[-1].id
            rest = part.filtered(lambda line: line not in found)
            kept = kept_snapshots(rest)
            others |= rest._named_by(
                named, lambda line, kept=kept: line._answer_keys(kept[line.id])
            )
        return others

    def _files_with_id(self, reply, lines):
        of_lines = Domain("line_ids", "any", lines)
        files = self.env["udi.submission.file"].search(of_lines)
        return files.filtered(lambda each: each._has_id(reply))

    def _file_of(self, reply, lines):
        """An answer about a file names no device: the file is known by its ids, or is
        the only one of its kind."""
        of_lines = Domain("line_ids", "any", lines)
        files = self.env["udi.submission.file"].search(of_lines)
        if len(files) > 1:
            files = files.filtered(lambda each: each._has_id(reply)) or files
        if len(files) > 1:
            raise UserError(
                self.env._(
                    "The answer does not say which of %(count)s files it is about. "
                    "Choose the file that was uploaded.",
                    count=len(files),
                )
            )
        return files
